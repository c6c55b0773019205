import {
  CaseProposed,
  InstitutionRegistered,
  LeaderDesignated,
  PartnershipConstituted,
  TaskTeamAppointed,
} from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('is read by the domain, fact by fact, and counted as of a day', async () => {
    const history = archive.ledger()
    const leader = { institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE' } as const
    await history.tell('2019-04-08', 'partnership/zaw', LeaderDesignated, leader)
    await history.tell('2019-10-25', 'partnership/zaw', PartnershipConstituted, { members: 10, sectors: 7 })
    await history.tell('2019-11-06', 'case/a', CaseProposed, proposal())
    await history.tell('2019-11-14', 'case/a', TaskTeamAppointed, team())
    const facts = await history.table(indicatorFactsProjection)
    expect(facts).toHaveLength(4)
    expect(facts[3]).toMatchObject({ kind: 'TEAM_APPOINTED', occurredOn: '2019-11-14', position: 4, ordinal: 0 })
    expect(JSON.stringify(facts)).not.toMatch(/Alpha|UNEMPLOYMENT/)

    const valuesOn = async (day: string) =>
      Object.fromEntries((await indicators(archive.pool, history.ledger, day)).map(({ id, value }) => [id, value]))
    expect(await valuesOn('2019-10-24')).toMatchObject({ 'O-02': 0, 'O-05': 0, 'R-01b': null })
    expect(await valuesOn('2019-11-30')).toMatchObject({ 'O-02': 1, 'O-05': 1, 'O-06': 1, 'R-01b': 0 })
  })

  it('can be counted as it was known at a moment', async () => {
    const history = archive.ledger()
    await history.tell('2019-10-25', 'partnership/zaw', PartnershipConstituted, { members: 10, sectors: 7 })
    await history.rows(indicatorFactsProjection)
    const before = { recordedUntil: new Date('2019-12-31') }
    expect((await indicators(archive.pool, history.ledger, '2019-12-31', before))[0]).toMatchObject({ value: 0 })
    const now = { recordedUntil: new Date(Date.now() + 1000) }
    expect((await indicators(archive.pool, history.ledger, '2019-12-31', now))[0]).toMatchObject({ value: 1 })
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
