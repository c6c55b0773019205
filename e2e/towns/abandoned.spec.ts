import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Office, openOffice } from './office.ts'

/** Lubliniec; the course is invented. */
describe('a partnership that is abandoned before it is constituted', () => {
  let office: Office

  beforeAll(async () => {
    office = await openOffice('2407011', '2019-12-31')
    await office.prepare('pzk', '2019-06-03')
    await office.invite('pzk', '2019-06-10', 'sp-1', 'kpp', 'pup')
    await office.sit('pzk', '2019-06-24', 'INITIATING', 'init-1')
    await office.send('2019-06-28', '/partnerships/pzk/minutes', { meetingId: 'init-1' })
    await office.sit('pzk', '2019-09-16', 'INITIATING', 'init-2')
    await office.send('2019-10-07', '/partnerships/pzk/abandonment', { reason: 'za mało instytucji' })
  })
  afterAll(() => office?.close())

  it('ends there: nothing more is signed, and a new attempt is another partnership', async () => {
    expect(await office.status('/partnerships/pzk')).toBe('ABANDONED')
    const declarations = [{ institutionId: 'mops', sector: 'SOCIAL_ASSISTANCE', signatoryHasMandate: true }]
    expect(await office.refused('2019-10-08', '/partnerships/pzk/accessions', { declarations })).toBe(
      'not-allowed-in-state',
    )
  })

  it('leaves its deadlines as they were', async () => {
    // P-01: 10 June + 7 days = 17 June, the meeting was on 24 June and so not too early; one for each of three invitations.
    // P-02: 24 June + 90 days = 22 September (6 + 31 + 31 + 22). Missed by then, pointless since 7 October.
    // P-08: minutes of 24 June by 1 July, filed 28 June; of 16 September by 23 September, never filed, pointless since.
    // The table names the last of several rows of one rule.
    expect(await office.deadlines('P-01', 'P-02', 'P-08')).toEqual({
      'P-01 partnership/pzk': '2019-06-17 MET',
      'P-02 partnership/pzk': '2019-09-22 CANCELLED',
      'P-08 partnership/pzk': '2019-09-23 CANCELLED',
    })
  })

  it('counts as an agreement and two sittings, and as no partnership', async () => {
    expect(await office.indicators('O-01', 'O-02', 'O-03', 'O-05', 'O-06', 'O-08', 'R-01', 'R-10')).toEqual({
      'O-01': 2, // municipality and county
      'O-02': 0,
      'O-03': 0, // nobody signed
      'O-05': 0,
      'O-06': 0,
      'O-08': 2, // 24 June, 16 September
      'R-01': null, // 0 of 0 teams
      'R-10': null, // never constituted
    })
  })
})
