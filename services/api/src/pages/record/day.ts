import { businessDate } from '@kooperacje/domain'

/**
 * A day of an office as the moment that facts carry: an hour of its night, which is that day by either Polish time and is
 * past when somebody records it. The day on which the form was opened is the moment of opening.
 */
export function occurredAtOf(day: string, openedAt?: string): string {
  if (openedAt !== undefined && businessDate(openedAt) === day) return openedAt
  return `${day}T01:00:00.000Z`
}
