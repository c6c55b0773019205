import { at } from '../record/form.ts'
import { type Asked, type Field, KEY, VALUE } from '../record/shape.ts'
import { type Steps, valueAt } from './at.ts'
import { isDrawnAsBoxes } from './boxes.ts'
import { documentAsks, isApart, isBasic, itemOf } from './document-shape.ts'

/** Where a fault is told: on which page, at which of its fields. */
export interface FaultPlace {
  readonly page: Steps
  readonly field: string
  readonly asks: Asked
}

/** The field that a path into the document means: `deadlines.3.due.after.count` is the count on the page of the fourth rule. */
export function placeOfFault(document: unknown, path: Steps): FaultPlace {
  let place: FaultPlace = { page: [], field: '', asks: documentAsks }
  for (const [i, step] of path.entries()) {
    const next = stepInto(place, step, path.slice(0, i), document)
    if (next === null) break
    place = next
  }
  return firstField(place)
}

function stepInto(place: FaultPlace, step: string, before: Steps, document: unknown): FaultPlace | null {
  const { page, field, asks } = place
  switch (asks.kind) {
    case 'group': {
      const found = asks.tuple ? asks.fields[Number(step)] : asks.fields.find(({ name }) => name === step)
      if (!found) return null
      const isSection = before.length === 0 && !isBasic(found)
      return { page: isSection ? [step] : page, field: at(field, found.name), asks: found.asks }
    }
    case 'variant': {
      const found = asks.options.flatMap(({ fields }) => fields).find(({ name }) => name === step)
      return found ? { page, field: at(field, found.name), asks: found.asks } : null
    }
    case 'rows': {
      if (isDrawnAsBoxes(asks)) return null
      if (isApart(asks)) return { page: [...before, step], field, asks: itemOf(asks) }
      const row = asks.keyed ? Object.keys((valueAt(document, before) ?? {}) as object).indexOf(step) : step
      const value = valueField(asks)
      const here = at(field, row)
      if (value) return { page, field: at(here, VALUE), asks: value.asks }
      return { page, field: here, asks: asks.of }
    }
    default:
      return null
  }
}

const valueField = ({ keyed, of }: Extract<Asked, { readonly kind: 'rows' }>): Field | undefined =>
  keyed && of.kind === 'group' ? of.fields.find(({ name }) => name === VALUE) : undefined

/** A group is no field: what is wrong with the whole of it is told at the first of its fields. */
function firstField(place: FaultPlace): FaultPlace {
  const { page, field, asks } = place
  if (asks.kind !== 'group') return place
  const shown = asks.fields.find(({ name, asks }) => name === KEY || !isApart(asks))
  return shown ? firstField({ page, field: at(field, shown.name), asks: shown.asks }) : place
}
