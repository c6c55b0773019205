import {
  businessDate,
  type CaseState,
  caseEvents,
  caseProcess,
  evolve,
  type Models,
  partStatus,
} from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { CaseStatus, CasesTable, TeamMemberEntry } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection, each } from '../table-projection.ts'
import { caseNotes } from './case-notes.ts'

const cases = table<CasesTable, 'caseId'>('cases', ['caseId'], {
  stream: 'caseId',
  stamp: ({ streamVersion }) => ({ version: streamVersion }),
})

/** The row follows the domain's own fold; what it adds are days and counts for lists. */
function followed(row: Readonly<CasesTable>, event: RecordedEvent, models: Models): Partial<CasesTable> {
  const state = evolve(caseProcess, row.state, event, models)
  const team = (state.team?.members ?? []).map(
    ({ memberId, institutionId, sector, role, confidentialitySignedOn }): TeamMemberEntry => ({
      memberId,
      institutionId: institutionId ?? null,
      sector,
      role: role ?? null,
      signedOn:
        confidentialitySignedOn ??
        state.statements.find((statement) => statement.memberId === memberId)?.signedOn ??
        null,
    }),
  )
  return {
    state,
    status: state.status as CaseStatus,
    partnershipId: state.partnershipId ?? row.partnershipId,
    modelVersion: state.modelVersion,
    coordinatorId: state.coordinatorId,
    teamId: state.team?.teamId ?? null,
    team,
    teamSize: team.length,
    teamSectors: distinct(team.map(({ sector }) => sector)),
    teamInstitutions: distinct(team.flatMap(({ institutionId }) => institutionId ?? [])),
    consentInForce: state.consent.sharing,
    consentInstitutions: state.consent.institutions,
    consentUntil: consentUntil(state),
    sharedWith: state.sharedWith,
    sittings: state.sittings,
    goals: state.goals.length,
    actions: state.actions.length,
    actionsClosed: state.actions.filter(({ actionId }) => ENDED.includes(partStatus(state, 'action', actionId))).length,
    contractId: state.contractId,
    ...caseNotes(event, row),
  }
}

const ENDED = ['COMPLETED', 'CANCELLED']

/** The last day on which something may be shown: of all consents that allow it, the one that holds longest. */
function consentUntil({ consent }: CaseState): string | null {
  const ends = consent.records.filter(({ shares }) => shares).map(({ validUntil }) => validUntil)
  return ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)]

export const casesProjection = defineProjection({
  name: 'cases',
  version: 5,
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
        reviewedOn: [],
        diagnosis: null,
        evaluatedOn: null,
        clientScore: null,
        followedUpOn: null,
        followUpOutcome: null,
        reopenedOn: null,
        closureReason: null,
        openedOn: businessDate(event.occurredAt),
        closedOn: null,
        version: event.streamVersion,
      })
    },
  },
})
