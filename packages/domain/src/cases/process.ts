import { conflictsDecided } from '../coordination/guards.ts'
import { giveBackPlaces, keepPlaces } from '../coordination/reactions.ts'
import { defineProcess } from '../kernel/process.ts'
import { migratable } from '../model/migration.ts'
import * as closure from './closure.ts'
import * as consent from './consent.ts'
import { caseDescription } from './description.ts'
import { caseEvents } from './events.ts'
import * as guards from './guards.ts'
import { memory } from './memory.ts'
import * as plan from './plan.ts'
import * as procedure from './procedure.ts'
import {
  endContract,
  recordReview,
  revokeLapsedAccess,
  revokeSharedAccess,
  tellPartnershipOfTeam,
  tellPartnershipOfTeamsEnd,
  tellPartnershipsOfTransfer,
} from './reactions.ts'
import { type CaseOthers, type CaseState, initialCase } from './state.ts'
import * as team from './team.ts'

const { readPartnership: _, ...teamGuards } = team
const { overdueOn: __, ...planGuards } = plan
const { consentsRunOut: ___, mayBeShared: ____, ...consentGuards } = consent

/** The words in which versions of the model describe a case; `description.ts` is how the software brings it. */
export const caseProcess = defineProcess<CaseState, CaseOthers>({
  name: 'case',
  events: caseEvents,
  initial: initialCase,
  guards: {
    ...guards,
    ...consentGuards,
    ...teamGuards,
    ...planGuards,
    ...procedure,
    ...closure,
    conflictsDecided,
    migratable: migratable('case', caseDescription),
  },
  stateGuards: [
    'partnershipActive',
    'clientTakesPart',
    'notOnHold',
    'teamHasMet',
    'someMinutesAwaited',
    'noInterviewOpen',
    'interviewOpen',
    'notWithdrawn',
    'goalsWereReached',
    'clientCanReturn',
    'noProcedureOpen',
    'procedureOpen',
    'formForwarded',
    'passedToGroup',
    'groupMet',
    'notForwardedYet',
    'notPassedYet',
  ],
  reactions: [
    revokeSharedAccess,
    revokeLapsedAccess,
    recordReview,
    tellPartnershipOfTeam,
    tellPartnershipOfTeamsEnd,
    tellPartnershipsOfTransfer,
    keepPlaces,
    giveBackPlaces,
    endContract,
  ],
  description: caseDescription,
  looksAt: ({ partnershipId, contractId }, data) => ({
    partnership: { type: 'partnership', id: partnershipId ?? data.partnershipId ?? '' },
    contract: { type: 'contract', id: contractId ?? '' },
    basket: { type: 'basket', id: partnershipId ?? '' },
    receiver: { type: 'partnership', id: data.toPartnershipId ?? '' },
  }),
  remember: memory,
})
