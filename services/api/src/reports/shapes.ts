import { z } from 'zod'
import { TargetView } from '../indicators/shapes.ts'

const Day = z.iso.date()
const Figure = z.object({
  value: z.number().nullable().describe('null: there is nothing to measure, or it is hidden'),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  hidden: z.boolean().describe('Too few to be shown to the public, or it would give away one that is'),
})
const Ledger = z.object({ ledger: z.string(), name: z.string(), region: z.string().nullable() })

export const ReportView = z
  .object({
    scope: z.object({ kind: z.enum(['LOCAL_AUTHORITY', 'REGION', 'MACROREGION']), code: z.string(), name: z.string() }),
    asOf: Day,
    recordedUntil: z.iso.datetime({ offset: true }),
    public: z.boolean(),
    included: z.array(Ledger),
    leftOut: z.array(Ledger).describe('Local authorities of the scope that the caller may not read'),
    indicators: z.array(
      z.object({
        id: z.string(),
        namePl: z.string(),
        nameEn: z.string(),
        unit: z.string(),
        ...Figure.shape,
        parts: z.record(z.string(), Figure),
        target: TargetView.nullable(),
        cells: z.array(
          Figure.extend({ level: z.enum(['REGION', 'LOCAL_AUTHORITY']), code: z.string(), name: z.string() }),
        ),
      }),
    ),
  })
  .meta({ id: 'IndicatorReport' })
