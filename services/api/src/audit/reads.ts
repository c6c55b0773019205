import { z } from 'zod'
import { keysOf, readsOf } from '../access/reads.ts'
import { purposes } from '../auth/disclosures.ts'
import { stream } from '../http/stream-route.ts'
import { AskedDate, AskedStream, refuseReversed, stretchIn } from './asked.ts'
import { ReadRowView } from './shapes.ts'

const Query = z.object({
  subject: z
    .string()
    .max(200)
    .optional()
    .describe('Only reads of the data of this person, by key; of their cases and meetings, too'),
  stream: AskedStream.optional().describe('Only reads of this thing'),
  actor: z.string().max(200).optional().describe('Only reads by this account'),
  purpose: z.enum(purposes).optional(),
  since: AskedDate.optional(),
  until: AskedDate.optional(),
})

export const readsRoute = stream({
  path: '/audit/reads',
  operationId: 'auditReads',
  tag: 'audit',
  about: 'Who has read personal data, of whom, of which thing and what for, oldest first.',
  permission: 'disclosure.read',
  query: Query,
  item: ReadRowView,
  place: ({ id }) => id,
  open: async ({ ledger, query: { subject, stream: object, actor, purpose, ...asked }, context, after, signal }) => {
    const [since, until] = [stretchIn(asked.since), stretchIn(asked.until)]
    refuseReversed([['since', since, 'until', until]])
    const subjects = subject === undefined ? undefined : await keysOf(context.pool, ledger, subject)
    return readsOf(context.pool, { ledger, subjects, object, actorId: actor, purpose, since, until, after, signal })
  },
})
