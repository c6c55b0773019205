import { partnership } from '@kooperacje/domain'
import {
  mutualBenefits,
  partnershipCharter,
  partnershipDecisions,
  partnershipPapers,
  partnershipSittings,
  resourceMap,
} from '@kooperacje/readmodels'
import type { Pool } from 'pg'
import { z } from 'zod'
import { query } from '../http/query-route.ts'
import { migrationPreview } from './migration.ts'
import {
  BenefitView,
  CharterView,
  DecisionView,
  MigrationPreviewView,
  PaperView,
  SectorOfMapView,
  SittingView,
} from './partnership-shapes.ts'

interface Register<Item extends z.ZodType> {
  readonly path: string
  readonly operationId: string
  readonly about: string
  readonly projection: string
  readonly item: Item
  readonly read: (pool: Pool, ledger: string, partnershipId: string) => Promise<readonly unknown[]>
}

/** A list that belongs to one partnership, whole; one that does not exist has an empty one. */
const register = <Item extends z.ZodType>({ path, item, projection, read, ...said }: Register<Item>) =>
  query({
    ...said,
    path: `/partnerships/:id/${path}`,
    tag: 'partnership',
    permission: 'partnership.read',
    projections: [projection],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: z.object({ items: z.array(item) }),
    run: async ({ ledger, params: { id }, context }) => ({
      items: (await read(context.pool, ledger, id)) as z.output<Item>[],
    }),
  })

export const partnershipRegisterQueries = [
  register({
    path: 'resource-map',
    operationId: 'getResourceMap',
    about: 'Resources and open gaps by sector.',
    projection: 'partnership_registers',
    item: SectorOfMapView,
    read: resourceMap,
  }),
  register({
    path: 'sittings',
    operationId: 'listPartnershipSittings',
    about: 'The meetings of the partnership with their quorum and minutes, oldest first.',
    projection: 'partnerships',
    item: SittingView,
    read: partnershipSittings,
  }),
  register({
    path: 'decisions',
    operationId: 'listDecisions',
    about: 'What plenary meetings decided, oldest first.',
    projection: 'partnership_registers',
    item: DecisionView,
    read: partnershipDecisions,
  }),
  register({
    path: 'papers',
    operationId: 'listPapers',
    about: 'Regulations in all versions, work plans, rules of communication and concepts of evaluation, oldest first.',
    projection: 'partnership_registers',
    item: PaperView,
    read: partnershipPapers,
  }),
  register({
    path: 'benefits',
    operationId: 'listMutualBenefits',
    about: 'The register of mutual benefits: what each institution gains and gives.',
    projection: 'partnership_registers',
    item: BenefitView,
    read: mutualBenefits,
  }),
  query({
    path: '/partnerships/:id/charter',
    operationId: 'getCharter',
    tag: 'partnership',
    about: 'Aspiration, values, rules of work and standards of communication.',
    permission: 'partnership.read',
    projections: ['partnership_registers'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: CharterView,
    run: async ({ ledger, params: { id }, context }) => {
      const charter = await partnershipCharter(context.pool, ledger, id)
      return charter && CharterView.parse(charter)
    },
  }),
  query({
    path: '/partnerships/:id/migration-preview',
    operationId: 'previewPartnershipMigration',
    tag: 'partnership',
    about:
      'What going to another published version of the model would change for this partnership; nothing is written.',
    permission: 'partnership.read',
    projections: [],
    params: z.object({ id: z.string() }),
    query: z.object({ to: z.string().min(1).max(20) }),
    answer: MigrationPreviewView,
    run: ({ ledger, params: { id }, query: { to }, context }) =>
      migrationPreview(context, ledger, { process: partnership, id }, to),
  }),
]
