import { describe, it } from 'vitest'
import { LegalHoldLifted, LegalHoldPlaced, SubjectErased } from '../clients/events.ts'
import { client } from '../clients/process.ts'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import { worker } from '../testing/world.ts'
import {
  carryOutErasure,
  completeErasure,
  confirmErasure,
  refuseErasure,
  requestErasure,
  withdrawErasure,
} from './commands.ts'
import {
  ErasureBegun,
  ErasureConfirmed,
  ErasureDone,
  ErasureRefused,
  ErasureRequested,
  ErasureWithdrawn,
} from './events.ts'
import { erasure } from './process.ts'

const asked = { clientId: 'c-1', ground: 'RETENTION_ENDED' } as const
const requested = event(ErasureRequested, { ...asked, requestedBy: 'worker-1' })
const confirmed = event(ErasureConfirmed, { confirmedBy: 'leader-1' })
const begun = event(ErasureBegun, {})
const done = event(ErasureDone, {})
const held = event(LegalHoldPlaced, { holdId: 'II-K-7-20', ground: 'COURT_PROCEEDINGS' })
const lifted = event(LegalHoldLifted, { holdId: 'II-K-7-20' })
const leader = { ...worker, actorId: 'leader-1', role: 'LEADER' }

describe('a request to erase', () => {
  it('is made by one person and confirmed by another', () => {
    given(erasure).when(requestErasure, asked).then(requested)
    given(erasure, requested).by(leader).when(confirmErasure).then(confirmed)
    given(erasure, requested).when(confirmErasure).refuses('second-person-missing')
    given(erasure, requested).by(leader).when(carryOutErasure).refuses('not-allowed-in-state')
  })

  it('is carried out once it is confirmed, and once only', () => {
    given(erasure, requested, confirmed).when(carryOutErasure).then(begun)
    given(erasure, requested, confirmed).when(completeErasure).refuses('not-allowed-in-state')
    given(erasure, requested, confirmed, begun)
      .when(completeErasure)
      .then(done, { process: client, id: 'c-1', event: event(SubjectErased, { erasureId: 'this' }) })
    given(erasure, requested, confirmed, begun, done).when(carryOutErasure).refuses('not-allowed-in-state')
    given(erasure, requested, confirmed, begun, done).by(leader).when(confirmErasure).refuses('not-allowed-in-state')
  })

  it('waits at every step while a hold stands', () => {
    const holds = { holds: ['II-K-7-20'] }
    given(erasure).besides(client, 'c-1', held).when(requestErasure, asked).refuses('legal-hold', holds)
    given(erasure, requested).besides(client, 'c-1', held).by(leader).when(confirmErasure).refuses('legal-hold', holds)
    given(erasure, requested, confirmed).besides(client, 'c-1', held).when(carryOutErasure).refuses('legal-hold', holds)
    given(erasure, requested, confirmed).besides(client, 'c-1', held, lifted).when(carryOutErasure).then(begun)
    given(erasure).besides(client, 'c-2', held).when(requestErasure, asked).then(requested)
  })

  it('is refused or taken back until the key is being destroyed', () => {
    const refused = event(ErasureRefused, { ground: 'ARCHIVAL_DUTY' })
    given(erasure, requested).when(refuseErasure, refused.data).then(refused)
    given(erasure, requested, confirmed).when(refuseErasure, refused.data).then(refused)
    given(erasure, requested, confirmed).when(withdrawErasure).then(event(ErasureWithdrawn, {}))
    given(erasure, requested, confirmed, begun).when(withdrawErasure).refuses('not-allowed-in-state')
    given(erasure, requested, confirmed, begun).when(refuseErasure, refused.data).refuses('not-allowed-in-state')
    given(erasure, requested).when(refuseErasure, {}).isMalformedAt('ground')
  })

  it('that is begun is finished even when a hold comes too late', () => {
    given(erasure, requested, confirmed, begun)
      .besides(client, 'c-1', held)
      .when(completeErasure)
      .then(done, { process: client, id: 'c-1', event: event(SubjectErased, { erasureId: 'this' }) })
  })
})
