import { type Html, html, nothing } from '../markup.ts'
import { codeGroupOf } from './code-groups.ts'
import { at, optionAt, textIn } from './form.ts'
import { type Drawing, nameOf, optionalMark, type Place, remarks } from './input.ts'
import { select, withNext } from './inputs.ts'
import { labelOf } from './labels.ts'
import type { Asked, Field } from './shape.ts'

type Variant = Extract<Asked, { readonly kind: 'variant' }>

export const fieldsAt = (drawing: Drawing, fields: readonly Field[], path: string): Html =>
  html`!${fields.map(({ name, required, preset, asks }) => drawing.field(drawing, { path: at(path, name), required, preset }, asks))}`

export const group = (drawing: Drawing, place: Place, fields: readonly Field[]): Html =>
  framed(drawing, place, fieldsAt(drawing, fields, place.path))

/** What it is comes first. */
export function variant(drawing: Drawing, place: Place, { by, options }: Variant): Html {
  const { words, command, form } = drawing
  const name = optionAt(place.path, by)
  const codes = codeGroupOf(command, name)
  const choices = options.map(({ value }) => ({ value, text: codes ? words.code(codes, value) : value }))
  const chosen = options.find(({ value }) => value === textIn(form, name))
  const { name: label } = labelOf(words, command, name)
  return framed(
    drawing,
    place,
    html`<div class="field"><label for="${place.path}">${label}</label>
!${withNext(drawing, place, select(drawing, place, choices, name))}</div>
!${chosen ? fieldsAt(drawing, chosen.fields, place.path) : nothing}`,
  )
}

function framed(drawing: Drawing, place: Place, content: Html): Html {
  const focus = drawing.focus === place.path ? html` tabindex="-1" autofocus` : nothing
  return html`<fieldset class="field group"!${focus}><legend>${nameOf(drawing, place)}!${optionalMark(drawing, place)}</legend>
!${remarks(drawing, place)}!${content}</fieldset>
`
}
