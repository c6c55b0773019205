import { defineProcess } from '../kernel/process.ts'
import * as closure from './closure.ts'
import { caseDescription } from './description.ts'
import { caseEvents } from './events.ts'
import * as guards from './guards.ts'
import { memory } from './memory.ts'
import { endContract, revokeSharedAccess, tellPartnershipOfTeam, tellPartnershipOfTeamsEnd } from './reactions.ts'
import { type CaseOthers, type CaseState, initialCase } from './state.ts'
import * as team from './team.ts'

const { readPartnership: _, ...teamGuards } = team

/** The words in which versions of the model describe a case; `description.ts` is how the software brings it. */
export const caseProcess = defineProcess<CaseState, CaseOthers>({
  name: 'case',
  events: caseEvents,
  initial: initialCase,
  guards: { ...guards, ...teamGuards, ...closure },
  stateGuards: [
    'partnershipActive',
    'clientTakesPart',
    'teamHasMet',
    'noInterviewOpen',
    'interviewOpen',
    'notWithdrawn',
  ],
  reactions: [revokeSharedAccess, tellPartnershipOfTeam, tellPartnershipOfTeamsEnd, endContract],
  description: caseDescription,
  looksAt: ({ partnershipId, contractId }, data) => ({
    partnership: { type: 'partnership', id: partnershipId ?? data.partnershipId ?? '' },
    contract: { type: 'contract', id: contractId ?? '' },
  }),
  remember: memory,
})
