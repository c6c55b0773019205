import { z } from 'zod'
import { PublicLine } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Id } from '../kernel/values.ts'

/**
 * Matters with a term in law that stand beside cooperation: an answer to the centre's request for information (art. 105 of
 * the Social Assistance Act), an administrative matter (art. 35 of the code), a request of a person about their data
 * (RODO art. 12), a breach of data protection (art. 33), an individual plan of a social services centre, a family work plan
 * that its assistant reviews again and again.
 */
export const MatterKind = z.enum([
  'INFORMATION_REQUEST',
  'ADMINISTRATIVE',
  'DATA_SUBJECT_REQUEST',
  'DATA_BREACH',
  'SERVICE_PLAN',
  'FAMILY_WORK_PLAN',
])
export type MatterKind = z.infer<typeof MatterKind>

export const MatterOpened = defineEvent({
  type: 'MatterOpened',
  version: 1,
  about: 'A matter with a statutory term was opened. Its files are kept elsewhere: here are its kind and its days.',
  data: z.strictObject({
    kind: MatterKind,
    /** An administrative matter that is especially complex has two months instead of one. */
    complex: z.boolean().optional(),
    caseId: Id.optional(),
  }),
})

export const MatterExtended = defineEvent({
  type: 'MatterExtended',
  version: 1,
  about: 'The term of a matter was extended, once, and the person concerned was told why.',
  data: z.strictObject({
    reason: PublicLine,
    /** The new term of an administrative matter, which the authority sets itself (art. 36 of the code). */
    until: BusinessDate.optional(),
  }),
})

export const MatterReviewed = defineEvent({
  type: 'MatterReviewed',
  version: 1,
  about: 'A plan that runs on was reviewed; its next review is due from this day.',
  data: z.strictObject({}),
})

export const MatterSettled = defineEvent({
  type: 'MatterSettled',
  version: 1,
  about: 'A matter was settled: answered, decided, notified.',
  data: z.strictObject({}),
})

export const matterEvents = [MatterOpened, MatterExtended, MatterReviewed, MatterSettled] as const
