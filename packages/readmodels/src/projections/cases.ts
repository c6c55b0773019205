import { businessDate, caseEvents, caseProcess, evolve, type Models, partsOf } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { CaseStatus, CasesTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'
import { caseNotes } from './case-notes.ts'

const cases = table<CasesTable, 'caseId'>('cases', ['caseId'], {
  stamp: ({ streamVersion }) => ({ version: streamVersion }),
})

/** The row follows the domain's own fold; what it adds are days and counts for lists. */
function followed(row: Readonly<CasesTable>, event: RecordedEvent, models: Models): Partial<CasesTable> {
  const state = evolve(caseProcess, row.state, event, models)
  const team = (state.team?.members ?? []).map(({ memberId, institutionId, sector }) => ({
    memberId,
    institutionId: institutionId ?? null,
    sector,
  }))
  return {
    state,
    status: state.status as CaseStatus,
    coordinatorId: state.coordinatorId,
    teamId: state.team?.teamId ?? null,
    team,
    teamSize: team.length,
    teamSectors: distinct(team.map(({ sector }) => sector)),
    teamInstitutions: distinct(team.flatMap(({ institutionId }) => institutionId ?? [])),
    consentInForce: state.consent.sharing,
    consentInstitutions: state.consent.institutions,
    sharedWith: state.sharedWith,
    sittings: state.team?.meetings ?? 0,
    goals: state.goals.length,
    actions: partsOf(state, 'action').length,
    actionsClosed: partsOf(state, 'action', 'COMPLETED', 'CANCELLED').length,
    ...caseNotes(event, row),
  }
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)]

export const casesProjection = defineProjection({
  name: 'cases',
  version: 2,
  tables: [cases],
  on: {
    ...each(
      caseEvents.map(({ type }) => type),
      (event, models) => cases.update({ caseId: event.streamId }, (row) => followed(row, event, models)),
    ),
    CaseProposed: (event, models) => {
      const { partnershipId, clientId, clientKind, adults, children, source, referralId, preselected, modelVersion } =
        event.data
      return cases.insert({
        caseId: event.streamId,
        partnershipId,
        status: 'PROPOSED',
        state: evolve(caseProcess, caseProcess.initial, event, models),
        modelVersion: modelVersion ?? null,
        clientId,
        clientKind,
        adults,
        children,
        source,
        referralId: referralId ?? null,
        preselected,
        coordinatorId: null,
        teamId: null,
        team: [],
        teamSize: 0,
        teamSectors: [],
        teamInstitutions: [],
        consentInForce: false,
        consentedOn: null,
        consentUntil: null,
        consentInstitutions: [],
        consentScopes: [],
        sharedWith: [],
        interviewRequiredOn: null,
        interviewUrgent: null,
        interviewCompletedOn: null,
        sittings: 0,
        lastSittingOn: null,
        diagnosedOn: null,
        plannedOn: null,
        goals: 0,
        actions: 0,
        actionsClosed: 0,
        contractId: null,
        contractVariant: null,
        contractConcludedOn: null,
        contractEndsOn: null,
        reviewsOn: [],
        closureReason: null,
        openedOn: businessDate(event.occurredAt),
        closedOn: null,
        version: event.streamVersion,
      })
    },
  },
})
