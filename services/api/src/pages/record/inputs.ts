import { type Html, html, nothing } from '../markup.ts'
import type { Choice } from './choices.ts'
import { textIn } from './form.ts'
import { type Drawing, described, labelled, nameOf, type Place, remarks } from './input.ts'
import type { Asked } from './shape.ts'

type Of<Kind extends Asked['kind']> = Extract<Asked, { readonly kind: Kind }>

export function textField(drawing: Drawing, place: Place, { long, max }: Pick<Of<'text'>, 'long' | 'max'>): Html {
  const { path } = place
  const value = textIn(drawing.form, path)
  const most = max === null ? nothing : html` maxlength="${max}"`
  const about = described(drawing, place)
  return labelled(
    drawing,
    place,
    // The browser drops a new line right after the tag; one that was typed has to come back.
    long
      ? html`<textarea id="${path}" name="${path}" rows="5"!${most}!${about}>\n${value}</textarea>`
      : html`<input id="${path}" name="${path}" type="text" value="${value}"!${most}!${about}>`,
  )
}

export const keyField = (drawing: Drawing, place: Place): Html =>
  labelled(
    drawing,
    place,
    html`<input id="${place.path}" name="${place.path}" type="text" maxlength="64" autocapitalize="none" spellcheck="false" value="${textIn(drawing.form, place.path)}"!${described(drawing, place)}>`,
  )

/** Not `type=number`: browsers differ over the decimal comma, and a wheel over the field changes what was typed. */
export const numberField = (drawing: Drawing, place: Place, { whole }: Pick<Of<'number'>, 'whole'>): Html =>
  labelled(
    drawing,
    place,
    html`<input class="short" id="${place.path}" name="${place.path}" type="text" inputmode="${whole ? 'numeric' : 'decimal'}" value="${textIn(drawing.form, place.path)}"!${described(drawing, place)}>`,
  )

export const dayField = (drawing: Drawing, place: Place): Html =>
  labelled(
    drawing,
    place,
    html`<input class="short" id="${place.path}" name="${place.path}" type="date" value="${textIn(drawing.form, place.path)}"!${described(drawing, place)}>`,
  )

export const jsonField = (drawing: Drawing, place: Place): Html =>
  labelled(
    drawing,
    place,
    html`<textarea class="key" id="${place.path}" name="${place.path}" rows="12" spellcheck="false"!${described(drawing, place)}>\n${textIn(drawing.form, place.path)}</textarea>`,
  )

/** A list to choose one from. What was typed before and is not on it stays choosable: nothing typed is lost. */
export const choiceField = (
  drawing: Drawing,
  place: Place,
  choices: readonly Choice[],
  name: string = place.path,
): Html => {
  const field = select(drawing, place, choices, name)
  return labelled(drawing, place, place.path === drawing.leading ? withNext(drawing, place, field) : field)
}

/** The rest is asked when this is known. The button asks for it without sending anything off. */
export const withNext = ({ words }: Drawing, { path }: Place, field: Html): Html =>
  html`<div class="choose">!${field}<button class="quiet" name="@choose" value="${path}" formnovalidate>${words.texts.record.next}</button></div>`

export function select(drawing: Drawing, place: Place, choices: readonly Choice[], name: string): Html {
  const { words, form } = drawing
  const chosen = textIn(form, name)
  const stray = chosen === '' || choices.some(({ value }) => value === chosen) ? [] : [{ value: chosen, text: chosen }]
  const options = [...choices, ...stray].map(
    ({ value, text }) =>
      html`<option value="${value}"!${value === chosen ? html` selected` : nothing}>${text}</option>`,
  )
  return html`<select id="${place.path}" name="${name}"!${described(drawing, place)}><option value="">${words.texts.record.choose}</option>!${options}</select>`
}

export function tickField(drawing: Drawing, place: Place): Html {
  const { path } = place
  const ticked = textIn(drawing.form, path) === 'true' ? html` checked` : nothing
  return html`<div class="field">!${remarks(drawing, place)}<div class="check"><input type="checkbox" id="${path}" name="${path}" value="true"!${ticked}!${described(drawing, { ...place, required: false })}><label for="${path}">${nameOf(drawing, place)}</label></div></div>
`
}

/** Three answers where "not said" is one of them. */
export function yesNoField(drawing: Drawing, place: Place): Html {
  const { yes, no } = drawing.words.texts.record
  const choices = [
    { value: 'true', text: yes },
    { value: 'false', text: no },
  ]
  return choiceField(drawing, place, choices)
}
