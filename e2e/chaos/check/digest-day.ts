import { addCalendarDays, businessDate } from '@kooperacje/domain'

/** When offices open, and digests go out: `services/workers/src/mail/digests.ts`. */
const HOUR = 7
const hours = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', hour: '2-digit', hourCycle: 'h23' })

/** The last day whose digest goes out by this moment: before offices open, that of the day before. */
export function lastDigestDay(moment: Date): string {
  const today = businessDate(moment.toISOString())
  return Number(hours.format(moment)) < HOUR ? addCalendarDays(today, -1) : today
}
