import { deadlineRules } from '@kooperacje/domain'
import type { MailRow } from '@kooperacje/readmodels'

export interface Message {
  readonly messageId: string
  readonly subject: string
  readonly text: string
}

export type Noticed = Pick<MailRow, 'ledger' | 'position' | 'recipient' | 'kind' | 'rule' | 'about' | 'dueOn'>

/** What a notice can be about; referrals have no page of their own, their list has. */
const THINGS: Readonly<Record<string, { pl: string; en: string; page: (id: string) => string }>> = {
  case: { pl: 'Sprawa', en: 'Case', page: (id) => `/cases/${id}` },
  partnership: { pl: 'Partnerstwo', en: 'Partnership', page: (id) => `/partnerships/${id}` },
  referral: { pl: 'Zgłoszenie', en: 'Referral', page: () => '/referrals' },
}
const UNKNOWN_THING = { pl: 'Dotyczy', en: 'About', page: () => '' }

/**
 * What a notice says, in Polish and then in English: which matter, which rule, which day, and where to look. Mail is
 * read on other people's machines, so it carries ids only; the name behind an id is told by the page, to who may see it.
 */
export function messageOf(mail: Noticed, publicUrl: string): Message {
  const { ledger, position, recipient, kind, rule, about, dueOn } = mail
  const slash = about.indexOf('/')
  const id = about.slice(slash + 1)
  const thing = THINGS[about.slice(0, slash)] ?? UNKNOWN_THING
  const link = `${publicUrl}/o/${encodeURIComponent(ledger)}${thing.page(encodeURIComponent(id))}`
  const [year, month, day] = dueOn.split('-').map(Number)
  const polishDay = `${day}.${String(month).padStart(2, '0')}.${year}`
  const alarm = kind === 'ALARM'
  // The rows of a rule differ in length and law, not in name; an old log may hold a rule that is gone.
  const named = deadlineRules.find(({ id }) => id === rule)
  const text = [
    alarm ? 'Termin minął.' : 'Zbliża się termin.',
    '',
    `${thing.pl}: ${id}`,
    `Termin: ${rule}${named ? ` (${named.pl})` : ''}`,
    `Data: ${polishDay}`,
    link,
    '',
    'Wiadomość wysłana automatycznie. Nie zawiera danych osobowych.',
    '',
    '-- ',
    alarm ? 'A deadline has passed.' : 'A deadline is near.',
    '',
    `${thing.en}: ${id}`,
    `Deadline: ${rule}${named ? ` (${named.en})` : ''}`,
    `Date: ${dueOn}`,
    link,
    '',
    'Sent automatically. It carries no personal data.',
    '',
  ].join('\n')
  return {
    // The same for every attempt: a mail that went out twice around a crash can be told to be one.
    messageId: `<notice.${ledger}.${position}.${recipient.toLowerCase()}@${new URL(publicUrl).hostname}>`,
    subject: alarm
      ? `Termin ${rule} minął ${polishDay}: ${thing.pl.toLowerCase()} ${id}`
      : `Termin ${rule} upływa ${polishDay}: ${thing.pl.toLowerCase()} ${id}`,
    text,
  }
}
