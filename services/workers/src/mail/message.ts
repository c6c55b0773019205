import { builtInDeadlineRules } from '@kooperacje/domain'
import type { MailRow } from '@kooperacje/readmodels'

export interface Message {
  readonly messageId: string
  readonly subject: string
  readonly text: string
}

export type Noticed = Pick<
  MailRow,
  'ledger' | 'position' | 'recipient' | 'kind' | 'rule' | 'about' | 'dueOn' | 'restricted'
>

/** What a notice can be about; referrals have no page of their own, their list has. */
const THINGS: Readonly<Record<string, { pl: string; en: string; page: (id: string) => string }>> = {
  case: { pl: 'Sprawa', en: 'Case', page: (id) => `/cases/${id}` },
  partnership: { pl: 'Partnerstwo', en: 'Partnership', page: (id) => `/partnerships/${id}` },
  referral: { pl: 'Zgłoszenie', en: 'Referral', page: () => '/referrals' },
}
const UNKNOWN_THING = { pl: 'Dotyczy', en: 'About', page: () => '' }

const KINDS = {
  REMINDER: { pl: 'Zbliża się termin.', en: 'A deadline is near.', subject: 'upływa' },
  ALARM: { pl: 'Termin minął.', en: 'A deadline has passed.', subject: 'minął' },
  WITHDRAWAL: {
    pl: 'Alarm odwołano: termin jednak nie minął albo przestał obowiązywać.',
    en: 'An alarm is taken back: the deadline has not passed after all, or no longer holds.',
    subject: 'jednak nie minął',
  },
} as const

interface Told {
  readonly thing: { readonly pl: string; readonly en: string }
  readonly id: string
  readonly link: string
  readonly deadline: { readonly pl: string; readonly en: string }
  readonly polishDay: string
}

/**
 * Mail is read on other people's machines, so it carries ids only; the name behind an id is told by the page, to who may
 * see it. Which deadline it is stays unsaid where the rule alone would tell of violence.
 */
function tell({ ledger, rule, about, dueOn, restricted }: Noticed, publicUrl: string): Told {
  const slash = about.indexOf('/')
  const id = about.slice(slash + 1)
  const thing = THINGS[about.slice(0, slash)] ?? UNKNOWN_THING
  const [year, month, day] = dueOn.split('-').map(Number)
  // The rows of a rule differ in length and law, not in name; another version's rule is named by its number alone.
  const named = builtInDeadlineRules.find(({ id }) => id === rule)
  return {
    thing,
    id,
    link: `${publicUrl}/o/${encodeURIComponent(ledger)}${thing.page(encodeURIComponent(id))}`,
    deadline: restricted
      ? { pl: 'termin ustawowy', en: 'a statutory deadline' }
      : { pl: named ? `${rule} (${named.pl})` : rule, en: named ? `${rule} (${named.en})` : rule },
    polishDay: `${day}.${String(month).padStart(2, '0')}.${year}`,
  }
}

/** What a notice says, in Polish and then in English: which matter, which rule, which day, and where to look. */
export function messageOf(mail: Noticed, publicUrl: string): Message {
  const { ledger, position, recipient, kind, rule, dueOn, restricted } = mail
  const { thing, id, link, deadline, polishDay } = tell(mail, publicUrl)
  const text = [
    KINDS[kind].pl,
    '',
    `${thing.pl}: ${id}`,
    `Termin: ${deadline.pl}`,
    `Data: ${polishDay}`,
    link,
    '',
    'Wiadomość wysłana automatycznie. Nie zawiera danych osobowych.',
    '',
    '-- ',
    KINDS[kind].en,
    '',
    `${thing.en}: ${id}`,
    `Deadline: ${deadline.en}`,
    `Date: ${dueOn}`,
    link,
    '',
    'Sent automatically. It carries no personal data.',
    '',
  ].join('\n')
  return {
    // The same for every attempt: a mail that went out twice around a crash can be told to be one.
    messageId: `<notice.${ledger}.${position}.${recipient.toLowerCase()}@${new URL(publicUrl).hostname}>`,
    subject: `Termin ${restricted ? 'ustawowy' : rule} ${KINDS[kind].subject} ${polishDay}: ${thing.pl.toLowerCase()} ${id}`,
    text,
  }
}

const SECTIONS = [
  ['ALARM', 'Terminy, które minęły'],
  ['REMINDER', 'Terminy, które się zbliżają'],
  ['WITHDRAWAL', 'Odwołane alarmy'],
] as const

/** All notices of a person's day in one mail: what passed first, then what is near, each line with where to look. */
export function digestOf(key: string, day: string, mails: readonly Noticed[], publicUrl: string): Message {
  const [year, month, date] = day.split('-').map(Number)
  const polishDay = `${date}.${String(month).padStart(2, '0')}.${year}`
  const inOrder = mails.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.position - b.position))
  const sections = SECTIONS.flatMap(([kind, title]) => {
    const some = inOrder.filter((mail) => mail.kind === kind)
    if (some.length === 0) return []
    const lines = some.map((mail) => {
      const { thing, id, link, deadline, polishDay } = tell(mail, publicUrl)
      return `- ${polishDay} ${thing.pl} ${id}: ${deadline.pl}\n  ${link}`
    })
    return [`${title} (${some.length})`, '', ...lines, '']
  })
  return {
    messageId: `<${key}@${new URL(publicUrl).hostname}>`,
    subject: `Terminy, ${polishDay}: ${mails.length}`,
    text: [...sections, 'Wiadomość wysłana automatycznie raz dziennie. Nie zawiera danych osobowych.', ''].join('\n'),
  }
}
