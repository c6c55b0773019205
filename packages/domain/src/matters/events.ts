import { z } from 'zod'
import { PublicLine } from '../anonymisation/public-text.ts'
import { defineEvent } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'

/**
 * Matters with a term in law that stand beside cooperation: an answer to the centre's request for information (art. 105 of
 * the Social Assistance Act), an administrative matter (art. 35 of the code), a request of a person about their data
 * (RODO art. 12), a breach of data protection (art. 33).
 */
export const MatterKind = z.enum(['INFORMATION_REQUEST', 'ADMINISTRATIVE', 'DATA_SUBJECT_REQUEST', 'DATA_BREACH'])
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
  data: z.strictObject({ reason: PublicLine }),
})

export const MatterSettled = defineEvent({
  type: 'MatterSettled',
  version: 1,
  about: 'A matter was settled: answered, decided, notified.',
  data: z.strictObject({}),
})

export const matterEvents = [MatterOpened, MatterExtended, MatterSettled] as const
