import { z } from 'zod'

const Day = z.iso.date()

export const SectorOfMapView = z
  .object({
    sector: z.string(),
    assistanceResources: z.int(),
    localResources: z.int(),
    gaps: z.array(z.object({ gapId: z.string(), missing: z.string(), recordedOn: Day })),
  })
  .meta({ id: 'SectorOfMap' })

export const SittingView = z
  .object({
    meetingId: z.string(),
    kind: z.enum(['INITIATING', 'PLENARY']),
    ordinal: z.int(),
    heldOn: Day,
    mode: z.string(),
    present: z.int().nullable(),
    members: z
      .int()
      .nullable()
      .describe('Members that took part in the partnership then; null for an initiating meeting'),
    represented: z.int().nullable().describe('null: the minutes do not say, so nothing could be decided'),
    quorum: z.int().nullable().describe('How many members had to be represented for a decision'),
    minutesFiledOn: Day.nullable(),
  })
  .meta({ id: 'Sitting' })

export const BenefitView = z
  .object({
    institutionId: z.string(),
    name: z.string().nullable(),
    gains: z.array(z.string()),
    gives: z.array(z.string()),
    recordedOn: Day,
  })
  .meta({ id: 'MutualBenefit' })

export const CharterView = z
  .object({
    aspiration: z.string(),
    coreValues: z.array(z.string()),
    workRules: z.array(z.string()),
    communicationStandards: z.array(z.string()),
    recordedOn: Day,
  })
  .meta({ id: 'Charter' })

export const PaperView = z
  .object({
    kind: z.enum(['REGULATIONS_DRAFT', 'REGULATIONS', 'WORK_PLAN', 'COMMUNICATION_RULES', 'EVALUATION_CONCEPT']),
    label: z.string().nullable().describe('Number of the draft or version, year of the plan'),
    datedOn: Day,
  })
  .meta({ id: 'Paper' })

export const DecisionView = z
  .object({ decisionId: z.string(), meetingId: z.string(), subject: z.string(), takenOn: Day })
  .meta({ id: 'Decision' })

const StepRefusal = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable()
const Due = z.record(z.string(), z.unknown()).nullable()

const Changes = z.object({
  from: z.string(),
  to: z.string(),
  missing: z
    .object({
      states: z.array(z.string()),
      parts: z.array(z.object({ kind: z.string(), state: z.string() })),
    })
    .describe('States that the other version does not know: while there are any, it is refused'),
  steps: z
    .array(z.object({ step: z.string(), now: StepRefusal, after: StepRefusal }))
    .describe('Facts that may follow in one version and not in the other; null: may follow'),
  parameters: z.array(z.object({ name: z.string(), now: z.unknown(), after: z.unknown() })),
  deadlines: z.array(z.object({ id: z.string(), validFrom: Day, now: Due, after: Due })),
})

export const MigrationPreviewView = Changes.extend({
  possible: z.boolean(),
  along: z
    .array(Changes.extend({ process: z.string(), id: z.string() }))
    .describe('What goes with it, in the same commit: the basket with its partnership'),
}).meta({ id: 'MigrationPreview' })
