import { type DeadlineRule, deadlineRules } from '@kooperacje/domain'
import { page, type Row, table } from './markdown.ts'

const UNITS = { CALENDAR_DAYS: 'days', WORKING_DAYS: 'working days', MONTHS: 'months' } as const

const length = ({ count, unit }: DeadlineRule['length']) => `${count} ${UNITS[unit]}`

export function deadlinesPage(): string {
  const rows = deadlineRules.map((rule): Row => {
    const when = Object.entries(rule.when ?? {}).map(([field, value]) => `${field} = ${value}`)
    return [
      rule.id,
      `\`${rule.startEvent}\`${when.length > 0 ? ` (${when.join(', ')})` : ''}`,
      rule.stopEvents.map((type) => `\`${type}\``).join(', '),
      length(rule.length),
      `${length(rule.remindBefore)} before`,
      rule.recipient.toLowerCase(),
      `${rule.validFrom} – ${rule.validTo ?? ''}`,
      rule.legalBasis ?? 'proposed by the model',
    ]
  })
  const head = ['rule', 'from', 'to', 'length', 'reminder', 'tells', 'valid', 'legal basis']
  return page(
    'Deadlines',
    'A deadline begins with a fact and is met by another on the same stream. The day of the first fact chooses the rule. The day of the event is not counted.',
    table(head, rows),
  )
}
