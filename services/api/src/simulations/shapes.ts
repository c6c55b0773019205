import { z } from 'zod'

const Side = z
  .object({
    dueOn: z.iso.date(),
    status: z.string(),
    daysLate: z.int().describe('Days after the due day of what met it, or of the day looked at'),
  })
  .meta({ id: 'SimulatedDeadline' })

const Refused = z.object({
  position: z.int(),
  about: z.string().describe('Stream, such as case/case-A'),
  type: z.string(),
  occurredOn: z.iso.date(),
  refusal: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }),
})

const Counts = z.record(z.string(), z.int()).describe('How many stand how')

export const ComparisonView = z
  .object({
    ledger: z.string(),
    position: z.int().describe('The last event that was looked at; nothing was written'),
    events: z.int(),
    versions: z.array(z.string()).describe('Versions that the history ran on'),
    draft: z.string().describe('The version that it was tried out under'),
    asOf: z.iso.date(),
    deadlines: z.object({
      byRule: z.array(
        z.object({ rule: z.string(), restricted: z.literal(true).optional(), actual: Counts, draft: Counts }),
      ),
      differences: z.array(
        z.object({
          rule: z.string(),
          restricted: z.literal(true).optional(),
          origin: z.string(),
          about: z.string(),
          caseId: z.string().nullable(),
          startPosition: z.int(),
          startedOn: z.iso.date(),
          metOn: z.iso.date().nullable(),
          actual: Side.optional(),
          draft: Side.optional(),
          becomes: z.enum(['LATE', 'IN_TIME', 'LATE_BY_MORE', 'LATE_BY_LESS', 'MOVED', 'ADDED', 'DROPPED']),
        }),
      ),
    }),
    refusals: z.object({
      actual: z.int(),
      draft: z.int(),
      byDraft: z.array(Refused),
      byActual: z.array(Refused),
    }),
    indicators: z.array(
      z.object({
        id: z.string(),
        part: z.string().optional(),
        unit: z.string(),
        actual: z.number().nullable(),
        draft: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'Comparison' })
