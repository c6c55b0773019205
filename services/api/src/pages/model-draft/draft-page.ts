import { builtInModel } from '@kooperacje/domain'
import { modelVersionsList } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import type { Content } from '../layout.ts'
import { type Html, html, nothing } from '../markup.ts'
import { fieldError } from '../parts/error-summary.ts'
import { reasonNow } from '../parts/steps.ts'
import { paths } from '../paths.ts'
import type { Choice } from '../record/choices.ts'
import { drawFieldsWith, fieldAt } from '../record/fields.ts'
import { textIn } from '../record/form.ts'
import { actionOf, dayField, hidden } from '../record/form-page.ts'
import type { Drawing } from '../record/input.ts'
import { rows } from '../record/lists.ts'
import { withoutRows } from '../record/offered.ts'
import { apartList } from './apart-list.ts'
import { isDrawnAsBoxes, orderedBoxes } from './boxes.ts'
import { choicesOn } from './choices.ts'
import { sections } from './document-shape.ts'
import type { DocumentFault } from './faults.ts'
import { DOCUMENT, pageName } from './names.ts'
import { FIRST, fieldsOn, listsOn, pageAt } from './page.ts'
import { type DraftView, isJson, JSON_PAGE, nameOfPage } from './view.ts'

const FORM = 'draft'

/** A model document as a form: one part of it on each page, the whole of it carried along in the form itself. */
export async function draftPage(view: DraftView): Promise<Content> {
  const { source, target, document, page, form, faults, status } = view
  const { words, ledger } = source
  const { record, shell, modelDraft: texts } = words.texts
  const { command, thing } = target
  const title = words.command(command.name)
  const reason = status === 200 && thing !== null ? await reasonNow(source, thing, command.name) : null
  const byField = new Map(faults.flatMap(({ field, message }) => (field === null ? [] : [[field, message] as const])))
  const back = thing === null ? paths.model(ledger) : paths.modelVersion(ledger, thing.id)
  const versions = await versionsIn(view)
  return {
    title: faults.length > 0 ? shell.errorTitle(title) : title,
    section: 'model',
    status,
    body: html`!${faults.length > 0 ? summary(view) : nothing}
<div class="narrow-form">
<h1>${title}</h1>
<p>${texts.lead}</p>
!${thing === null ? bases(view, versions) : nothing}!${reason === null ? nothing : html`<p class="notice">${record.refusedNow} ${reason}</p>`}
<form id="${FORM}" method="post" action="${actionOf(ledger, target)}" novalidate autocomplete="off">
<button class="visually-hidden" tabindex="-1" aria-hidden="true" name="@open" value="${nameOfPage(page)}">${texts.keep}</button>
!${hidden(form)}<input type="hidden" name="@document" value="${JSON.stringify(document)}">
<input type="hidden" name="@page" value="${nameOfPage(page)}">
!${contents(view)}
!${isJson(page) ? jsonPage(view, byField) : partPage(view, byField, versions)}
<h2>${texts.finish}</h2>
!${dayField(source, form, byField)}<div class="more"><button>${record.submit}</button><a href="${back}">${record.cancel}</a></div>
</form>
</div>`,
  }
}

/** The parts of the document; buttons, for whatever was typed goes along. */
function contents({ source: { words }, document, page }: DraftView): Html {
  const { modelDraft: texts } = words.texts
  const parts = [[], ...sections.map(({ name }) => [name]), [JSON_PAGE]].map((steps) => {
    const here = steps[0] === page[0] ? html` aria-current="true"` : nothing
    const title = isJson(steps) ? texts.json : pageName(words, document, steps)
    return html`<li><button class="quiet" name="@open" value="${nameOfPage(steps)}" formnovalidate!${here}>${title}</button></li>\n`
  })
  return html`<nav aria-label="${texts.parts}"><ul class="document-contents">\n!${parts}</ul></nav>`
}

function partPage(view: DraftView, byField: ReadonlyMap<string, string>, versions: readonly Choice[]): Html {
  const { source, target, document, form, focus } = view
  const { words } = source
  const page = pageAt(document, view.page) ?? FIRST
  const { below, fields } = fieldsOn(page)
  const shown = target.thing === null ? fields : fields.filter(({ name }) => page !== FIRST || name !== 'version')
  const leading = page.prefix === 'deadlines' ? 'deadlines.process' : null
  const offered = choicesOn(words, document, page.steps, versions)
  const drawing = { words, command: DOCUMENT, form, faults: byField, offered, focus, leading }
  return html`!${way(words, document, page.steps)}<h2>${pageName(words, document, page.steps)}</h2>
!${shown.length === 0 ? nothing : drawFieldsWith(drawing, fieldOfDocument, shown, below)}!${listsOn(page).map((list) => apartList(view, words, list))}`
}

const fieldOfDocument: Drawing['field'] = (drawing, place, asks) => {
  const offered = drawing.offered.get(withoutRows(place.path)) ?? []
  if (isDrawnAsBoxes(asks)) return orderedBoxes(drawing, place, offered)
  // A list that may be empty has no row before somebody adds one.
  if (asks.kind === 'rows') return rows(drawing, { ...place, required: asks.least > 0 }, asks.of)
  return fieldAt(drawing, place, asks)
}

/** The way to a thing of a list, back up. */
function way(words: Words, document: unknown, steps: readonly string[]): Html {
  const above = steps.slice(0, -1).map((_, i) => steps.slice(0, i + 1))
  if (above.length === 0) return nothing
  const links = above.map(
    (each) =>
      html`<button class="quiet" name="@open" value="${nameOfPage(each)}" formnovalidate>← ${pageName(words, document, each)}</button>\n`,
  )
  return html`<p class="more">!${links}</p>`
}

function jsonPage({ source, document, form }: DraftView, byField: ReadonlyMap<string, string>): Html {
  const { modelDraft: texts } = source.words.texts
  const message = byField.get('@json')
  const about = message === undefined ? nothing : html` aria-invalid="true"`
  const by = message === undefined ? '@json-hint' : '@json-hint @json-error'
  const text = form.has('@json') ? textIn(form, '@json') : JSON.stringify(document, null, 2)
  return html`<h2>${texts.json}</h2>
<div class="field"><label for="@json">${texts.jsonLabel}</label>
<p class="hint" id="@json-hint">${texts.jsonHint}</p>
!${message === undefined ? nothing : fieldError({ field: '@json', message })}<textarea class="key" id="@json" name="@json" rows="24" spellcheck="false" aria-describedby="${by}"!${about}>\n${text}</textarea></div>`
}

/** Faults of this page lead to their fields, those of others open the page that they are on. */
function summary({ source: { words }, document, page, faults }: DraftView): Html {
  const { shell } = words.texts
  const item = ({ page: on, field, message }: DocumentFault): Html => {
    if (field === null) return html`<li>${message}</li>`
    if (field.startsWith('@') || nameOfPage(on) === nameOfPage(page)) {
      return html`<li><a href="#${field}">${message}</a></li>`
    }
    // A section stands first in the way to its field anyhow.
    const thing = on.length > 1 ? `${pageName(words, document, on)}: ` : ''
    return html`<li><button class="quiet" form="${FORM}" name="@open" value="${nameOfPage(on)}" formnovalidate>${thing}${message}</button></li>`
  }
  return html`<div class="errors" role="alert" aria-labelledby="error-title">
<p class="errors-title" id="error-title">${shell.errorSummary}</p>
<ul>!${faults.map(item)}</ul>
</div>`
}

async function versionsIn({ source: { context, ledger, words } }: DraftView): Promise<readonly Choice[]> {
  const recorded = await modelVersionsList(context.pool, ledger)
  const names = [...recorded.map(({ modelVersion }) => modelVersion), builtInModel.version]
  return [...new Set(names)].map((value) => ({ value, text: words.texts.model.versionTitle(value) }))
}

/** A draft is begun from any version there is: the sister models too, from that of the towns. */
function bases({ source: { words, ledger } }: DraftView, versions: readonly Choice[]): Html {
  const { modelDraft: texts } = words.texts
  const links = versions.map(
    ({ value, text }) => html`<a href="${paths.begin(ledger, 'DraftModelVersion', { basedOn: value })}">${text}</a>\n`,
  )
  return html`<nav class="more" aria-label="${texts.bases}">${texts.bases}:\n!${links}</nav>`
}
