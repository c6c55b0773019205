import { z } from 'zod'

const Day = z.iso.date()
const Figure = {
  value: z.number().nullable().describe('null: there is nothing to measure, as when the denominator is zero'),
  numerator: z.number().nullable(),
  denominator: z.number().nullable().describe('Of a median, the number of observations'),
}

export const TargetView = z
  .object({
    value: z.number(),
    comparator: z.enum(['EQ', 'GTE', 'LTE']),
    source: z.string(),
    validFrom: Day,
    validTo: Day.nullable(),
    met: z.boolean().nullable().describe('null: there is nothing to hold against it'),
  })
  .meta({ id: 'Target' })

export const IndicatorView = z
  .object({
    id: z.string(),
    namePl: z.string(),
    nameEn: z.string(),
    unit: z.string(),
    ...Figure,
    parts: z.record(z.string(), z.number().nullable()),
    target: TargetView.nullable(),
  })
  .meta({ id: 'Indicator' })

const asked = {
  asOf: Day,
  recordedUntil: z.iso.datetime({ offset: true }).describe('Asked for again with this, the same figures come out'),
}

export const IndicatorList = z.object({ ...asked, items: z.array(IndicatorView) })

export const GroupView = z
  .object({ key: z.string(), ...Figure, parts: z.record(z.string(), z.number().nullable()) })
  .meta({ id: 'IndicatorGroup' })

export const IndicatorDetail = z
  .object({
    ...asked,
    ...IndicatorView.shape,
    formulaPl: z.string(),
    formulaEn: z.string(),
    breakdowns: z.array(z.string()).describe('What it can be broken down by'),
    by: z.string().nullable(),
    groups: z.array(GroupView),
  })
  .meta({ id: 'IndicatorDetail' })

export const ExplainedEventView = z
  .object({
    position: z.int().nullable().describe('null: the caller sees counts, not cases'),
    streamType: z.string().nullable(),
    streamId: z.string().nullable(),
    type: z.string().nullable(),
    occurredOn: Day,
    corrects: z.int().nullable().describe('Position of the fact that this one corrects'),
    adds: z.number().nullable().describe('What it adds to the numerator, or was observed; null: it is left out'),
    outOf: z.number().nullable().describe('What it adds to the denominator of a share or mean'),
    evidence: z.int().nullable().describe('Position of the other fact that made it count'),
    reason: z.string().nullable().describe('Why it is left out'),
  })
  .meta({ id: 'ExplainedEvent' })

export const ExplanationView = z
  .object({
    ...asked,
    ...IndicatorView.shape,
    formulaPl: z.string(),
    formulaEn: z.string(),
    counted: z.int().describe('Rows that count; one event may have several'),
    leftOut: z.array(z.object({ reason: z.string(), pl: z.string(), en: z.string(), events: z.int() })),
    items: z.array(ExplainedEventView),
    next: z.string().nullable().describe('Cursor of the next page'),
  })
  .meta({ id: 'IndicatorExplanation' })
