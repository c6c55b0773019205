import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import {
  acceptMilestone,
  collectMilestoneEvidence,
  planMilestone,
  returnMilestone,
  startMilestone,
} from './commands.ts'
import {
  MilestoneAccepted,
  MilestoneEvidenceCollected,
  MilestonePlanned,
  MilestoneReturned,
  MilestoneStarted,
} from './events.ts'
import { milestone } from './process.ts'

const planned = event(MilestonePlanned, { number: 1, dueOn: '2019-03-31' })
const started = event(MilestoneStarted, {})
const evidence = { evidence: [{ kind: 'MINUTES' as const, reference: 'protokół z 29.03.2019' }] }
const collected = event(MilestoneEvidenceCollected, evidence)
const returned = event(MilestoneReturned, { reason: 'Brakuje raportu z konsultacji.' })

describe('a milestone', () => {
  it('is planned, started, shown by evidence and accepted', () => {
    given(milestone).when(planMilestone, planned.data).then(planned)
    given(milestone, planned).when(startMilestone).then(started)
    given(milestone, planned, started).when(collectMilestoneEvidence, evidence).then(collected)
    given(milestone, planned, started, collected)
      .when(acceptMilestone, { by: 'STEERING_COMMITTEE' })
      .then(event(MilestoneAccepted, { by: 'STEERING_COMMITTEE' }))
  })

  it('is not accepted without evidence', () => {
    given(milestone, planned, started).when(acceptMilestone, { by: 'MINISTRY' }).refuses('not-allowed-in-state')
    given(milestone, planned, started).when(collectMilestoneEvidence, { evidence: [] }).isMalformedAt('evidence')
  })

  it('that is returned goes back to its evidence', () => {
    const judged = [planned, started, collected]
    given(milestone, ...judged)
      .when(returnMilestone, { reason: 'Brakuje raportu z konsultacji.' })
      .then(returned)
    given(milestone, ...judged, returned)
      .when(acceptMilestone, { by: 'MINISTRY' })
      .refuses('not-allowed-in-state')
    given(milestone, ...judged, returned)
      .when(collectMilestoneEvidence, evidence)
      .then(collected)
  })

  it('is returned for a reason, which names nobody', () => {
    given(milestone, planned, started, collected).when(returnMilestone, {}).isMalformedAt('reason')
    given(milestone, planned, started, collected)
      .when(returnMilestone, { reason: 'Zgłosić się do p. Nowak.' })
      .refuses('names-a-person')
  })
})
