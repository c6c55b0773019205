import type { Html } from '../markup.ts'
import type { Choice } from './choices.ts'
import { codeGroupOf } from './code-groups.ts'
import { fieldsAt, group, variant } from './groups.ts'
import type { Drawing, Place } from './input.ts'
import { choiceField, dayField, jsonField, keyField, numberField, textField, tickField, yesNoField } from './inputs.ts'
import { boxes, rows } from './lists.ts'
import { withoutRows } from './offered.ts'
import type { Asked, Field } from './shape.ts'

/** The fields of a form, each as what it asks for. */
export const drawFields = (drawing: Omit<Drawing, 'field'>, fields: readonly Field[]): Html =>
  drawFieldsWith(drawing, fieldAt, fields, '')

/** Fields that stand below a path, by a way of drawing of their own. */
export const drawFieldsWith = (
  drawing: Omit<Drawing, 'field'>,
  field: Drawing['field'],
  fields: readonly Field[],
  below: string,
): Html => fieldsAt({ ...drawing, field }, fields, below)

/** One field as what it asks for. */
export function fieldAt(drawing: Drawing, place: Place, asks: Asked): Html {
  const offered = drawing.offered.get(withoutRows(place.path)) ?? []
  switch (asks.kind) {
    case 'text':
      return offered.length > 0 ? choiceField(drawing, place, offered) : textField(drawing, place, asks)
    case 'id':
      return offered.length > 0
        ? choiceField(drawing, place, [...named(drawing, place, asks.besides), ...offered])
        : keyField(drawing, place)
    case 'number':
      return offered.length > 0 ? choiceField(drawing, place, offered) : numberField(drawing, place, asks)
    case 'day':
    case 'moment':
      return dayField(drawing, place)
    case 'json':
      return jsonField(drawing, place)
    case 'plain':
      return textField(drawing, place, { long: false, max: null })
    case 'tick':
      return tickField(drawing, place)
    case 'yesNo':
      return place.required || place.preset === false ? tickField(drawing, place) : yesNoField(drawing, place)
    case 'choice':
      return choiceField(drawing, place, named(drawing, place, asks.values))
    case 'several':
      return boxes(drawing, place, named(drawing, place, asks.values))
    case 'rows':
      return offered.length > 0 && asks.of.kind === 'id'
        ? boxes(drawing, place, offered)
        : rows(drawing, place, asks.of)
    case 'group':
      return group(drawing, place, asks.fields)
    case 'variant':
      return variant(drawing, place, asks)
  }
}

function named({ words, command }: Drawing, { path }: Place, values: readonly string[]): readonly Choice[] {
  const codes = codeGroupOf(command, path)
  return values.map((value) => ({ value, text: codes ? words.code(codes, value) : value }))
}
