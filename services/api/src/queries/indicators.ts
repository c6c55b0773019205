import {
  breakdown,
  breakdownsOf,
  type Evaluation,
  evaluate,
  evaluateViews,
  explain,
  type FactView,
  indicators,
  type LeftOutReason,
  leftOutReasons,
  localAuthorityOf,
  targetsOf,
} from '@kooperacje/domain'
import { z } from 'zod'
import { may } from '../auth/permissions.ts'
import { Problem } from '../http/problems.ts'
import { query } from '../http/query-route.ts'
import { Asked, answered, viewFor } from '../indicators/asked.ts'
import { cursorOf, placeIn } from '../indicators/cursor.ts'
import { ExplanationView, IndicatorDetail, IndicatorList } from '../indicators/shapes.ts'
import { explainedEvent, groupView, indicatorView } from '../indicators/written.ts'
import { PageQuery } from './shapes.ts'

const READ = { tag: 'indicator', permission: 'overview.read', projections: ['indicator_facts', 'deadlines'] } as const
const OneIndicator = z.object({ id: z.string().max(10) })

export const indicatorQueries = [
  query({
    ...READ,
    path: '/indicators',
    operationId: 'listIndicators',
    about: 'All indicators of the pilot at a cut-off date, with the target where one is set for the local authority.',
    params: z.object({}),
    query: Asked,
    answer: IndicatorList,
    run: async ({ ledger, query: asked, context }) => {
      const given = answered(asked, context)
      const view = await viewFor(context, ledger, given, asked)
      return { ...given, items: evaluateViews([view]).map((each) => written(each, view, ledger)) }
    },
  }),
  query({
    ...READ,
    path: '/indicators/:id',
    operationId: 'getIndicator',
    about: 'One indicator with its formula, and broken down by what it can be broken down by.',
    params: OneIndicator,
    query: Asked.extend({
      by: z.string().max(20).optional().describe('region, lau, month, quarter, or one of its own; see breakdowns'),
    }),
    answer: IndicatorDetail,
    run: async ({ ledger, params: { id }, query: { by, ...asked }, context }) => {
      const definition = indicators.find((each) => each.id === id)
      if (!definition) return null
      const breakdowns = [...breakdownsOf({ definition })]
      if (by !== undefined && !breakdowns.includes(by)) {
        throw new Problem('invalid-request', {
          errors: [{ path: 'query.by', message: `${id} can be broken down by ${breakdowns.join(', ')}` }],
        })
      }
      const given = answered(asked, context)
      const view = await viewFor(context, ledger, given, asked)
      const evaluation = evaluate(definition, [view])
      const groups = by === undefined ? [] : [...breakdown(evaluation, by)].map(([key, group]) => groupView(key, group))
      return {
        ...given,
        ...written(evaluation, view, ledger),
        ...formulaOf(evaluation),
        breakdowns,
        by: by ?? null,
        groups,
      }
    },
  }),
  query({
    ...READ,
    path: '/indicators/:id/explanation',
    operationId: 'explainIndicator',
    about:
      'The events that a figure counts and those that it leaves out, with the reason. Who may not see cases sees counts.',
    params: OneIndicator,
    query: Asked.extend({
      ...PageQuery.shape,
      part: z.string().max(40).optional().describe('A part of the figure instead of the whole; see parts'),
    }),
    answer: ExplanationView,
    run: async ({ ledger, params: { id }, query: { limit, cursor, part, ...asked }, context, principal }) => {
      const definition = indicators.find((each) => each.id === id)
      if (!definition) return null
      const given = answered(asked, context)
      const view = await viewFor(context, ledger, given, asked)
      const evaluation = evaluate(definition, [view])
      const parts = Object.keys(evaluation.measured.parts ?? {})
      if (part !== undefined && !parts.includes(part)) {
        const message = parts.length === 0 ? `${id} has no parts` : `the parts of ${id} are ${parts.join(', ')}`
        throw new Problem('invalid-request', { errors: [{ path: 'query.part', message }] })
      }
      const from = placeIn(cursor)
      const { total, counted, leftOut, events } = explain(evaluation, { from, limit }, part)
      const sight = { cases: may(principal.role, 'case.read'), restricted: may(principal.role, 'case.read-restricted') }
      return {
        ...given,
        ...written(evaluation, view, ledger),
        ...formulaOf(evaluation),
        counted,
        leftOut: Object.entries(leftOut).map(([reason, events]) => ({
          reason,
          ...leftOutReasons[reason as LeftOutReason],
          events,
        })),
        items: events.map((event) => explainedEvent(event, sight)),
        next: from + limit < total ? cursorOf(from + limit) : null,
      }
    },
  }),
]

const written = (evaluation: Evaluation, view: FactView, ledger: string) =>
  indicatorView(evaluation, targetsOf([view]), { teryt: localAuthorityOf(ledger)?.municipality ?? ledger }, view.asOf)

const formulaOf = ({ definition: { formula } }: Evaluation) => ({ formulaPl: formula.pl, formulaEn: formula.en })
