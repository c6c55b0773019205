import { descriptionIn, processes } from '@kooperacje/domain'
import { collections } from '../../queries/steps.ts'
import { html, nothing } from '../markup.ts'
import { facts } from '../parts/facts.ts'
import { stepsSection } from '../parts/steps.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { knownSection } from '../referrals/known-section.ts'
import type { LedgerPage } from '../visit.ts'
import { ownPage } from './own-page.ts'

/** One for each kind of thing: its state and what can be done with it. For what has no page of its own, the page it has. */
export const thingPages: readonly LedgerPage[] = [...collections].map(([collection, { process: name, routes }]) => ({
  path: `${collection as `/${string}`}/:id/record`,
  permission: [...new Set(routes.map(({ permission }) => permission))],
  async render(visit) {
    const { context, words, ledger, id } = visit
    const process = processes[name]
    if (!process) throw new Error(`nothing has a course at ${collection}`)
    const { state } = await context.handler.state(ledger, { process, id })
    if (state.status === process.initial.status) return null
    const description = descriptionIn(context.handler.models(ledger)(state.modelVersion), process)
    const title = `${description[words.locale]}: ${id}`
    const status = description.states[state.status]?.[words.locale] ?? state.status
    const own = ownPage(ledger, { collection, id })
    const { record: texts } = words.texts
    return {
      title,
      body: html`<h1>${title}</h1>
!${facts([
        [texts.state, tag(status, toneOf(state.status))],
        [texts.since, words.day(state.since)],
      ])}
!${own === null ? nothing : html`<p class="more"><a href="${own}">${texts.toPage}</a></p>`}
!${collection === '/referrals' ? await knownSection(visit) : nothing}!${await stepsSection(visit, { collection, id })}`,
    }
  },
}))
