import { describe, expect, it } from 'vitest'
import { CaseProposed } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import type { StreamRef } from '../kernel/command.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import { MemberExcluded, MemberWithdrew, PartnershipResumed, PlenaryMeetingHeld } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import { eventDefinitions } from '../registry.ts'
import { caseProposed, contractConcluded, inTeamAppointed, teamMeeting } from '../testing/case-facts.ts'
import { factsOf } from '../testing/chronicle.ts'
import {
  active,
  dissolved,
  initiatingMeeting,
  leaderDesignated,
  opened,
  police,
  school,
  secondSchool,
  signedBy,
  suspended,
} from '../testing/partnership-facts.ts'
import { noon, World } from '../testing/world.ts'
import { countedTypes } from './counted-data.ts'
import { type CountableFact, countableFact } from './fact.ts'
import { evaluateIndicator, evaluateIndicators, indicators } from './indicators.ts'

const pzk = (id = 'pzk'): StreamRef => ({ process: partnership, id })
const aCase = (id = 'case-1'): StreamRef => ({ process: caseProcess, id })

/** Facts of a log, each given with its stream and day. */
const log = (...entries: readonly (readonly [StreamRef, string, ...NewEvent[]])[]) => {
  const world = new World()
  for (const [ref, day, ...events] of entries) for (const fact of events) world.happened(ref, fact, day)
  return factsOf(world.log)
}
const measure = (id: string, facts: ReturnType<typeof log>, asOf = '2020-12-31', partnershipId?: string) =>
  evaluateIndicator(id, facts, { asOf, ...(partnershipId !== undefined && { partnershipId }) })

describe('with nothing to measure', () => {
  it('counts are nought, and shares, means and medians are unknown', () => {
    const results = evaluateIndicators([], { asOf: '2020-12-31' })
    expect(results).toHaveLength(31)
    for (const { id, value } of results) expect([id, value]).toEqual([id, COUNTS.has(id) ? 0 : null])
    expect(measure('R-01b', []).parts).toEqual({ A: null, B: null })
  })
})

const COUNTS = new Set(indicators.map(({ id }) => id).filter((id) => id.startsWith('O') && id !== 'O-04'))

describe('the registry', () => {
  it('names each indicator once, in both languages', () => {
    expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length)
    for (const { en, pl } of indicators) expect([en, pl].every((name) => name.length > 0)).toBe(true)
    expect(() => evaluateIndicator('X-1', [], { asOf: '2020-12-31' })).toThrow('no indicator X-1')
  })

  it('reads events that exist', () => {
    const types = new Set<string>(eventDefinitions.map(({ type }) => type))
    expect(countedTypes.filter((type) => !types.has(type))).toEqual([])
  })
})

describe('O-02, partnerships formed', () => {
  it('shows how they stand at the cut-off date', () => {
    const facts = log(
      [pzk('one'), '2019-10-25', ...active],
      [pzk('two'), '2020-03-16', ...suspended],
      [pzk('three'), '2020-06-01', ...dissolved],
    )
    expect(measure('O-02', facts)).toMatchObject({ value: 3, parts: { ACTIVE: 1, SUSPENDED: 1, DISSOLVED: 1 } })
    expect(measure('O-02', facts, '2019-12-31')).toMatchObject({ value: 1, parts: { ACTIVE: 1 } })
    expect(measure('O-02', facts, '2019-10-24').value).toBe(0)
  })

  it('counts a resumed one as active', () => {
    const facts = log(
      [pzk(), '2020-03-16', ...suspended],
      [pzk(), '2020-05-11', event(PartnershipResumed, { mode: 'REMOTE' })],
    )
    expect(measure('O-02', facts).parts).toEqual({ ACTIVE: 1, SUSPENDED: 0, DISSOLVED: 0 })
  })
})

describe('O-03, cooperators', () => {
  it('counts the leader in and shows them without', () => {
    expect(measure('O-03', log([pzk(), '2019-10-25', ...active]))).toMatchObject({
      value: 5,
      parts: { withLeader: 5, withoutLeader: 4 },
    })
  })

  it('counts those who left until they left, and again when they came back', () => {
    const withdrew = event(MemberWithdrew, { institutionId: 'sp-1' })
    const excluded = event(MemberExcluded, { institutionId: 'kpp', reason: 'x' })
    const facts = log(
      [pzk(), '2019-10-25', ...active],
      [pzk(), '2020-01-10', withdrew],
      [pzk(), '2020-02-10', excluded],
      [pzk(), '2020-06-10', ...signedBy(school)],
    )
    const at = (day: string) => measure('O-03', facts, day).value
    expect([at('2020-01-09'), at('2020-01-10'), at('2020-02-10'), at('2020-06-10')]).toEqual([5, 4, 3, 4])
  })

  it('goes by the order of the log within a day', () => {
    const withdrew = event(MemberWithdrew, { institutionId: 'sp-1' })
    const leftLast = log([pzk(), '2019-10-25', ...active, withdrew, ...signedBy(school), withdrew])
    const joinedLast = log([pzk(), '2019-10-25', ...active, withdrew, ...signedBy(school)])
    expect([measure('O-03', leftLast).value, measure('O-03', joinedLast).value]).toEqual([4, 5])
  })

  it('goes by the day of a fact and not by its place in the log', () => {
    const facts = log(
      [pzk(), '2019-10-25', ...active],
      [pzk(), '2020-06-10', ...signedBy(secondSchool)],
      [pzk(), '2020-01-10', event(MemberWithdrew, { institutionId: 'sp-2' })],
    )
    expect(measure('O-03', facts).value).toBe(6)
  })

  it('counts an institution in each partnership that it belongs to', () => {
    const facts = log([pzk('one'), '2019-10-25', ...active], [pzk('two'), '2019-10-25', ...active])
    expect(measure('O-03', facts).value).toBe(10)
    expect(measure('O-03', facts, '2020-12-31', 'two').value).toBe(5)
  })
})

describe('O-04, sector coverage', () => {
  it('is the mean over partnerships', () => {
    const facts = log(
      [pzk('one'), '2019-10-25', ...active],
      [pzk('two'), '2019-10-25', opened, leaderDesignated, ...signedBy(school, secondSchool, police)],
    )
    expect(measure('O-04', facts)).toMatchObject({ value: 3.5, numerator: 7, denominator: 2 })
  })
})

describe('O-05 to O-07, clients, teams and sittings', () => {
  const sameClientAgain = [caseProposed, ...inTeamAppointed.slice(1)]
  const person = event(CaseProposed, {
    ...caseProposed.data,
    clientId: 'client-2',
    clientKind: 'PERSON',
    adults: 1,
    children: 0,
  })
  const facts = log(
    [aCase('case-1'), '2019-11-14', ...inTeamAppointed, teamMeeting(1)],
    [aCase('case-2'), '2020-06-01', ...sameClientAgain],
    [aCase('case-3'), '2020-06-01', person, ...inTeamAppointed.slice(1), teamMeeting(1), teamMeeting(2)],
    [aCase('case-4'), '2020-06-01', caseProposed],
  )

  it('count a client once, however many cases there were', () => {
    expect(measure('O-05', facts)).toMatchObject({
      value: 2,
      parts: { PERSON: 1, FAMILY: 1, GROUP: 0, personsInFamilies: 3 },
    })
    expect(measure('O-05', facts, '2019-11-13').value).toBe(0)
  })

  it('count teams by their ids and sittings one by one', () => {
    expect(measure('O-06', facts).value).toBe(1)
    expect(measure('O-07', facts)).toMatchObject({ value: 3, parts: { ON_SITE: 3, REMOTE: 0 } })
    expect(measure('O-07', facts, '2019-12-31').value).toBe(1)
  })

  it('know the partnership of a case from its proposal', () => {
    expect(measure('O-07', facts, '2020-12-31', 'pzk').value).toBe(3)
    expect(measure('O-07', facts, '2020-12-31', 'another').value).toBe(0)
  })
})

describe('O-08, partnership sittings', () => {
  it('shows them by type', () => {
    const plenary = event(PlenaryMeetingHeld, { meetingId: 'p', ordinal: 1, mode: 'ON_SITE' })
    const facts = log([pzk(), '2019-10-25', ...active], [pzk(), '2019-12-11', plenary])
    expect(measure('O-08', facts)).toMatchObject({ value: 2, parts: { INITIATING: 1, PLENARY: 1 } })
  })
})

describe('R-01b, cases with a contract', () => {
  it('is a share of the cases with a team, by variant too', () => {
    const facts = log(
      [aCase('case-1'), '2019-11-14', ...inTeamAppointed],
      [aCase('case-1'), '2019-12-10', contractConcluded],
      [aCase('case-2'), '2019-12-20', ...inTeamAppointed],
      [aCase('case-3'), '2020-05-21', ...inTeamAppointed],
    )
    const result = measure('R-01b', facts)
    expect(result).toMatchObject({ numerator: 1, denominator: 3, unit: 'PERCENT' })
    expect(result.value).toBeCloseTo(33.3, 1)
    expect(result.parts).toEqual({ A: result.value, B: 0 })
    expect(measure('R-01b', facts, '2019-12-10').value).toBe(100)
  })
})

describe('R-10, time to form a partnership', () => {
  const constituted = (id: string, first: string, second: string, on: string) =>
    [
      [pzk(id), first, initiatingMeeting(1)],
      [pzk(id), second, initiatingMeeting(2)],
      [pzk(id), on, ...active.slice(-1)],
    ] as const

  it('is counted from the first meeting, and beside that from the second', () => {
    const facts = log(...constituted('pzk', '2019-06-25', '2019-09-27', '2019-10-25'))
    expect(measure('R-10', facts)).toMatchObject({ value: 122, denominator: 1, parts: { fromSecondMeeting: 28 } })
  })

  it('is the median of several, and leaves out those not constituted', () => {
    const facts = log(
      ...constituted('one', '2019-06-25', '2019-09-27', '2019-10-25'),
      ...constituted('two', '2019-09-04', '2019-10-09', '2019-11-27'),
      [pzk('three'), '2019-09-05', initiatingMeeting(1)],
    )
    expect(measure('R-10', facts)).toMatchObject({ value: (122 + 84) / 2, denominator: 2 })
    expect(measure('R-10', facts, '2019-10-31').value).toBe(122)
  })
})

describe('a fact for indicators', () => {
  const [fact] = log([aCase(), '2019-11-14', caseProposed]) as [CountableFact]

  it('holds codes and keys, and nothing about a person', () => {
    expect(fact).toMatchObject({ type: 'CaseProposed', streamId: 'case-1', occurredOn: '2019-11-14' })
    expect(fact.data).toEqual({
      partnershipId: 'pzk',
      clientId: 'client-1',
      clientKind: 'FAMILY',
      adults: 2,
      children: 1,
    })
  })

  it('is made of every event, without data where nothing of it is counted', () => {
    const nobodyCounts = {
      ...fact,
      type: 'constructor',
      occurredAt: noon('2019-11-12'),
      recordedAt: noon('2019-11-12'),
    }
    expect(countableFact({ ...nobodyCounts, data: { text: 'anything' } }).data).toEqual({})
  })
})
