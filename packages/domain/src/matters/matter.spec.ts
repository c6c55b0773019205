import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import { extendMatter, openMatter, settleMatter } from './commands.ts'
import { MatterExtended, MatterOpened, MatterSettled } from './events.ts'
import { matter } from './process.ts'

const opened = (kind: 'INFORMATION_REQUEST' | 'ADMINISTRATIVE' | 'DATA_SUBJECT_REQUEST' | 'DATA_BREACH') =>
  event(MatterOpened, { kind })
const extended = event(MatterExtended, { reason: 'potrzebna opinia biegłego' })
const settled = event(MatterSettled, {})

describe('a statutory matter', () => {
  it('is opened and settled', () => {
    given(matter).when(openMatter, { kind: 'DATA_BREACH' }).then(opened('DATA_BREACH'))
    given(matter, opened('DATA_BREACH')).when(settleMatter).then(settled)
    given(matter, opened('DATA_BREACH'), settled).when(settleMatter).refuses('not-allowed-in-state')
  })

  it('is extended once, with a reason, and then settled', () => {
    given(matter, opened('ADMINISTRATIVE')).when(extendMatter, extended.data).then(extended)
    given(matter, opened('ADMINISTRATIVE'), extended).when(extendMatter, extended.data).refuses('not-allowed-in-state')
    given(matter, opened('ADMINISTRATIVE'), extended).when(settleMatter).then(settled)
    given(matter, opened('ADMINISTRATIVE')).when(extendMatter, {}).isMalformedAt('reason')
  })

  it.each(['INFORMATION_REQUEST', 'DATA_BREACH'] as const)(
    'is not extended where the law knows no extension: %s',
    (kind) => {
      given(matter, opened(kind)).when(extendMatter, extended.data).refuses('matter-not-extendable', { kind })
    },
  )
})
