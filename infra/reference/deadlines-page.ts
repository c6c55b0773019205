import { builtInModel, type DeadlineRule, type Length } from '@kooperacje/domain'
import { page, type Row, table } from './markdown.ts'

const UNITS = { CALENDAR_DAYS: 'day', WORKING_DAYS: 'working day', MONTHS: 'month', HOURS: 'hour' } as const

const length = ({ count, unit }: Length) => `${count} ${UNITS[unit]}${count === 1 ? '' : 's'}`

type Trigger = DeadlineRule['starts'][number]

function trigger({ event, when, unless }: Trigger): string {
  const said = (condition: Trigger['when'], is: string) =>
    Object.entries(condition ?? {}).map(
      ([field, value]) => `${field} ${is} ${Array.isArray(value) ? value.join(' or ') : value}`,
    )
  const conditions = [...said(when, '='), ...said(unless, '≠')]
  return `\`${event}\`${conditions.length > 0 ? ` (${conditions.join(', ')})` : ''}`
}

const facts = (triggers: readonly Trigger[]) => triggers.map(trigger).join(', ') || '–'

function due({ due, bound, endsOnWorkingDay }: DeadlineRule): string {
  const least = bound === 'AT_LEAST' ? 'at least ' : ''
  const moved = endsOnWorkingDay ? '; an end on a free day moves to the next working day' : ''
  if ('after' in due) return `${least}${length(due.after)}${moved}`
  if ('on' in due) return `on the day named in \`${due.on}\`${moved}`
  const [month, day] = due.yearly.split('-').map(Number)
  return `each year on ${day}.${String(month).padStart(2, '0')}`
}

function told({ reminders, escalations }: DeadlineRule): string {
  const before = reminders.map(({ before, to }) => `${length(before)} before: ${to.toLowerCase()}`)
  const after = escalations.map(({ after, to }) => `${length(after)} after: ${to.toLowerCase()}`)
  return [...before, ...after].join('; ') || '–'
}

const pauses = ({ pauses }: DeadlineRule) =>
  pauses.map((pause) => (pause === 'CASE_SUSPENDED' ? 'case' : 'partnership')).join(', ') || 'never'

function basis({ legalBasis, source, unconfirmed }: DeadlineRule): string {
  if (legalBasis === null) return 'proposed by the model'
  const doubt = unconfirmed ? ' **unconfirmed**' : ''
  return `${source === undefined ? legalBasis : `[${legalBasis}](${source})`}${doubt}`
}

function rows(origin: DeadlineRule['origin']): Row[] {
  return builtInModel.deadlines
    .filter((rule) => rule.origin === origin)
    .map((rule) => [
      rule.id,
      `${rule.en}<br>${rule.pl}`,
      `${facts(rule.starts)}${rule.first ? ', the first one' : ''}`,
      `${facts(rule.stops)}${rule.same ? ` of the same \`${rule.same}\`` : ''}`,
      facts(rule.cancels),
      `${due(rule)}${(rule.prolongs ?? []).map((row) => `; longer by ${trigger(row)}`).join('')}`,
      told(rule),
      pauses(rule),
      `${rule.validFrom} – ${rule.validTo ?? ''}`,
      basis(rule),
    ])
}

const HEAD = [
  'rule',
  'what',
  'begins with',
  'is met by',
  'is cancelled by',
  'due',
  'who is told',
  'stands still with',
  'valid',
  'legal basis',
]

export function deadlinesPage(): string {
  return page(
    'Deadlines',
    [
      'A deadline begins with a fact and is met by another on the same stream. The day of the first fact chooses the row of the rule; the day of the fact itself is not counted. Facts are taken in the order in which they happened, whenever they were recorded.',
      'What the law sets never stands still by itself; what the model proposes stands still with the case or partnership that is suspended, and follows the version of the model that they run on. **Unconfirmed**: the rule or its length was not found in a source and is to be checked before anybody relies on it.',
      'Not told by mail in so many words: D-04 to D-07, as their existence tells of violence; they go to the leader alone.',
    ].join('\n\n'),
    `## Set by law\n\n${table(HEAD, rows('STATUTORY'))}\n\n## Proposed by the model\n\n${table(HEAD, rows('MODEL_PROPOSED'))}`,
  )
}
