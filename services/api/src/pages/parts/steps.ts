import { type StepView, stepsOf } from '../../queries/steps.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import type { Visit } from '../visit.ts'

/** A thing by its place below `/v1/:ledger`: `/cases`, `case-A`. */
export interface Thing {
  readonly collection: string
  readonly id: string
}

/**
 * What the reader may do with a thing (and with what belongs to it) now, and what not and why: by the rules that decide when
 * it is asked for. Nothing for those whose role does not act on it at all.
 */
export async function stepsSection(visit: Visit, ...things: readonly Thing[]): Promise<Html> {
  const { context, words, ledger, principal } = visit
  const found = await Promise.all(
    things.map(({ collection, id }) => stepsOf(context, ledger, collection, id, principal)),
  )
  const steps = found.flatMap((each) => each ?? [])
  if (steps.length === 0) return nothing
  const { record: texts } = words.texts
  const possible = steps.filter((step) => step.possible)
  const refused = steps.filter((step) => !step.possible)
  return html`<section class="screen-only" aria-labelledby="steps">
<h2 id="steps">${texts.steps}</h2>
!${possible.length === 0 ? html`<p>${texts.noSteps}</p>` : html`<ul class="steps">\n!${possible.map((step) => possibleStep(words, step))}</ul>`}
!${refused.length === 0 ? nothing : notNow(words, refused)}
</section>`
}

const possibleStep = (words: Words, step: StepView): Html => html`<li>${nameOf(words, step)}</li>\n`

function notNow(words: Words, steps: readonly StepView[]): Html {
  const { record: texts } = words.texts
  const entries = steps.map(
    (step, i) =>
      html`<li><a role="link" aria-disabled="true" aria-describedby="why-${i}">${nameOf(words, step)}</a>
<p class="soft" id="why-${i}">${whyNot(words, step)}</p></li>\n`,
  )
  return html`<details><summary>${texts.notNow(texts.count(steps.length))}</summary>
<ul class="steps steps-off">
!${entries}</ul></details>`
}

/** The sentence of the refusal and, where it is the state that forbids it, the states that would not. */
function whyNot({ locale, texts }: Words, { reason }: StepView): string {
  if (reason === null) return ''
  const states = reason.allowedIn.map((state) => state[locale])
  return states.length === 0
    ? reason[locale]
    : `${reason[locale]} ${texts.record.allowedIn(states.join(texts.record.or))}`
}

/** A command that serves several ends says which of them is meant. */
function nameOf(words: Words, { command, body }: StepView): string {
  const { kind } = (body.of ?? {}) as { kind?: string }
  return kind === undefined ? words.command(command) : `${words.command(command)}: ${words.code('meetingKind', kind)}`
}
