import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { BusinessDate, Count, Id } from '../kernel/values.ts'
import { ChildsView, ConsentForm, ConsentKind, DataScope, DisclosureBasis } from './values.ts'

export const ConsentGiven = defineEvent({
  type: 'ConsentGiven',
  version: 1,
  about: 'The client agreed to take part, or to what may be shared with whom; later ones renew it.',
  data: z.strictObject({
    consentId: Id,
    kind: ConsentKind,
    adultsCovered: Count,
    institutions: z.array(Id).min(1).max(100),
    dataScopes: z.array(DataScope).min(1),
    form: ConsentForm,
    privacyNoticeVersion: z.string().min(1).max(20),
    validUntil: BusinessDate.optional(),
    /** Person keys of the adults who signed, each for themself. */
    signedBy: z.array(Id).max(100).optional(),
    /** Parents sign for children; whether a child was heard, and what a child from 13 said, is recorded apart. */
    children: z.array(ChildsView).max(50).optional(),
  }),
})

export const ConsentRefused = defineEvent({
  type: 'ConsentRefused',
  version: 1,
  about: 'The client did not agree to take part; the case ends, statutory help does not.',
  data: z.strictObject({}),
})

export const ConsentWithdrawn = defineEvent({
  type: 'ConsentWithdrawn',
  version: 1,
  about: 'The client withdrew consent; it works at once (RODO art. 7(3)).',
  data: z.strictObject({ scope: z.enum(['ALL', 'DATA_SHARING']) }),
})

export const ConsentExpired = defineEvent({
  type: 'ConsentExpired',
  version: 1,
  about: 'A consent reached the end of its validity without being renewed; what it allowed ends with it.',
  data: z.strictObject({ consentId: Id, kind: ConsentKind }),
})

export const SharedAccessRevoked = defineEvent({
  type: 'SharedAccessRevoked',
  version: 1,
  about: 'Institutions of the team lost their view of the case.',
  data: z.strictObject({ institutions: z.array(Id).max(100), openSharedDocuments: Count }),
})

export const DisclosureMade = defineEvent({
  type: 'DisclosureMade',
  version: 1,
  about: 'Data of the client was handed to an institution: which kinds of data, and by what right.',
  data: z.strictObject({
    toInstitutionId: Id,
    categories: z.array(DataScope).min(1),
    /** Names of fields, never their content. */
    fields: z
      .array(z.string().regex(/^[A-Za-z][A-Za-z0-9._]{0,59}$/, 'the name of a field'))
      .max(50)
      .optional(),
    basis: DisclosureBasis,
    /** The article, where the basis is a statute. */
    legalBasis: z.string().trim().min(1).max(200).optional(),
  }),
})
