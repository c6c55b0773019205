import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import {
  acceptBarrierAsLimit,
  confirmBarrier,
  dismissBarrier,
  escalateBarrier,
  proposeBarrierRemoval,
  removeBarrier,
  reportBarrier,
} from './commands.ts'
import {
  BarrierAcceptedAsLimit,
  BarrierConfirmed,
  BarrierDismissed,
  BarrierEscalated,
  BarrierProposalMade,
  BarrierRemoved,
  BarrierReported,
} from './events.ts'
import { barrier } from './process.ts'

const body = {
  area: 'INFORMATION_FLOW' as const,
  level: 'INSTITUTION' as const,
  text: 'W czasie epidemii partnerzy nie mogą się spotykać.',
}
const reported = event(BarrierReported, body)
const confirmed = event(BarrierConfirmed, {})
const proposal = event(BarrierProposalMade, { proposal: 'Spotkania zdalne.' })
const toRegion = event(BarrierEscalated, { to: 'REGION' })
const open = [reported, confirmed, proposal]

describe('a barrier is reported', () => {
  it('with its area and level', () => {
    given(barrier).when(reportBarrier, body).then(reported)
    given(barrier)
      .when(reportBarrier, { ...body, area: 'WEATHER' })
      .isMalformedAt('area')
  })

  it('without naming anybody: the answer says where, never what', () => {
    given(barrier)
      .when(reportBarrier, { ...body, text: 'Telefon 601 202 303 nie odpowiada.', proposal: 'Zapytać Jana Nowaka.' })
      .refuses('names-a-person', {
        found: [
          { field: 'text', kind: 'PHONE', from: 0, to: 19 },
          { field: 'proposal', kind: 'PERSON_NAME', from: 8, to: 19 },
        ],
      })
  })
})

describe('a barrier', () => {
  it('is confirmed, or dismissed with a reason', () => {
    given(barrier, reported).when(confirmBarrier).then(confirmed)
    given(barrier, reported)
      .when(dismissBarrier, { reason: 'Bariery nie potwierdzono.' })
      .then(event(BarrierDismissed, { reason: 'Bariery nie potwierdzono.' }))
    given(barrier, reported, confirmed).when(dismissBarrier, { reason: 'x' }).refuses('not-allowed-in-state')
  })

  it('gets a proposal before it is taken higher', () => {
    given(barrier, reported, confirmed).when(escalateBarrier, { to: 'REGION' }).refuses('not-allowed-in-state')
    given(barrier, reported, confirmed).when(proposeBarrierRemoval, proposal.data).then(proposal)
    given(barrier, ...open)
      .when(escalateBarrier, { to: 'REGION' })
      .then(toRegion)
  })

  it('climbs from the region to the ministry, not back and not twice', () => {
    const there = given(barrier, ...open, toRegion)
    there.when(escalateBarrier, { to: 'MINISTRY' }).then(event(BarrierEscalated, { to: 'MINISTRY' }))
    there.when(escalateBarrier, { to: 'REGION' }).refuses('already-escalated', { to: 'REGION' })
  })

  it('is removed where it stands or from above, or accepted as a limit', () => {
    const removed = event(BarrierRemoved, {})
    const limit = event(BarrierAcceptedAsLimit, { reason: 'Wymaga zmiany ustawy.' })
    given(barrier, ...open)
      .when(removeBarrier)
      .then(removed)
    given(barrier, ...open, toRegion)
      .when(acceptBarrierAsLimit, limit.data)
      .then(limit)
    given(barrier, ...open, removed)
      .when(acceptBarrierAsLimit, limit.data)
      .refuses('not-allowed-in-state')
  })
})
