import { factsOf, indicatorEventTypes } from '@kooperacje/domain'
import type { IndicatorFactsTable } from '../schema.ts'
import { log } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'

const facts = log<IndicatorFactsTable>('indicator_facts', ['position', 'ordinal'])

/** What each fact counts as, by the domain's own reading. The counting is done when somebody asks, as of their day. */
export const indicatorFactsProjection = defineProjection({
  name: 'indicator_facts',
  version: 1,
  tables: [facts],
  on: each(indicatorEventTypes, (event) =>
    factsOf(event).map((entry, ordinal) =>
      facts.insert({
        ordinal,
        kind: entry.kind,
        occurredOn: entry.occurredOn,
        recordedAt: event.recordedAt,
        entry,
      }),
    ),
  ),
})
