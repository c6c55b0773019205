import { isPesel } from '@kooperacje/domain'
import { z } from 'zod'
import { purposes } from '../auth/disclosures.ts'
import { Problem } from '../http/problems.ts'
import { query } from '../http/query-route.ts'
import { findClient, knownBefore } from '../search/find-client.ts'

const FoundClientView = z
  .object({
    clientId: z.string(),
    cases: z.array(z.object({ caseId: z.string(), status: z.string() })),
    referrals: z.array(z.object({ referralId: z.string(), status: z.string() })),
  })
  .meta({ id: 'FoundClient' })

const Found = z.object({ items: z.array(FoundClientView) })

export const clientSearchQueries = [
  query({
    path: '/clients/search',
    operationId: 'searchClients',
    tag: 'client',
    about:
      'Clients of this PESEL whose cases or referrals the caller may see; of others the answer is that of nobody. Put on record with its purpose; a few an hour.',
    permission: 'client.search',
    projections: ['person_search', 'cases', 'referral_inbox'],
    params: z.object({}),
    query: z.object({}),
    body: z.strictObject({
      pesel: z.string().regex(/^\d{11}$/, '11 digits'),
      purpose: z.enum(purposes).describe('Kept on record with the search'),
    }),
    answer: Found,
    run: async ({ ledger, body: { pesel, purpose }, principal, context }) => {
      if (!isPesel(pesel)) throw new Problem('pesel-wrong', { details: { field: 'pesel' } })
      return { items: mutable(await findClient(context, principal, { ledger, pesel, purpose })) }
    },
  }),
  query({
    path: '/referrals/:id/known-before',
    operationId: 'getKnownBefore',
    tag: 'referral',
    about:
      'What else is known of the person of a referral, by key or by PESEL: for whoever decides on it, nobody else.',
    permission: 'referral.decide',
    projections: ['person_search', 'cases', 'referral_inbox'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: Found,
    run: async ({ ledger, params: { id }, principal, context }) => ({
      items: mutable(await knownBefore(context, principal, ledger, id)),
    }),
  }),
]

const mutable = (found: Awaited<ReturnType<typeof findClient>>) =>
  found.map(({ cases, referrals, ...rest }) => ({ ...rest, cases: [...cases], referrals: [...referrals] }))
