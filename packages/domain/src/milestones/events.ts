import { z } from 'zod'
import { PublicText } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, ShortText } from '../kernel/values.ts'

export const AcceptingBody = z.enum(['STEERING_COMMITTEE', 'MODEL_TEAM', 'REGIONAL_CENTRE', 'MINISTRY'])

export const Evidence = z.strictObject({
  kind: z.enum(['REPORT', 'MINUTES', 'AGREEMENT', 'PUBLICATION', 'ATTENDANCE_LIST', 'OTHER']),
  /** Signature in the office's files, or an address. */
  reference: ShortText,
})
export type Evidence = z.infer<typeof Evidence>

export const MilestonePlanned = defineEvent({
  type: 'MilestonePlanned',
  version: 1,
  about: 'A milestone of the project got its number and its day.',
  data: z.strictObject({ number: z.int().min(1).max(20), dueOn: BusinessDate }),
})

export const MilestoneStarted = defineEvent({
  type: 'MilestoneStarted',
  version: 1,
  about: 'Work towards a milestone began.',
  data: z.strictObject({}),
})

export const MilestoneEvidenceCollected = defineEvent({
  type: 'MilestoneEvidenceCollected',
  version: 1,
  about: 'Evidence was put together that a milestone is reached; it may be added to until it is judged.',
  data: z.strictObject({ evidence: z.array(Evidence).min(1).max(100) }),
})

export const MilestoneAccepted = defineEvent({
  type: 'MilestoneAccepted',
  version: 1,
  about: 'A milestone was accepted on its evidence.',
  data: z.strictObject({ by: AcceptingBody }),
})

export const MilestoneReturned = defineEvent({
  type: 'MilestoneReturned',
  version: 1,
  about: 'The evidence did not suffice: the milestone went back.',
  data: z.strictObject({ reason: PublicText }),
})

export const milestoneEvents = [
  MilestonePlanned,
  MilestoneStarted,
  MilestoneEvidenceCollected,
  MilestoneAccepted,
  MilestoneReturned,
] as const
