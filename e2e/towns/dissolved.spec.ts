import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

/** Mikołów; the course is invented. */
describe('a partnership that dissolves while a team is at work', () => {
  let office: Office

  beforeAll(async () => {
    office = await openOffice('2408021', '2020-12-31')
    await office.prepare('pzk-1', '2019-06-03')
    await office.constitute('pzk-1', {
      ...{ invited: '2019-06-10', met: '2019-06-24', regulated: '2019-08-05', constituted: '2019-09-02' },
    })
    await office.open('pzk-2', '2019-10-01')
    await office.constitute('pzk-2', {
      ...{ invited: '2019-10-07', met: '2019-10-21', regulated: '2019-11-04', constituted: '2019-11-18' },
    })
    await office.teamFor('one', 'pzk-1', { proposed: '2019-09-16', consented: '2019-09-23', team: '2019-10-02' })
    await office.plan('one', { met: '2019-10-10', diagnosed: '2019-10-28', planned: '2019-11-12' })
    await office.teamFor('two', 'pzk-1', { proposed: '2020-01-13', consented: '2020-01-20', team: '2020-02-10' })
    await office.finish('one', '2020-03-02', 'ACHIEVED', 'GOALS_ACHIEVED')
  })
  afterAll(() => office?.close())

  it('may not go before each team has ended or was handed over', async () => {
    const reason = { reason: 'zmiana struktury pomocy' }
    expect(await office.refused('2020-03-16', '/partnerships/pzk-1/dissolution', reason)).toBe('teams-open')
    await office.send('2020-03-16', '/cases/two/transfer', { toPartnershipId: 'pzk-2' })
    await office.send('2020-03-16', '/partnerships/pzk-1/dissolution', reason)
    expect(await office.status('/partnerships/pzk-1')).toBe('DISSOLVED')
  })

  it('leaves the case to the other one, which finishes it', async () => {
    await office.plan('two', { met: '2020-03-23', diagnosed: '2020-03-30', planned: '2020-04-06' })
    await office.finish('two', '2020-06-15', 'PARTLY', 'GOALS_PARTLY_ACHIEVED')
    expect(await office.status('/cases/two')).toBe('CLOSED')
    expect(await office.status('/partnerships/pzk-2')).toBe('ACTIVE')
  })

  it('has the deadlines that the calendar gives', async () => {
    // P-02: 24 June + 90 = 22 September, constituted 2 September; 21 October + 90 = 19 January, 18 November.
    // P-11: 23 September + 14 = 7 October, team 2 October; 20 January + 14 = 3 February, team 10 February: a week late.
    // P-12: 2 October + 14 = 16 October, met 10 October; 10 February + 14 = 24 February, met 23 March: four weeks late.
    expect(await office.deadlines('P-02', 'P-11', 'P-12')).toEqual({
      'P-02 partnership/pzk-1': '2019-09-22 MET',
      'P-02 partnership/pzk-2': '2020-01-19 MET',
      'P-11 case/one': '2019-10-07 MET',
      'P-11 case/two': '2020-02-03 MET_LATE',
      'P-12 case/one': '2019-10-16 MET',
      'P-12 case/two': '2020-02-24 MET_LATE',
    })
  })

  it('counts both partnerships, and the successes of both cases', async () => {
    expect(
      await office.indicators('O-02', 'O-03', 'O-05', 'O-06', 'O-07', 'R-01', 'R-02', 'R-03', 'R-04', 'R-10', 'R-15'),
    ).toEqual({
      'O-02': 2, // one of them dissolved since
      'O-03': 8, // four institutions in each of two partnerships
      'O-05': 2,
      'O-06': 2,
      'O-07': 2, // 10 October, 23 March
      'R-01': 100, // 2 of 2
      'R-02': 100, // achieved and partly achieved, of 2 closed
      'R-03': 0.75, // (1 + 0.5) / 2
      // 23 September → 12 November = 50 days; 20 January → 6 April 2020 = 77 days; the median of two is their mean.
      'R-04': 63.5,
      // 24 June → 2 September = 70 days; 21 October → 18 November = 28 days.
      'R-10': 49,
      // 23 September → 2 March 2020 = 161 days; 20 January → 15 June = 147 days.
      'R-15': 154,
    })
  })
})
