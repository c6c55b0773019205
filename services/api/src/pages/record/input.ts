import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { fieldError } from '../parts/error-summary.ts'
import type { Form } from './form.ts'
import { labelOf, rowLabel } from './labels.ts'
import type { Offered } from './offered.ts'
import type { Asked } from './shape.ts'

/** One form on its way to the page. */
export interface Drawing {
  readonly words: Words
  readonly command: string
  readonly form: Form
  /** Message by path of the field. */
  readonly faults: ReadonlyMap<string, string>
  readonly offered: Offered
  /** Where the page begins to be read after a row was added: without a script it would be the top. */
  readonly focus: string | null
  /** The field that says what the rest of the form asks for; null where all is asked at once. */
  readonly leading: string | null
  readonly field: (drawing: Drawing, place: Place, asks: Asked) => Html
}

/** Where a field stands, what it is called, and whether it may be left out. */
export interface Place {
  readonly path: string
  readonly required: boolean
  /** In a list the row names it. */
  readonly row?: { readonly list: string; readonly index: number }
  readonly preset?: unknown
}

export const nameOf = ({ words, command }: Drawing, { path, row }: Place): string =>
  row ? rowLabel(words, command, row.list, row.index) : labelOf(words, command, path).name

const hintOf = ({ words, command }: Drawing, { path, row }: Place): string | null =>
  row ? null : labelOf(words, command, path).hint

export const optionalMark = ({ words }: Drawing, { required }: Place): Html =>
  required ? nothing : html` <span class="soft">${words.texts.record.optional}</span>`

/** Hint and fault, as they stand between the name of a field and the field. */
export function remarks(drawing: Drawing, place: Place): Html {
  const hint = hintOf(drawing, place)
  const message = drawing.faults.get(place.path)
  return html`!${hint === null ? nothing : html`<p class="hint" id="${place.path}-hint">${hint}</p>\n`}!${
    message === undefined ? nothing : fieldError({ field: place.path, message })
  }`
}

/** What the field itself says of its remarks. */
export function described(drawing: Drawing, place: Place): Html {
  const isWrong = drawing.faults.has(place.path)
  const ids = [
    hintOf(drawing, place) === null ? [] : [`${place.path}-hint`],
    isWrong ? [`${place.path}-error`] : [],
  ].flat()
  const by = ids.length === 0 ? nothing : html` aria-describedby="${ids.join(' ')}"`
  const needed = place.required ? html` required` : nothing
  const focus = drawing.focus === place.path ? html` autofocus` : nothing
  return html`!${by}!${isWrong ? html` aria-invalid="true"` : nothing}!${needed}!${focus}`
}

/** Name above, field below. */
export function labelled(drawing: Drawing, place: Place, field: Html): Html {
  return html`<div class="field"><label for="${place.path}">${nameOf(drawing, place)}!${optionalMark(drawing, place)}</label>
!${remarks(drawing, place)}!${field}</div>
`
}
