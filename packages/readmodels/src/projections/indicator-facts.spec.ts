import {
  CaseProposed,
  CaseQualified,
  countableFact,
  evaluateIndicator,
  InstitutionRegistered,
  LeaderDesignated,
  PartnershipConstituted,
  TaskTeamAppointed,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FactCache } from '../counting/fact-cache.ts'
import { indicators } from '../queries/indicators.ts'
import { proposal, team } from '../testing/facts.ts'
import { type Archive, openArchive } from '../testing/history.ts'
import { indicatorFactsProjection } from './indicator-facts.ts'
import { institutionsProjection } from './institutions.ts'

describe('what indicators count', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  const leader = { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' } as const
  const constituted = { members: 10, sectors: 7 }

  it('is read by the domain, fact by fact, and counted as of a day', async () => {
    const history = archive.ledger()
    await history.tell('2019-04-08', 'partnership/zaw', LeaderDesignated, leader)
    await history.tell('2019-10-25', 'partnership/zaw', PartnershipConstituted, constituted)
    await history.tell('2019-11-06', 'case/a', CaseProposed, proposal())
    await history.tell('2019-11-14', 'case/a', TaskTeamAppointed, team())
    const facts = await history.table(indicatorFactsProjection)
    expect(facts).toHaveLength(4)
    expect(facts[3]).toMatchObject({
      position: 4,
      streamType: 'case',
      streamId: 'a',
      streamVersion: 2,
      type: 'TaskTeamAppointed',
      occurredOn: '2019-11-14',
      actorRole: 'COORDINATOR',
      replaces: null,
    })
    expect(JSON.stringify(facts)).not.toMatch(/Alpha|UNEMPLOYMENT/)

    const valuesOn = async (day: string) =>
      Object.fromEntries((await indicators(archive.pool, history.ledger, day)).map(({ id, value }) => [id, value]))
    expect(await valuesOn('2019-10-24')).toMatchObject({ 'O-02': 0, 'O-05': 0, 'R-01b': null })
    expect(await valuesOn('2019-11-30')).toMatchObject({ 'O-02': 1, 'O-05': 1, 'O-06': 1, 'R-01b': 0 })
  })

  it('has a row for every event, also for those of which nothing is counted but their recording', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-06', 'case/a', CaseProposed, proposal())
    await history.tell('2019-11-07', 'case/a', CaseQualified, { criteriaMet: ['C1', 'C2'], coordinatorId: 'sw-1' })
    const facts = await history.table(indicatorFactsProjection)
    expect(facts.map(({ type, data }) => [type, data])).toContainEqual(['CaseQualified', {}])
  })

  it('can be counted as it was known at a moment', async () => {
    const history = archive.ledger()
    await history.tell('2019-10-25', 'partnership/zaw', PartnershipConstituted, constituted)
    await history.rows(indicatorFactsProjection)
    const formed = async (recordedUntil: Date) => {
      const found = await indicators(archive.pool, history.ledger, '2019-12-31', { recordedUntil })
      return found.find(({ id }) => id === 'O-02')?.value
    }
    expect(await formed(new Date('2019-12-31'))).toBe(0)
    expect(await formed(new Date(Date.now() + 1000))).toBe(1)
  })
})

describe('the facts kept in memory', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  const withTeams = async (cases: number) => {
    const history = archive.ledger()
    const add = async (id: string) => {
      await history.tell('2019-11-06', `case/${id}`, CaseProposed, proposal({ clientId: id }))
      await history.tell('2019-11-14', `case/${id}`, TaskTeamAppointed, team({ teamId: id }))
      await history.rows(indicatorFactsProjection)
    }
    for (let n = 0; n < cases; n++) await add(`c-${n}`)
    return { ledger: history.ledger, add }
  }

  it('are read on from where the last question stopped, and no fact twice when two ask at once', async () => {
    const cache = new FactCache(archive.pool)
    const { ledger, add } = await withTeams(2)
    const [log, same] = await Promise.all([cache.log(ledger), cache.log(ledger)])
    expect([log.size, log === same]).toEqual([4, true])
    await add('later')
    expect((await cache.log(ledger)).size).toBe(6)
    expect(evaluateIndicator('O-05', await cache.log(ledger), { asOf: '2019-12-31' }).value).toBe(3)
  })

  it('come out of the database as the domain made them', async () => {
    const { ledger } = await withTeams(1)
    const log = await new FactCache(archive.pool).log(ledger)
    const events = await archive.store.readLedger(ledger, { open: false })
    const made = events.map((event) => countableFact({ ...event, actorRole: event.metadata.actorRole }))
    expect(made.map(({ position }) => log.at(position))).toEqual(made)
  })

  it('are let go for the ledger asked for longest ago, when there are too many', async () => {
    const cache = new FactCache(archive.pool, { mostFacts: 5 })
    const [one, two, three] = [await withTeams(1), await withTeams(1), await withTeams(1)]
    const first = await cache.log(one.ledger)
    const second = await cache.log(two.ledger)
    await cache.log(one.ledger)
    await cache.log(three.ledger)
    expect(cache.size).toBe(4)
    expect(await cache.log(one.ledger)).toBe(first)
    expect(await cache.log(two.ledger)).not.toBe(second)
  })
})

describe('institutions', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  it('are known by what is public about them', async () => {
    const history = archive.ledger()
    const school = { name: 'Szkoła Podstawowa nr 4', kind: 'SCHOOL', sector: 'EDUCATION', teryt: '2416021' } as const
    await history.tell('2019-05-20', 'institution/school-1', InstitutionRegistered, school)
    expect(await history.table(institutionsProjection)).toEqual([
      { ledger: history.ledger, institutionId: 'school-1', ...school, registeredOn: '2019-05-20', position: 1 },
    ])
  })
})
