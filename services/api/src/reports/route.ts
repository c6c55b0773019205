import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import { accepted } from '../http/accept.ts'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'
import { problemResponses } from '../http/schemas.ts'
import { Asked, answered, viewFor } from '../indicators/asked.ts'
import { sendPage } from '../pages/layout.ts'
import { paths } from '../pages/paths.ts'
import { wordsFor } from '../pages/visit.ts'
import { csvOf } from './csv.ts'
import { type LedgerView, type Report, report } from './report.ts'
import { reportPage } from './report-page.ts'
import { scopeOf } from './scope.ts'
import { ReportView } from './shapes.ts'

const FORMATS = ['json', 'csv', 'html'] as const
type Format = (typeof FORMATS)[number]

const Flag = z.enum(['true', 'false']).default('false')

const Query = z
  .object({
    asOf: Asked.shape.asOf,
    recordedUntil: Asked.shape.recordedUntil,
    public: Flag.describe('For publication: cells under 5 are hidden, and those that would give one away'),
    bom: Flag.describe('CSV with a byte order mark, as Excel needs it'),
    lang: z.enum(['pl', 'en']).optional().describe('Language of the page'),
  })
  .strict()

const Params = z.object({
  scope: z
    .string()
    .regex(/^[A-Za-z0-9-]{2,40}(\.(json|csv|html))?$/, 'a TERYT code, a region such as SLASKIE, or macroregion-3')
    .describe('A TERYT code, SLASKIE, MALOPOLSKIE, LODZKIE, OPOLSKIE or macroregion-3; .csv or .html for that format'),
})

export const reportRoute = {
  path: '/v1/reports/:scope',
  operationId: 'getReport',
  permission: 'overview.read',
  about:
    'All indicators of a local authority, a region or the macroregion beside their targets, as JSON, CSV or a page to print.',
} as const

/** Outside `/v1/:ledger`: a report may be of many ledgers. */
export function registerReports(app: FastifyInstance, context: ApiContext): void {
  app.route({
    method: 'GET',
    url: reportRoute.path,
    schema: {
      operationId: reportRoute.operationId,
      tags: ['indicator'],
      summary: reportRoute.about,
      description:
        'Permission: `overview.read` in each ledger that is shown; ledgers of the scope that the caller may not read are named as left out. JSON by default; CSV and a page to print by `Accept` or by the ending of the address.',
      security: [{ apiKey: [] }, { session: [] }],
      params: Params,
      querystring: Query,
      response: {
        200: {
          description: 'The report',
          content: {
            'application/json': { schema: ReportView },
            'text/csv': { schema: z.string() },
            'text/html': { schema: z.string() },
          },
        },
        ...problemResponses('read'),
      },
    },
    handler: async (request, reply) => {
      const asked = request.query as z.output<typeof Query>
      const { scope } = request.params as z.output<typeof Params>
      const [code = '', ending] = scope.split('.')
      const made = await makeReport(context, request.principal, code, asked)
      reply.header('cache-control', 'private, no-store').header('vary', 'accept, cookie, accept-language')
      return send(request, reply, made, asked, (ending as Format | undefined) ?? formatIn(request.headers.accept))
    },
  })
}

async function makeReport(
  context: ApiContext,
  principal: Principal | null,
  code: string,
  asked: z.output<typeof Query>,
): Promise<Report> {
  if (!principal) throw new Problem('unauthenticated')
  if (!may(principal.role, reportRoute.permission)) {
    throw new Problem('forbidden', { details: { permission: reportRoute.permission } })
  }
  const scope = scopeOf(code, principal.ledgers)
  if (!scope) throw new Problem('not-found')
  const readable = scope.ledgers.filter(({ ledger }) => principal.ledgers.includes(ledger))
  if (readable.length === 0) throw new Problem('forbidden', { details: { scope: code } })
  const given = answered(asked, context)
  const views: LedgerView[] = []
  // One after another: each may have to read a whole ledger, and the pool serves others too.
  for (const ledger of readable) views.push({ ...ledger, view: await viewFor(context, ledger.ledger, given, asked) })
  return report(scope, views, given, asked.public === 'true')
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  made: Report,
  { bom, asOf, recordedUntil, public: forPublic }: z.output<typeof Query>,
  format: Format,
) {
  if (format === 'json') return made
  if (format === 'csv') {
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="indicators-${made.scope.code}-${made.asOf}.csv"`)
      .serializer((payload) => payload as string)
      .send(csvOf(made, { bom: bom === 'true' }))
  }
  const words = wordsFor(request, reply)
  const csv = paths.report(made.scope.code, 'csv', { asOf, recordedUntil, public: forPublic, bom: 'true' })
  return sendPage(request, reply, { words, ledger: null }, reportPage(words, made, csv))
}

const TYPES = { 'application/json': 'json', 'text/csv': 'csv', 'text/html': 'html' } as const

const formatIn = (accept: string | undefined): Format =>
  TYPES[accepted(accept, ['application/json', 'text/csv', 'text/html'])]
