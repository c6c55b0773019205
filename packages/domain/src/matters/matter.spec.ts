import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import { extendMatter, openMatter, reviewMatter, settleMatter } from './commands.ts'
import { MatterExtended, type MatterKind, MatterOpened, MatterReviewed, MatterSettled } from './events.ts'
import { matter } from './process.ts'

const opened = (kind: MatterKind) => event(MatterOpened, { kind })
const extended = event(MatterExtended, { reason: 'potrzebna opinia biegłego', until: '2020-02-12' })
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

  it('of the administrative kind is extended to a named day that is to come', () => {
    const { until: _, ...without } = extended.data
    const open = given(matter, opened('ADMINISTRATIVE'))
    open.when(extendMatter, without).refuses('new-term-missing')
    open
      .when(extendMatter, { ...without, until: '2019-11-11' })
      .refuses('date-order', { field: 'until', notBefore: '2019-11-12' })
    given(matter, opened('DATA_SUBJECT_REQUEST')).when(extendMatter, without).then(event(MatterExtended, without))
  })

  it('is reviewed while it is open, if it is a plan that the law wants reviewed', () => {
    const reviewed = event(MatterReviewed, {})
    given(matter, opened('FAMILY_WORK_PLAN'), reviewed).when(reviewMatter).then(reviewed)
    given(matter, opened('DATA_BREACH')).when(reviewMatter).refuses('matter-not-reviewed', { kind: 'DATA_BREACH' })
    given(matter).when(reviewMatter).refuses('not-found')
  })
})
