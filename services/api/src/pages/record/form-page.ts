import { businessDate, descriptionIn, type ProcessState } from '@kooperacje/domain'
import type { Content } from '../layout.ts'
import { type Html, html, nothing } from '../markup.ts'
import { errorSummary, type FieldFault, fieldError } from '../parts/error-summary.ts'
import { reasonNow } from '../parts/steps.ts'
import { paths } from '../paths.ts'
import type { ChoiceSource } from './choices.ts'
import { CHOSEN, FILLED } from './correction.ts'
import type { FactToCorrect } from './fact-to-correct.ts'
import { drawFields } from './fields.ts'
import { type Form, textIn } from './form.ts'
import { isGiven } from './given-fields.ts'
import { OWN_ID } from './link-query.ts'
import { offeredFor } from './offered.ts'
import { ownPage } from './own-page.ts'
import { DAY } from './refusal-faults.ts'
import type { Field } from './shape.ts'
import { askedBy, isOfCorrection, type Target } from './target.ts'

export interface FormView {
  readonly source: ChoiceSource
  readonly target: Target
  readonly form: Form
  readonly faults: readonly FieldFault[]
  readonly status: number
  readonly focus: string | null
}

export async function formPage({ source, target, form, faults, status, focus }: FormView): Promise<Content> {
  const { words, ledger } = source
  const { command, thing } = target
  const { record: texts, shell } = words.texts
  const fields = askedBy(target)
  const [asked, given] = [
    fields.filter((each) => !isGiven(command.name, each)),
    fields.filter((each) => isGiven(command.name, each)),
  ]
  const offered = await offeredFor(source, command.name, fields)
  const byField = new Map(faults.flatMap(({ field, message }) => (field === null ? [] : [[field, message] as const])))
  const leading = isOfCorrection(target) ? CHOSEN : null
  const drawing = { words, command: command.name, form, faults: byField, offered, focus, leading }
  const title = words.command(command.name)
  const reason = status === 200 && thing !== null ? await reasonNow(source, thing, command.name) : null
  const back =
    thing === null
      ? paths.overview(ledger)
      : (ownPage(ledger, thing) ?? paths.thing(ledger, thing.collection, thing.id))
  return {
    title: faults.length > 0 ? shell.errorTitle(title) : title,
    status,
    body: html`!${faults.length > 0 ? errorSummary(words, faults) : nothing}
<div class="narrow-form">
<h1>${title}</h1>
!${thing === null ? nothing : about(source, target, source.state)}
!${reason === null ? nothing : html`<p class="notice">${texts.refusedNow} ${reason}</p>`}
<form method="post" action="${actionOf(ledger, target)}" novalidate autocomplete="off">
<button class="visually-hidden" tabindex="-1" aria-hidden="true">${texts.submit}</button>
!${hidden(form)}!${dayField(source, form, byField)}
!${target.fact === null ? nothing : ofFact(source, target.fact)}
!${asked.length === 0 ? html`<p>${texts.nothingToFill}</p>` : drawFields(drawing, asked)}
!${givenFields(source, target, form, byField, given.length === 0 ? nothing : drawFields(drawing, given), given)}
<div class="more"><button>${texts.submit}</button><a href="${back}">${texts.cancel}</a></div>
</form>
</div>`,
  }
}

export const actionOf = (ledger: string, { command, thing }: Target): string =>
  thing === null ? paths.begin(ledger, command.name) : paths.record(ledger, thing.collection, thing.id, command.name)

function about({ words, context, ledger }: ChoiceSource, { command, thing }: Target, state: ProcessState | null): Html {
  const { [words.locale]: name } = descriptionIn(
    context.handler.models(ledger)(state?.modelVersion ?? null),
    command.process,
  )
  return html`<p>${words.texts.record.about(name, thing?.id ?? '')}</p>`
}

/** Which fact the fields are filled with, and why there are none. */
const ofFact = ({ words }: ChoiceSource, { corrects, isClosed }: FactToCorrect): Html =>
  html`<input type="hidden" name="${FILLED}" value="${corrects}">
!${isClosed ? html`<p class="notice">${words.texts.record.factClosed}</p>` : nothing}`

/** Of the form itself: which sending it is, and when it was opened. */
export const hidden = (form: Form): Html =>
  html`!${['@key', '@at'].map((name) => html`<input type="hidden" name="${name}" value="${textIn(form, name)}">\n`)}`

export function dayField({ words, context }: ChoiceSource, form: Form, faults: ReadonlyMap<string, string>): Html {
  const { record: texts } = words.texts
  const message = faults.get(DAY)
  const by = message === undefined ? `${DAY}-hint` : `${DAY}-hint ${DAY}-error`
  const invalid = message === undefined ? nothing : html` aria-invalid="true"`
  return html`<div class="field"><label for="${DAY}">${texts.day}</label>
<p class="hint" id="${DAY}-hint">${texts.dayHint}</p>
!${message === undefined ? nothing : fieldError({ field: DAY, message })}<input class="short" id="${DAY}" name="${DAY}" type="date" required max="${businessDate(context.now().toISOString())}" value="${textIn(form, DAY)}" aria-describedby="${by}"!${invalid}></div>`
}

/** A version of the model is called by its number and cannot be given one. */
const NAMES_ITSELF = 'DraftModelVersion'

function givenFields(
  { words }: ChoiceSource,
  { command }: Target,
  form: Form,
  faults: ReadonlyMap<string, string>,
  drawn: Html,
  given: readonly Field[],
): Html {
  const { record: texts } = words.texts
  if (command.creates !== true && given.length === 0) return nothing
  const own = command.creates === true ? ownId(texts.ownId, form, faults.get(OWN_ID)) : nothing
  if (command.name === NAMES_ITSELF) return own
  const names = [OWN_ID, ...given.map(({ name }) => name)]
  const isOpen = names.some((name) => faults.has(name) || textIn(form, name) !== '')
  return html`<details!${isOpen ? html` open` : nothing}><summary>${texts.given}</summary>
!${own}!${drawn}</details>`
}

function ownId([name, hint]: readonly [string, string], form: Form, message: string | undefined): Html {
  const by = message === undefined ? `${OWN_ID}-hint` : `${OWN_ID}-hint ${OWN_ID}-error`
  return html`<div class="field"><label for="${OWN_ID}">${name}</label>
<p class="hint" id="${OWN_ID}-hint">${hint}</p>
!${message === undefined ? nothing : fieldError({ field: OWN_ID, message })}<input id="${OWN_ID}" name="${OWN_ID}" type="text" maxlength="64" autocapitalize="none" spellcheck="false" value="${textIn(form, OWN_ID)}" aria-describedby="${by}"!${message === undefined ? nothing : html` aria-invalid="true"`}></div>
`
}
