import { type Html, html, nothing } from '../markup.ts'
import type { Choice } from './choices.ts'
import { at, countAt, rowsIn, textIn } from './form.ts'
import { type Drawing, nameOf, optionalMark, type Place, remarks } from './input.ts'
import { rowLabel } from './labels.ts'
import type { Asked } from './shape.ts'
import { suggested } from './suggestions.ts'

/** Several from a list: boxes to tick. */
export function boxes(drawing: Drawing, place: Place, choices: readonly Choice[]): Html {
  const { path } = place
  const { form } = drawing
  const listed = Array.from({ length: rowsIn(form, path) }, (_, i) => textIn(form, at(path, i)))
  const ticked = [...new Set([...(form.get(path) ?? []), ...listed])].filter((value) => value !== '')
  const stray = ticked.filter((each) => !choices.some(({ value }) => value === each))
  const all = [...choices, ...stray.map((value) => ({ value, text: value }))]
  const items = all.map(({ value, text }, i) => {
    // The first bears the path as its id: the list of faults leads to it.
    const id = i === 0 ? path : `${path}-${i}`
    return html`<div class="check"><input type="checkbox" id="${id}" name="${path}" value="${value}"!${ticked.includes(value) ? html` checked` : nothing}><label for="${id}">${text}</label></div>\n`
  })
  return html`<fieldset class="field"!${describedBy(drawing, place)}><legend>${nameOf(drawing, place)}!${optionalMark(drawing, place)}</legend>
!${remarks(drawing, place)}!${items}</fieldset>
`
}

/** A list of any length. The buttons post the form and get it back with a row more or less, whatever stands in it. */
export function rows(drawing: Drawing, place: Place, of: Asked): Html {
  const { path, required } = place
  const { words, command, form, focus } = drawing
  const { record: texts } = words.texts
  const count = Math.max(rowsIn(form, path), required ? 1 : 0)
  const items = Array.from({ length: count }, (_, index) => {
    const row = { path: at(path, index), required: true, row: { list: path, index } }
    const remove = html`<button class="quiet" name="@less" value="${row.path}" formnovalidate>${texts.less(rowLabel(words, command, path, index))}</button>`
    return html`<div class="row">!${drawing.field(withSuggestions(drawing, path, index, of), row, of)}!${remove}</div>\n`
  })
  const next = rowLabel(words, command, path, count)
  const here = focus === path ? html` autofocus` : nothing
  return html`<fieldset class="field list"!${describedBy(drawing, place)}><legend>${nameOf(drawing, place)}!${optionalMark(drawing, place)}</legend>
!${remarks(drawing, place)}<input type="hidden" name="${countAt(path)}" value="${count}">
!${items}<button class="quiet" id="${path}" name="@more" value="${path}" formnovalidate!${here}>${texts.more(next)}</button>
</fieldset>
`
}

function withSuggestions(drawing: Drawing, list: string, index: number, of: Asked): Drawing {
  if (of.kind !== 'group') return drawing
  const form = new Map(drawing.form)
  for (const { name } of of.fields) {
    const path = at(at(list, index), name)
    const symbol = suggested(list, name, index)
    if (symbol !== null && !form.has(path)) form.set(path, [symbol])
  }
  return { ...drawing, form }
}

function describedBy({ faults }: Drawing, { path }: Place): Html {
  return faults.has(path) ? html` aria-describedby="${path}-error"` : nothing
}
