import { z } from 'zod'
import { defineEvent } from '../kernel/event.ts'
import { Count, Id, Sector, ShortText } from '../kernel/values.ts'

export const ResourceDiagnosisCompleted = defineEvent({
  type: 'ResourceDiagnosisCompleted',
  version: 1,
  about: 'Resources of assistance and of the community were counted, and the gaps between them.',
  data: z.strictObject({
    assistanceResources: Count,
    localResources: Count,
    gaps: Count,
    scope: z
      .enum(['ASSISTANCE', 'LOCAL'])
      .optional()
      .describe("The centre's own resources, or those of the community; left out: both at once"),
  }),
})

const Gap = z.strictObject({
  gapId: Id,
  sector: Sector,
  missing: ShortText.describe('What there is not, in words that name no person'),
})

export const ResourceMapDrawn = defineEvent({
  type: 'ResourceMapDrawn',
  version: 1,
  about: 'The resource map was drawn: what each sector has, and what is missing in it. It replaces the one before.',
  data: z.strictObject({
    resources: z
      .array(z.strictObject({ sector: Sector, assistanceResources: Count, localResources: Count }))
      .min(1)
      .max(Sector.options.length),
    gaps: z.array(Gap).max(200),
  }),
})

export const ResourceGapRecorded = defineEvent({
  type: 'ResourceGapRecorded',
  version: 1,
  about: 'A gap was found that the resource map does not show.',
  data: Gap,
})

export const ResourceGapClosed = defineEvent({
  type: 'ResourceGapClosed',
  version: 1,
  about: 'What was missing is there now.',
  data: z.strictObject({ gapId: Id, institutionId: Id.optional().describe('Who provides it') }),
})
