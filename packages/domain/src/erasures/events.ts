import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'

/** RODO art. 17(1), in its order, and the end of the term for which the files are kept. */
export const ErasureGround = z.enum([
  'NO_LONGER_NEEDED',
  'CONSENT_WITHDRAWN',
  'OBJECTION',
  'UNLAWFUL_PROCESSING',
  'LEGAL_OBLIGATION',
  'RETENTION_ENDED',
])
export type ErasureGround = z.infer<typeof ErasureGround>

/** RODO art. 17(3), and a request that could not be told to be the client's own. */
export const ErasureRefusalGround = z.enum([
  'LEGAL_OBLIGATION',
  'PUBLIC_TASK',
  'ARCHIVAL_DUTY',
  'LEGAL_CLAIMS',
  'IDENTITY_NOT_SHOWN',
  'NO_GROUND',
])
export type ErasureRefusalGround = z.infer<typeof ErasureRefusalGround>

/** Who acts: the key of an account, never a name. */
const ActorKey = z.string().min(1).max(200)

export const ErasureRequested = defineEvent({
  type: 'ErasureRequested',
  version: 1,
  about: 'It was asked that the data of a client be erased.',
  data: z.strictObject({ clientId: Id, ground: ErasureGround, requestedBy: ActorKey }),
})

export const ErasureConfirmed = defineEvent({
  type: 'ErasureConfirmed',
  version: 1,
  about: 'A second person agreed that the data of a client be erased.',
  data: z.strictObject({ confirmedBy: ActorKey }),
})

export const ErasureRefused = defineEvent({
  type: 'ErasureRefused',
  version: 1,
  about: 'The data of a client has to be kept; the client is told why.',
  data: z.strictObject({ ground: ErasureRefusalGround }),
})

export const ErasureWithdrawn = defineEvent({
  type: 'ErasureWithdrawn',
  version: 1,
  about: 'The request to erase was taken back before it was carried out.',
  data: z.strictObject({}),
})

export const ErasureBegun = defineEvent({
  type: 'ErasureBegun',
  version: 1,
  about: 'From here on the key is being destroyed, and there is no way back; what is interrupted is taken up again.',
  data: z.strictObject({}),
})

export const ErasureKeysNamed = defineEvent({
  type: 'ErasureKeysNamed',
  version: 1,
  about: 'These keys are destroyed next: whoever verifies the history holds payloads that are gone against them.',
  data: z.strictObject({
    /** Each `<key id>:<subject>`, as entries of the log name the keys that a payload is sealed with. */
    keys: z.array(z.string().min(1).max(300)).min(1),
  }),
})

export const ErasureDone = defineEvent({
  type: 'ErasureDone',
  version: 1,
  about: 'The key is destroyed and what else could tell of the person is cleared away.',
  data: z.strictObject({}),
})

export const erasureEvents = [
  ErasureRequested,
  ErasureConfirmed,
  ErasureRefused,
  ErasureWithdrawn,
  ErasureBegun,
  ErasureKeysNamed,
  ErasureDone,
] as const
