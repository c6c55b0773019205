import { builtInModel, ModelDocument, type ModelVersionState, modelVersion, remark } from '@kooperacje/domain'
import { type ConsultationReport, consultationReport, modelVersionsList, remarksList } from '@kooperacje/readmodels'
import { z } from 'zod'
import type { ApiContext } from '../http/context.ts'
import { csv } from '../http/csv.ts'
import { query } from '../http/query-route.ts'
import { ConsultationReportView, ModelVersionView, RemarkView } from './governance-shapes.ts'
import { PageQuery, page, stateOf } from './shapes.ts'

const READ = 'model.read'

/** A version's document, from the log; the one that comes with the software is there without a record. */
export async function modelDocument(
  { handler }: ApiContext,
  ledger: string,
  version: string,
): Promise<ModelDocument | null> {
  const { state } = await handler.state(ledger, { process: modelVersion, id: version })
  const { document } = state as ModelVersionState
  return document ?? (version === builtInModel.version ? builtInModel : null)
}

export const modelQueries = [
  query({
    path: '/models',
    operationId: 'listModelVersions',
    tag: 'model',
    about: 'The recorded versions of the model with the days of their course, newest first.',
    permission: READ,
    projections: ['model_versions'],
    params: z.object({}),
    query: z.object({}),
    answer: z.object({ items: z.array(ModelVersionView) }),
    run: async ({ ledger, context }) => ({
      items: (await modelVersionsList(context.pool, ledger)).map(asVersion),
    }),
  }),
  query({
    path: '/models/:id/document',
    operationId: 'getModelDocument',
    tag: 'model',
    about: 'The whole document of a version: processes, parameters, deadlines, reasons for closing, taxonomy.',
    permission: READ,
    projections: [],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: ModelDocument,
    run: ({ ledger, params: { id }, context }) => modelDocument(context, ledger, id),
  }),
  query({
    path: '/models/:id/consultation-report',
    operationId: 'getConsultationReport',
    tag: 'model',
    about: 'What was remarked on a version, what was decided and answered, and what it changed.',
    permission: READ,
    projections: ['model_versions', 'lessons'],
    params: z.object({ id: z.string() }),
    query: z.object({}),
    answer: ConsultationReportView,
    run: async ({ ledger, params: { id }, context }) => {
      const report = await consultationReport(context.pool, ledger, id)
      return report && asReport(report)
    },
    csv: ({ remarks }) => csv(remarkColumns, remarks),
  }),
  query({
    path: '/remarks',
    operationId: 'listRemarks',
    tag: 'remark',
    about: 'Remarks on the model, newest first.',
    permission: READ,
    projections: ['lessons'],
    params: z.object({}),
    query: PageQuery.extend({
      modelVersion: z.string().max(20).optional(),
      status: stateOf(remark).optional(),
    }),
    answer: page(RemarkView),
    run: async ({ ledger, query: { limit, cursor, ...filter }, context }) => {
      const found = await remarksList(context.pool, ledger, filter, { limit, after: cursor })
      return { items: [...found.items], next: found.next }
    },
  }),
]

const remarkColumns: Parameters<typeof csv<z.output<typeof RemarkView>>>[0] = [
  ['chapter', (row) => row.chapter],
  ['remarkId', (row) => row.remarkId],
  ['submittedOn', (row) => row.submittedOn],
  ['channel', (row) => row.channel],
  ['authorRole', (row) => row.authorRole],
  ['teryt', (row) => row.teryt],
  ['text', (row) => row.text],
  ['proposedWording', (row) => row.proposedWording],
  ['status', (row) => row.status],
  ['decision', (row) => row.decision],
  ['decidedOn', (row) => row.decidedOn],
  ['response', (row) => row.response],
  ['incorporatedVersion', (row) => row.incorporatedVersion],
  ['incorporatedChapter', (row) => row.incorporatedChapter],
]

type Course = NonNullable<ConsultationReport['course']>

const asVersion = (row: Course): z.output<typeof ModelVersionView> => ({
  ...row,
  opinions: [...row.opinions],
  approvals: [...row.approvals],
})

const asReport = (report: ConsultationReport): z.output<typeof ConsultationReportView> => ({
  ...report,
  course: report.course && asVersion(report.course),
  byChapter: [...report.byChapter],
  byChannel: [...report.byChannel],
  remarks: [...report.remarks],
})
