import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import { liftLegalHold, liftRestriction, placeLegalHold, restrictProcessing } from './commands.ts'
import {
  LegalHoldLifted,
  LegalHoldPlaced,
  ProcessingRestricted,
  ProcessingRestrictionLifted,
  SubjectErased,
} from './events.ts'
import { client } from './process.ts'

const held = event(LegalHoldPlaced, { holdId: 'II-K-7-20', ground: 'COURT_PROCEEDINGS' })
const lifted = event(LegalHoldLifted, { holdId: 'II-K-7-20' })
const restricted = event(ProcessingRestricted, { ground: 'ACCURACY_CONTESTED' })
const free = event(ProcessingRestrictionLifted, {})
const erased = event(SubjectErased, { erasureId: 'e-1' })

describe('the data of a client', () => {
  it('is held for a named reason, as often as there are reasons, and each hold ends by itself', () => {
    given(client).when(placeLegalHold, held.data).then(held)
    const audit = event(LegalHoldPlaced, { holdId: 'audit-2020', ground: 'AUDIT' })
    given(client, held).when(placeLegalHold, audit.data).then(audit)
    given(client, held, audit).when(liftLegalHold, lifted.data).then(lifted)
    given(client, held).when(placeLegalHold, held.data).refuses('not-allowed-in-state')
    given(client, held, lifted).when(liftLegalHold, lifted.data).refuses('not-allowed-in-state')
    given(client).when(liftLegalHold, lifted.data).refuses('not-found')
    given(client).when(placeLegalHold, { holdId: 'x' }).isMalformedAt('ground')
  })

  it('is restricted once at a time, and again when there is a new reason', () => {
    given(client).when(restrictProcessing, restricted.data).then(restricted)
    given(client, restricted).when(restrictProcessing, restricted.data).refuses('not-allowed-in-state')
    given(client, restricted).when(liftRestriction).then(free)
    given(client, restricted, free).when(restrictProcessing, restricted.data).then(restricted)
    given(client, held).when(liftRestriction).refuses('not-allowed-in-state')
  })

  it('of a client who came back after an erasure can be held and restricted as any other', () => {
    given(client, erased).when(placeLegalHold, held.data).then(held)
    given(client, erased).when(restrictProcessing, restricted.data).then(restricted)
  })
})
