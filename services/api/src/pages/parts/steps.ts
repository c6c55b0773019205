import { openingsOf, type StepView, stepsOf } from '../../queries/steps.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { paths } from '../paths.ts'
import { linkQuery } from '../record/link-query.ts'
import type { Visit } from '../visit.ts'

/** A thing by its place below `/v1/:ledger`: `/cases`, `case-A`. */
export interface Thing {
  readonly collection: string
  readonly id: string
}

/** A thing of which the page also says how it is begun, while it is not. */
export interface ThingToBe extends Thing {
  readonly begins?: true
}

/**
 * What the reader may do with a thing (and with what belongs to it) now, and what not and why: by the rules that decide when
 * it is asked for. Nothing for those whose role does not act on it at all.
 */
export async function stepsSection(visit: Visit, ...things: readonly ThingToBe[]): Promise<Html> {
  const { context, words, ledger, principal } = visit
  const found = await Promise.all(
    things.map(
      async ({ collection, id, begins = false }) =>
        (await stepsOf(context, ledger, collection, id, principal)) ??
        (begins ? openingsOf(collection, id, principal) : null),
    ),
  )
  const steps = found.flatMap((each) => each ?? [])
  if (steps.length === 0) return nothing
  const { record: texts } = words.texts
  const possible = steps.filter((step) => step.possible)
  const refused = steps.filter((step) => !step.possible)
  return html`<section class="screen-only" aria-labelledby="steps">
<h2 id="steps">${texts.steps}</h2>
!${possible.length === 0 ? html`<p>${texts.noSteps}</p>` : html`<ul class="steps">\n!${possible.map((step) => possibleStep(visit, step))}</ul>`}
!${refused.length === 0 ? nothing : notNow(words, refused)}
</section>`
}

const possibleStep = ({ words, ledger }: Visit, step: StepView): Html =>
  html`<li><a href="${formOf(ledger, step)}">${nameOf(words, step)}</a></li>\n`

/** The address of its form, which knows already what the step is about. */
function formOf(ledger: string, { command, path, body }: StepView): string {
  const [, collection = '', id] = path.split('/')
  return id === undefined || Object.keys(body).length > 0
    ? paths.begin(ledger, command, linkQuery(body))
    : paths.record(ledger, `/${collection}`, id, command)
}

/** Why a step is not possible now; null when it is, as far as the state can tell. */
export async function reasonNow(visit: Visit, { collection, id }: Thing, command: string): Promise<string | null> {
  const steps = await stepsOf(visit.context, visit.ledger, collection, id, visit.principal)
  const step = steps?.find((each) => each.command === command)
  return step === undefined || step.possible ? null : whyNot(visit.words, step)
}

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

/** The sentence of the refusal, the states that would not forbid it, and what the guard asks for, as the model is read. */
function whyNot({ locale, texts, guard }: Words, { reason }: StepView): string {
  if (reason === null) return ''
  const states = reason.allowedIn.map((state) => state[locale])
  return [
    reason[locale],
    states.length === 0 ? [] : texts.record.allowedIn(states.join(texts.record.or)),
    reason.guard === null ? [] : texts.record.condition(guard(reason.guard.process, reason.guard.name)),
  ]
    .flat()
    .join(' ')
}

/** A command that serves several ends says which of them is meant. */
function nameOf(words: Words, { command, body }: StepView): string {
  const { kind } = (body.of ?? {}) as { kind?: string }
  return kind === undefined ? words.command(command) : `${words.command(command)}: ${words.code('meetingKind', kind)}`
}
