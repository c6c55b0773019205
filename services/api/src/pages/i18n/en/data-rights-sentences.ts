import type { DataRightsSentences } from '../sentence.ts'

export const dataRightsSentences: DataRightsSentences = {
  LegalHoldPlaced: (fact, say) => `The data of the client must be kept. Hold: ${say.text(fact.holdId)}.`,
  LegalHoldLifted: (fact, say) => `Hold ${say.text(fact.holdId)} was lifted.`,
  ProcessingRestricted: () => 'The use of the data of the client was restricted.',
  ProcessingRestrictionLifted: () => 'The restriction of the use of the data was lifted.',
  SubjectErased: () => 'The data of the client was erased.',
  ErasureRequested: () => 'It was asked that the data of a client be erased.',
  ErasureConfirmed: () => 'A second person confirmed the erasure.',
  ErasureRefused: () => 'The erasure was refused.',
  ErasureWithdrawn: () => 'The request to erase was taken back.',
  ErasureBegun: () => 'The erasure began.',
  ErasureKeysNamed: () => 'The keys that are destroyed were named.',
  ErasureDone: () => 'The erasure was carried out.',
}
