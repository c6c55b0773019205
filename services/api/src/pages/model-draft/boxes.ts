import { type Html, html, nothing } from '../markup.ts'
import type { Choice } from '../record/choices.ts'
import { at, rowsIn, textIn } from '../record/form.ts'
import { type Drawing, nameOf, optionalMark, type Place, remarks } from '../record/input.ts'
import type { Asked } from '../record/shape.ts'

/** Names of states, guards and steps are chosen, not typed. */
export const isDrawnAsBoxes = (asks: Asked): boolean => asks.kind === 'rows' && !asks.keyed && asks.of.kind === 'text'

const FEW = 12

/**
 * Boxes to tick. Those that are ticked come first and keep their order, which is that in which guards are asked; where there
 * are many, the rest is folded away.
 */
export function orderedBoxes(drawing: Drawing, place: Place, choices: readonly Choice[]): Html {
  const { path } = place
  const { form, faults, words } = drawing
  const rows = Array.from({ length: rowsIn(form, path) }, (_, i) => textIn(form, at(path, i)))
  const ticked = [...new Set([...(form.get(path) ?? []), ...rows])].filter((value) => value !== '')
  const named = ticked.map((value) => choices.find((each) => each.value === value) ?? { value, text: value })
  const rest = choices.filter(({ value }) => !ticked.includes(value))
  const box = ({ value, text }: Choice, i: number): Html => {
    // The first bears the path as its id: the list of faults leads to it.
    const id = i === 0 ? path : `${path}-${i}`
    const checked = ticked.includes(value) ? html` checked` : nothing
    return html`<div class="check"><input type="checkbox" id="${id}" name="${path}" value="${value}"!${checked}><label for="${id}">${text}</label></div>\n`
  }
  const others = rest.map((choice, i) => box(choice, named.length + i))
  const folded = named.length > 0 && rest.length > FEW
  const by = faults.has(path) ? html` aria-describedby="${path}-error"` : nothing
  return html`<fieldset class="field"!${by}><legend>${nameOf(drawing, place)}!${optionalMark(drawing, place)}</legend>
!${remarks(drawing, place)}!${named.map(box)}!${
    folded
      ? html`<details><summary>${words.texts.modelDraft.otherChoices(rest.length)}</summary>\n!${others}</details>`
      : html`!${others}`
  }</fieldset>
`
}
