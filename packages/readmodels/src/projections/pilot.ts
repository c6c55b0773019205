import { businessDate, type Participant, type SupportKind } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type {
  AgreementsTable,
  MilestonesTable,
  PilotPhasesTable,
  PilotsTable,
  PilotTargetsTable,
  SupportActivitiesTable,
} from '../governance-tables.ts'
import { log, table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const stamp = ({ streamVersion }: RecordedEvent) => ({ version: streamVersion })
const agreements = table<AgreementsTable, 'agreementId'>('agreements', ['agreementId'], {
  stream: 'agreementId',
  stamp,
})
const pilots = table<PilotsTable, 'pilotId'>('pilots', ['pilotId'], { stream: 'pilotId', stamp })
const phases = table<PilotPhasesTable, 'pilotId' | 'phase'>('pilot_phases', ['pilotId', 'phase'], {
  stream: 'pilotId',
})
const targets = log<PilotTargetsTable>('pilot_targets', ['position'], { stream: 'pilotId' })
const milestones = table<MilestonesTable, 'milestoneId'>('milestones', ['milestoneId'], {
  stream: 'milestoneId',
  stamp,
})
const support = table<SupportActivitiesTable, 'activityId'>('support_activities', ['activityId'], {
  stream: 'activityId',
  stamp,
})

const dayOf = ({ occurredAt }: { readonly occurredAt: string }) => businessDate(occurredAt)

/** A pilot begins with whatever is recorded of it first. */
const pilotIs = (
  { streamId, streamVersion }: RecordedEvent,
  patch: (row: Readonly<PilotsTable> | null) => Partial<PilotsTable>,
) =>
  pilots.upsert({ pilotId: streamId }, (row) => ({
    pilotId: streamId,
    status: row?.status ?? 'PREPARING',
    models: row?.models ?? {},
    version: streamVersion,
    ...patch(row),
  }))

type Activity = Omit<SupportActivitiesTable, 'ledger' | 'position' | 'updatedPosition' | 'version'>
const activity = (activityId: string, kind: SupportKind): Activity => ({
  activityId,
  kind,
  status: 'PLANNED',
  plannedOn: null,
  heldOn: null,
  mode: null,
  channel: null,
  hours: null,
  days: null,
  participants: null,
  sectors: {},
})

interface Held {
  readonly hours: number
  readonly days?: number | undefined
  readonly mode?: string | undefined
  readonly channel?: SupportActivitiesTable['channel'] | undefined
  readonly participants?: readonly Participant[] | undefined
  readonly participantCount?: number | undefined
}

const held = (kind: SupportKind) => (event: RecordedEvent<Held>) => {
  const { hours, days, mode, channel, participants = [], participantCount } = event.data
  return support.upsert({ activityId: event.streamId }, (row) => ({
    ...(row ?? activity(event.streamId, kind)),
    status: 'HELD',
    heldOn: dayOf(event),
    mode: mode ?? row?.mode ?? null,
    channel: channel ?? null,
    hours,
    days: days ?? null,
    participants: participantCount ?? participants.length,
    sectors: countBySector(participants),
    version: event.streamVersion,
  }))
}

/** In the order in which sectors come, which is that of the list of attendance. */
function countBySector(participants: readonly Participant[]): SupportActivitiesTable['sectors'] {
  const counts: Partial<Record<Participant['sector'], number>> = {}
  for (const { sector } of participants) counts[sector] = (counts[sector] ?? 0) + 1
  return counts
}

/** Agreements, the course of the pilot with what it aims at, and the support given: all that has no client in it. */
export const pilotProjection = defineProjection({
  name: 'pilot',
  version: 2,
  tables: [agreements, pilots, phases, targets, milestones, support],
  on: {
    CooperationAgreementSigned: (event) =>
      agreements.insert({
        agreementId: event.streamId,
        region: event.data.region,
        parties: event.data.parties,
        status: 'SIGNED',
        signedOn: dayOf(event),
        terminatedOn: null,
        version: event.streamVersion,
      }),
    CooperationAgreementTerminated: (event) =>
      agreements.update({ agreementId: event.streamId }, { status: 'TERMINATED', terminatedOn: dayOf(event) }),

    PilotPhaseStarted: (event) => [
      pilotIs(event, () => ({ status: 'RUNNING' })),
      phases.insert({
        pilotId: event.streamId,
        phase: event.data.phase,
        startedOn: dayOf(event),
        plannedEnd: event.data.plannedEnd,
        endedOn: null,
      }),
    ],
    PilotPhaseEnded: (event) => [
      pilotIs(event, () => ({ status: event.data.phase === 'IV' ? 'ENDED' : 'BETWEEN_PHASES' })),
      phases.update({ pilotId: event.streamId, phase: event.data.phase }, { endedOn: dayOf(event) }),
    ],
    PilotModelChosen: (event) =>
      pilotIs(event, (row) => ({ models: { ...row?.models, [event.data.macroregion]: event.data.version } })),
    PilotTargetSet: (event) => {
      const { region = null, teryt = null, validTo = null, ...target } = event.data
      return [
        pilotIs(event, () => ({})),
        targets.insert({ pilotId: event.streamId, region, teryt, validTo, ...target }),
      ]
    },

    MilestonePlanned: (event) =>
      milestones.insert({
        milestoneId: event.streamId,
        number: event.data.number,
        dueOn: event.data.dueOn,
        status: 'PLANNED',
        startedOn: null,
        evidence: [],
        acceptedOn: null,
        acceptedBy: null,
        returnReason: null,
        version: event.streamVersion,
      }),
    MilestoneStarted: (event) =>
      milestones.update({ milestoneId: event.streamId }, { status: 'STARTED', startedOn: dayOf(event) }),
    MilestoneEvidenceCollected: ({ streamId, data }) =>
      milestones.update({ milestoneId: streamId }, ({ evidence }) => ({
        status: 'EVIDENCE_COLLECTED',
        evidence: [...evidence, ...data.evidence],
        returnReason: null,
      })),
    MilestoneAccepted: (event) =>
      milestones.update(
        { milestoneId: event.streamId },
        { status: 'ACCEPTED', acceptedOn: dayOf(event), acceptedBy: event.data.by },
      ),
    MilestoneReturned: ({ streamId, data }) =>
      milestones.update({ milestoneId: streamId }, { status: 'RETURNED', returnReason: data.reason }),

    SupportActivityPlanned: ({ streamId, streamVersion, data: { kind, plannedOn, mode } }) =>
      support.insert({ ...activity(streamId, kind), plannedOn, mode: mode ?? null, version: streamVersion }),
    SupportActivityCancelled: ({ streamId }) => support.update({ activityId: streamId }, { status: 'CANCELLED' }),
    IntersectoralTrainingHeld: held('INTERSECTORAL_TRAINING'),
    CooperationWorkshopHeld: held('COOPERATION_WORKSHOP'),
    EducationalMeetingHeld: held('EDUCATIONAL_MEETING'),
    ConsultationMeetingHeld: held('CONSULTATION_MEETING'),
    ConferenceHeld: held('CONFERENCE'),
    SupervisionSessionHeld: held('SUPERVISION'),
    CoachingSessionHeld: (event) => held('COACHING')({ ...event, data: { ...event.data, participantCount: 1 } }),
  },
})
