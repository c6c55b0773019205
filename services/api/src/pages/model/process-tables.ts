import type { ModelDocument, ProcessDescription } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { table } from '../parts/table.ts'
import { namesIn } from './course-names.ts'
import { guardsSaid } from './guards-said.ts'
import { stepName } from './step-name.ts'

interface Row {
  readonly type: string
  readonly from: readonly string[]
  readonly to: string | undefined
  readonly guards: readonly string[]
}

/** Every process of a version as a table: which step is possible in which state, where it leads, what it asks for. */
export function processTables(words: Words, { processes }: ModelDocument): Html {
  const { model: texts } = words.texts
  const all = Object.entries(processes)
  const links = all.map(
    ([name, description]) => html`<li><a href="#process-${name}">${description[words.locale]}</a></li>\n`,
  )
  return html`<nav class="screen-only" aria-label="${texts.processesNav}"><ul class="nav-list nav-in-page">!${links}</ul></nav>
!${all.map(([name, description]) => processOf(words, name, description))}`
}

function processOf(words: Words, name: string, description: ProcessDescription): Html {
  const { model: texts } = words.texts
  const names = namesIn(words, description)
  const rows = Object.entries(description.transitions).flatMap(([type, transitions]) =>
    transitions.map(({ from, to, guards = [] }): Row => ({ type, from, to, guards })),
  )
  return html`<h3 id="process-${name}">${description[words.locale]}</h3>
!${table<Row>(
    texts.processCaption(description[words.locale]),
    [
      { title: texts.step, heading: true, cell: ({ type }) => stepName(words, type) },
      { title: texts.fromStates, cell: ({ from }) => from.map(names.state).join(', ') },
      { title: texts.toState, cell: ({ to }) => names.target(to) },
      { title: texts.guards, cell: ({ guards }) => guardsSaid(words, name, guards) },
    ],
    rows,
  )}
`
}
