import { caseEvents } from './cases/events.ts'
import { contractEvents } from './contracts/events.ts'
import { deadlineEvents } from './deadlines/events.ts'
import { institutionEvents } from './institutions/events.ts'
import { meetingEvents } from './meetings/events.ts'
import { partnershipEvents } from './partnerships/events.ts'
import { referralEvents } from './referrals/events.ts'

/** The one registry of events. */
export const eventDefinitions = [
  ...institutionEvents,
  ...partnershipEvents,
  ...referralEvents,
  ...caseEvents,
  ...meetingEvents,
  ...contractEvents,
  ...deadlineEvents,
] as const

export { businessDate } from './calendar/warsaw.ts'
export * from './cases/events.ts'
export * from './cases/values.ts'
export * from './contracts/events.ts'
export * from './deadlines/events.ts'
export * from './institutions/events.ts'
export * from './kernel/command.ts'
export * from './kernel/event.ts'
export * from './kernel/process.ts'
export * from './kernel/refusal.ts'
export { type RefusalCode, refusals } from './kernel/refusals.ts'
export * from './kernel/values.ts'
export * from './meetings/events.ts'
export * from './partnerships/events.ts'
export * from './referrals/events.ts'
export { referral, type ReferralState } from './referrals/process.ts'
