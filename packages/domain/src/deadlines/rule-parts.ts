import type { DeadlineRule, Length, Trigger } from './rule.ts'

/** Words that the lists of rules are written in. */

export const days = (count: number): Length => ({ count, unit: 'CALENDAR_DAYS' })
export const workingDays = (count: number): Length => ({ count, unit: 'WORKING_DAYS' })
export const months = (count: number): Length => ({ count, unit: 'MONTHS' })
export const hours = (count: number): Length => ({ count, unit: 'HOURS' })

export const on = (event: string, when?: Trigger['when']): Trigger => (when ? { event, when } : { event })

type Told = Pick<DeadlineRule, 'reminders' | 'escalations'>

/** The coordinator does it; a day after it passed unmet both know, a week after it the leader has to act. */
export const coordinatorThenLeader = (...before: readonly Length[]): Told => ({
  reminders: before.map((length) => ({ before: length, to: 'COORDINATOR' })),
  escalations: [
    { after: days(1), to: 'COORDINATOR' },
    { after: days(7), to: 'LEADER' },
  ],
})

/** What the leader does; the regional centre answers for the pilot and learns of it after two weeks. */
export const leaderThenRegion = (...before: readonly Length[]): Told => ({
  reminders: before.map((length) => ({ before: length, to: 'LEADER' })),
  escalations: [
    { after: days(1), to: 'LEADER' },
    { after: days(14), to: 'REGION' },
  ],
})

/** What the leader does and nobody outside may learn of: a second word after a week is all there is. */
export const leaderOnly = (...before: readonly Length[]): Told => ({
  reminders: before.map((length) => ({ before: length, to: 'LEADER' })),
  escalations: [
    { after: days(1), to: 'LEADER' },
    { after: days(7), to: 'LEADER' },
  ],
})

/** However a case ends: what is still open then can no longer be done. */
export const caseEnds = [on('CaseClosed'), on('CaseRejected'), on('ConsentRefused')]

/** Whoever leaves altogether ends the work; whoever only forbids sharing does not. */
export const workEnds = [...caseEnds, on('ConsentWithdrawn', { scope: 'ALL' })]

export const partnershipEnds = [on('PartnershipDissolved'), on('PartnershipAbandoned')]
