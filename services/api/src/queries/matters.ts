import { MatterKind, matter } from '@kooperacje/domain'
import { interdisciplinaryTeamsList, mattersList } from '@kooperacje/readmodels'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { InterdisciplinaryTeamView, MatterView } from './governance-shapes.ts'
import { PageQuery, page, stateOf } from './shapes.ts'

const READ = 'matter.read'

export const matterQueries = [
  query({
    path: '/matters',
    operationId: 'listMatters',
    tag: 'matter',
    about: 'Matters with a statutory term, newest first.',
    permission: READ,
    projections: ['matters'],
    params: z.object({}),
    query: PageQuery.extend({ kind: MatterKind.optional(), status: stateOf(matter).optional() }),
    answer: page(MatterView),
    run: async ({ ledger, query: { limit, cursor, ...filter }, context }) => {
      const found = await mattersList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
  query({
    path: '/interdisciplinary-teams',
    operationId: 'listInterdisciplinaryTeams',
    tag: 'matter',
    about: 'Interdisciplinary teams and how often they sat.',
    permission: READ,
    projections: ['matters'],
    params: z.object({}),
    query: z.object({}),
    answer: z.object({ items: z.array(InterdisciplinaryTeamView) }),
    run: async ({ ledger, context }) => ({ items: await interdisciplinaryTeamsList(context.pool, ledger) }),
  }),
]
