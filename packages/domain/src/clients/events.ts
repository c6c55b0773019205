import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'

/** Why a person's data must stay although they, or the term of the files, ask for its end (RODO art. 17(3)). */
export const LegalHoldGround = z.enum([
  'COURT_PROCEEDINGS',
  'ADMINISTRATIVE_PROCEEDINGS',
  'LEGAL_CLAIMS',
  'ARCHIVAL_DUTY',
  'AUDIT',
])
export type LegalHoldGround = z.infer<typeof LegalHoldGround>

/** RODO art. 18(1), in its order. */
export const RestrictionGround = z.enum([
  'ACCURACY_CONTESTED',
  'UNLAWFUL_PROCESSING',
  'NEEDED_FOR_CLAIMS',
  'OBJECTION_PENDING',
])
export type RestrictionGround = z.infer<typeof RestrictionGround>

export const LegalHoldPlaced = defineEvent({
  type: 'LegalHoldPlaced',
  version: 1,
  about: 'The data of a client must be kept: while the hold stands, nobody erases it.',
  data: z.strictObject({
    /** Several may stand at once, each ends by itself. The signature of the file is a good one; never a name. */
    holdId: Id,
    ground: LegalHoldGround,
  }),
})

export const LegalHoldLifted = defineEvent({
  type: 'LegalHoldLifted',
  version: 1,
  about: 'What a hold was placed for is over.',
  data: z.strictObject({ holdId: Id }),
})

export const ProcessingRestricted = defineEvent({
  type: 'ProcessingRestricted',
  version: 1,
  about: 'The data of a client is kept but no longer used: it is shown only to those who answer the client or a court.',
  data: z.strictObject({ ground: RestrictionGround }),
})

export const ProcessingRestrictionLifted = defineEvent({
  type: 'ProcessingRestrictionLifted',
  version: 1,
  about: 'The data of a client may be used again; the client was told before.',
  data: z.strictObject({}),
})

export const SubjectErased = defineEvent({
  type: 'SubjectErased',
  version: 1,
  about: 'The key of a client was destroyed: what was recorded about them in words can never be read again.',
  data: z.strictObject({ erasureId: Id }),
})

export const clientEvents = [
  LegalHoldPlaced,
  LegalHoldLifted,
  ProcessingRestricted,
  ProcessingRestrictionLifted,
  SubjectErased,
] as const
