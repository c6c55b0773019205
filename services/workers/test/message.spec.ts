import { describe, expect, it } from 'vitest'
import { messageOf, type Noticed } from '../src/mail/message.ts'

const mail = (position: number, overrides: Partial<Noticed> = {}): Noticed => ({
  ledger: '2416042',
  position,
  recipient: 'COORDINATOR',
  kind: 'REMINDER',
  rule: 'D-01',
  about: 'case/case-A',
  dueOn: '2019-12-02',
  restricted: false,
  ...overrides,
})

describe('a message', () => {
  it('says what, by which rule and until when, in ids only', () => {
    const { subject, text, messageId } = messageOf(mail(7), 'https://koop.example.test')
    expect(subject).toBe('Termin D-01 upływa 2.12.2019: sprawa case-A')
    expect(text).toContain('https://koop.example.test/o/2416042/cases/case-A')
    expect(text).toContain('Termin: D-01 (Rodzinny wywiad środowiskowy')
    expect(text).toContain('Date: 2019-12-02')
    expect(messageId).toBe('<notice.2416042.7.coordinator@koop.example.test>')
  })

  it('says of an alarm that the day has passed', () => {
    const about = { kind: 'ALARM', about: 'referral/r-1', rule: 'P-10' } as const
    const { subject, text } = messageOf(mail(8, about), 'https://koop.example.test')
    expect(subject).toBe('Termin P-10 minął 2.12.2019: zgłoszenie r-1')
    expect(text).toContain('https://koop.example.test/o/2416042/referrals\n')
  })
})

describe('a message about violence', () => {
  it('does not say which deadline it is', () => {
    const { subject, text } = messageOf(mail(9, { rule: 'D-04', restricted: true }), 'https://koop.example.test')
    expect(`${subject}${text}`).not.toMatch(/D-04|Niebieska|Blue Card|przemoc/i)
    expect(subject).toBe('Termin ustawowy upływa 2.12.2019: sprawa case-A')
  })
})
