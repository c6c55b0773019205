import { countableFact, storedEventDefinitions } from '@kooperacje/domain'
import type { IndicatorFactsTable } from '../schema.ts'
import { log } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'

const facts = log<IndicatorFactsTable>('indicator_facts', ['position'])

/** What is counted of each event, by the domain's own reading. The counting is done when somebody asks, as of their day. */
export const indicatorFactsProjection = defineProjection({
  name: 'indicator_facts',
  version: 2,
  tables: [facts],
  // Which facts a correction replaces is a question of the recording time that is asked about.
  corrections: 'SHOW',
  on: each(
    storedEventDefinitions.map(({ type }) => type),
    (event) => {
      const {
        position: _,
        correction,
        recordedAt,
        ...fact
      } = countableFact({
        ...event,
        actorRole: event.metadata.actorRole,
      })
      return facts.insert({
        ...fact,
        recordedAt: event.recordedAt,
        replaces: correction?.replaces ?? null,
        replacedAs: correction?.as ?? null,
        restatedOn: correction?.occurredOn ?? null,
      })
    },
  ),
})
