import { businessDate } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { ModelVersionsTable } from '../governance-tables.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const versions = table<ModelVersionsTable, 'modelVersion'>('model_versions', ['modelVersion'], {
  stream: 'modelVersion',
  stamp: ({ streamVersion }) => ({ version: streamVersion }),
})

const dayOf = ({ occurredAt }: { readonly occurredAt: string }) => businessDate(occurredAt)

const moved = (
  event: RecordedEvent,
  patch: Partial<ModelVersionsTable> | ((row: Readonly<ModelVersionsTable>) => Partial<ModelVersionsTable>),
) => versions.update({ modelVersion: event.streamId }, patch)

/** The course of each version. Its document stays in the log: it is large, and only whoever reads it needs it. */
export const modelVersionsProjection = defineProjection({
  name: 'model_versions',
  version: 1,
  tables: [versions],
  on: {
    ModelVersionDrafted: (event) => {
      const { pl, en, family, basedOn } = event.data.document
      return versions.insert({
        modelVersion: event.streamId,
        namePl: pl,
        nameEn: en,
        family,
        basedOn: basedOn ?? null,
        status: 'DRAFT',
        draftedOn: dayOf(event),
        revisedOn: null,
        consultationOpenedOn: null,
        consultationUntil: null,
        consultationClosedOn: null,
        opinions: [],
        approvals: [],
        publishedOn: null,
        macroregion: null,
        inPilotOn: null,
        evaluatedOn: null,
        recommendedOn: null,
        supersededOn: null,
        supersededBy: null,
        version: event.streamVersion,
      })
    },
    ModelVersionRevised: (event) => {
      const { pl, en, family, basedOn } = event.data.document
      return moved(event, { namePl: pl, nameEn: en, family, basedOn: basedOn ?? null, revisedOn: dayOf(event) })
    },
    ModelConsultationOpened: (event) =>
      moved(event, {
        status: 'IN_CONSULTATION',
        consultationOpenedOn: dayOf(event),
        consultationUntil: event.data.until ?? null,
      }),
    ModelConsultationClosed: (event) => moved(event, { status: 'CONSULTED', consultationClosedOn: dayOf(event) }),
    ModelOpinionGiven: (event) => {
      const { by, favourable, text = null } = event.data
      return moved(event, ({ opinions, status }) => ({
        opinions: [...opinions, { by, favourable, on: dayOf(event), text }],
        status: by === 'MINISTRY' && favourable ? 'OPINIONED' : status,
      }))
    },
    ModelVersionApproved: (event) =>
      moved(event, ({ approvals }) => ({ approvals: [...approvals, { by: event.data.by, on: dayOf(event) }] })),
    ModelVersionPublished: (event) => moved(event, { status: 'APPROVED', publishedOn: dayOf(event) }),
    ModelPutInPilot: (event) =>
      moved(event, { status: 'IN_PILOT', macroregion: event.data.macroregion, inPilotOn: dayOf(event) }),
    ModelVersionEvaluated: (event) => moved(event, { status: 'EVALUATED', evaluatedOn: dayOf(event) }),
    ModelVersionRecommended: (event) => moved(event, { status: 'RECOMMENDED', recommendedOn: dayOf(event) }),
    ModelVersionSuperseded: (event) =>
      moved(event, { status: 'SUPERSEDED', supersededOn: dayOf(event), supersededBy: event.data.by }),
  },
})
