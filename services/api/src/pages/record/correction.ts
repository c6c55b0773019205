import { isDeepStrictEqual } from 'node:util'
import { businessDate } from '@kooperacje/domain'
import { occurredAtOf } from './day.ts'
import type { FactToCorrect } from './fact-to-correct.ts'
import { at, type Form, textIn } from './form.ts'
import type { Field } from './shape.ts'
import { formWith } from './write-form.ts'

/** The fact whose fields stand in the form: another one may have been chosen since. */
export const FILLED = '@fact'
const WHEN = 'factOccurredAt'
export const CHOSEN = 'corrects'
const FACT = 'fact'

/** Where the fact stands in the form. Its type narrows the names of its fields: a `reason` is another one in every fact. */
export const placeOfFact = ({ type }: FactToCorrect): string => at(FACT, type)

/** The fields of a correction: which fact, and once that is known what it says, each part as the fact's own form asks for it. */
export function fieldsOfCorrection(fields: readonly Field[], fact: FactToCorrect | null): readonly Field[] {
  if (fact === null) return fields.filter(({ name }) => name === CHOSEN)
  return fields.flatMap((field): readonly Field[] => {
    if (field.name !== FACT) return [field]
    if (fact.isClosed || fact.fields.length === 0) return []
    return [{ ...field, name: placeOfFact(fact), asks: { kind: 'group', fields: fact.fields, tuple: false } }]
  })
}

export const isFilledWith = (form: Form, { corrects }: FactToCorrect): boolean =>
  textIn(form, FILLED) === String(corrects)

/** The form with what the fact says now; what was said of another one goes. */
export function filledWith(form: Form, fact: FactToCorrect): Form {
  const kept = [...form].filter(([name]) => !name.startsWith(at(FACT, '')) && name !== WHEN)
  const told = fact.isClosed ? new Map() : formWith(fact.fields, fact.present.data as Readonly<Record<string, unknown>>)
  const moved = fact.present.occurredAt === fact.recorded.occurredAt ? [] : [dayOf(fact)]
  return new Map<string, readonly string[]>([
    ...kept,
    [FILLED, [String(fact.corrects)]],
    ...[...told].map(([name, values]) => [at(placeOfFact(fact), name), values] as const),
    ...moved.map((day) => [WHEN, [day]] as const),
  ])
}

const dayOf = ({ present }: FactToCorrect): string => businessDate(present.occurredAt)

/**
 * The body that the form stands for. What was not touched is not a correction; but an earlier correction of the same fact goes
 * on through this one, for the last one counts alone.
 */
export function bodyOfCorrection(body: Readonly<Record<string, unknown>>, fact: FactToCorrect) {
  const { [placeOfFact(fact)]: said = {}, [WHEN]: when, ...rest } = body
  if (rest.annul) return rest
  const day = typeof when === 'string' && when === occurredAtOf(dayOf(fact)) ? fact.present.occurredAt : when
  const { present, recorded } = fact
  const isSame = fact.isClosed || isDeepStrictEqual(said, JSON.parse(JSON.stringify(present.data)))
  if (isSame && (day ?? recorded.occurredAt) === present.occurredAt) return rest
  const moved = day === undefined || day === recorded.occurredAt ? {} : { [WHEN]: day }
  return { ...rest, ...moved, [FACT]: isSame ? present.data : said }
}
