import { z } from 'zod'
import { PublicText } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'

export const BarrierArea = z.enum([
  'INFORMATION_FLOW',
  'LEGAL_DATA_PROTECTION',
  'PROCEDURE',
  'STAFF',
  'FINANCE',
  'ATTITUDES',
  'EPIDEMIC',
  'OTHER',
])
export type BarrierArea = z.infer<typeof BarrierArea>

/** At which level of cooperation it stands in the way. */
export const BarrierLevel = z.enum(['INSTITUTION', 'WORKER', 'CLIENT'])
export type BarrierLevel = z.infer<typeof BarrierLevel>

export const Escalation = z.enum(['REGION', 'MINISTRY'])
export type Escalation = z.infer<typeof Escalation>

export const BarrierReported = defineEvent({
  type: 'BarrierReported',
  version: 1,
  about: 'Somebody reported what stands in the way of cooperation.',
  data: z.strictObject({
    area: BarrierArea,
    level: BarrierLevel,
    partnershipId: Id.optional(),
    text: PublicText,
    /** How it could be removed, where the one who reports it knows already. */
    proposal: PublicText.optional(),
  }),
})

export const BarrierConfirmed = defineEvent({
  type: 'BarrierConfirmed',
  version: 1,
  about: 'The barrier was found to be real.',
  data: z.strictObject({}),
})

export const BarrierDismissed = defineEvent({
  type: 'BarrierDismissed',
  version: 1,
  about: 'The barrier was found to be none.',
  data: z.strictObject({ reason: PublicText }),
})

export const BarrierProposalMade = defineEvent({
  type: 'BarrierProposalMade',
  version: 1,
  about: 'Somebody proposed how to remove the barrier.',
  data: z.strictObject({ proposal: PublicText }),
})

export const BarrierEscalated = defineEvent({
  type: 'BarrierEscalated',
  version: 1,
  about: 'The barrier was taken to the region or the ministry: it cannot be removed where it stands.',
  data: z.strictObject({ to: Escalation }),
})

export const BarrierRemoved = defineEvent({
  type: 'BarrierRemoved',
  version: 1,
  about: 'The barrier is gone.',
  data: z.strictObject({}),
})

export const BarrierAcceptedAsLimit = defineEvent({
  type: 'BarrierAcceptedAsLimit',
  version: 1,
  about: 'The barrier stays: the model has to live with it.',
  data: z.strictObject({ reason: PublicText }),
})

export const barrierEvents = [
  BarrierReported,
  BarrierConfirmed,
  BarrierDismissed,
  BarrierProposalMade,
  BarrierEscalated,
  BarrierRemoved,
  BarrierAcceptedAsLimit,
] as const
