import type { RecordedEvent } from '@kooperacje/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, proposed, qualified, rejected, returned, submitted, type Town } from '../testing/town.ts'

const opened = { type: 'BlueCardProcedureOpened', occurredAt: '2019-12-02T09:00:00Z', data: {} }
const corrected = {
  type: 'CaseQualifiedCorrected',
  occurredAt: '2020-01-07T09:00:00Z',
  data: { corrects: 2, reason: 'TYPING_ERROR', fact: { criteriaMet: [], coordinatorId: 'social-worker-2' } },
}

describe('koop audit', () => {
  let town: Town
  let events: RecordedEvent[] = []
  const audit = (what: string, ...args: string[]) =>
    koop(['audit', what, '--ledger', LEDGER, ...args], town.environment)
  const rows = async (what: string, ...args: string[]) => {
    const { code, err, lines } = await audit(what, '--format', 'ndjson', ...args)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    return lines.map((line) => JSON.parse(line))
  }

  beforeAll(async () => {
    town = await foundTown()
    await town.tell('referral/r-1', [submitted('2019-10-01')]) // 1
    await town.tell('case/c-1', [proposed('2019-11-12')]) // 2
    await town.tell('referral/r-2', [submitted('2019-10-02', 'client-2'), returned('2019-12-01', 'client-2')]) // 3, 4
    await town.tell('case/c-1', [qualified('2019-11-20')]) // 5
    await town.tell('case/c-1', [opened]) // 6
    await town.tell('case/c-1', [corrected]) // 7
    await town.tell('case/c-2', [proposed('2019-11-13', 'client-2'), rejected('2019-12-10')]) // 8, 9
    events = await town.store.readLedger(LEDGER, { open: false })
  })
  afterAll(() => town?.close())

  describe('timeline', () => {
    it('prints a line a fact, with the times of Poland, and withholds what is restricted', async () => {
      const { code, lines, err } = await audit('timeline')
      expect({ code, err, count: lines.length }).toEqual({ code: 0, err: '', count: 9 })
      expect(lines[0]).toMatch(
        /^1 {2}2019-10-01T11:00:00\+02:00 {2}\S+\+0[12]:00 {2}referral\/r-1@1 +ReferralSubmitted +COORDINATOR:social-worker-1 {2}\{/,
      )
      expect(lines[5]).toMatch(/^6 +\d{4}-\S+ {2}\(withheld\)$/)
      expect(lines.join('\n')).not.toMatch(/BlueCard|sealed:1:|Przykładowa/)
    })

    it('shows it to an operator who asks for it', async () => {
      const found = await rows('timeline', '--restricted')
      expect(found.map(({ type }) => type)).toEqual(events.map(({ type }) => type))
    })

    it('prints one JSON list, row by row, the same as NDJSON', async () => {
      const { out } = await audit('timeline', '--format', 'json')
      expect(JSON.parse(out)).toEqual(await rows('timeline'))
      expect(JSON.parse((await audit('timeline', '--type', 'CaseClosed', '--format', 'json')).out)).toEqual([])
    })

    it('picks by thing, position, business date and time of recording', async () => {
      const places = async (...args: string[]) => (await rows('timeline', ...args)).map(({ position }) => position)
      expect(await places('--stream', 'case/c-1')).toEqual([2, 5, 7])
      expect(await places('--from', '4', '--to', '6')).toEqual([4, 5, 6])
      expect(await places('--since', '2019-12-01', '--until', '2019-12-31')).toEqual([4, 9])
      expect(await places('--recorded-since', '2019-01-01', '--until', '2019-10-31')).toEqual([1, 3])
      expect(await places('--recorded-until', '2019-12-31')).toEqual([])
      expect(await places('--backward', '--limit', '2')).toEqual([9, 8])
      expect(await places('--actor', 'nobody')).toEqual([])
    })
  })

  describe('state', () => {
    it('shows how a thing stood by business date, by position, and as it is known now', async () => {
      const state = async (...args: string[]) => (await rows('state', '--stream', 'case/c-1', ...args))[0]
      expect(await state('--until', '2019-11-19')).toMatchObject({ status: 'PROPOSED', position: 2, facts: 1 })
      expect((await state('--position', '5')).state.coordinatorId).toBe('social-worker-1')
      expect((await state()).state.coordinatorId).toBe('social-worker-2')
      expect((await state()).state).not.toHaveProperty('blueCard')
      expect((await state('--restricted')).state.blueCard).toMatchObject({ open: true })
    })

    it('reads for people, too', async () => {
      const { out } = await audit('state', '--stream', 'case/c-1')
      expect(out).toMatch(/^case\/c-1 in ledger 2416021\n {2}facts +2\n {2}position +5\n/)
      expect(out).toMatch(/\n {2}last fact of +2019-11-20T10:00:00\.000\+01:00\n/)
      expect(out).toMatch(/\n {2}status +QUALIFIED\n/)
    })

    it('opens personal data only when told to, and puts that on record', async () => {
      const closed = await audit('state', '--stream', 'referral/r-1')
      expect(closed.out).toMatch(/clientName +–/)
      const open = await audit('state', '--stream', 'referral/r-1', '--open')
      expect(open.out).toMatch(/clientName +Rodzina Przykładowa/)
      expect(await rows('reads', '--stream', 'referral/r-1')).toMatchObject([
        { subject: 'client-1', purpose: 'CONTROL', role: 'OPERATOR', fields: ['clientName', 'problemAreas'] },
      ])
    })

    it('has a line for every thing of a ledger, in the order in which they began', async () => {
      const things = async (...args: string[]) =>
        (await rows('state', ...args)).map(({ stream, status }) => [stream, status])
      expect(await things()).toEqual([
        ['referral/r-1', 'WAITING'],
        ['case/c-1', 'QUALIFIED'],
        ['referral/r-2', 'RETURNED'],
        ['case/c-2', 'REJECTED'],
      ])
      expect(await things('--kind', 'case', '--position', '4')).toEqual([['case/c-1', 'PROPOSED']])
      expect((await audit('state', '--kind', 'case')).lines[1]).toMatch(
        /^9 {2}case\/c-2 {2}REJECTED +2019-12-10 .* 2 facts$/,
      )
    })
  })

  it('diff tells what changed, thing by thing and place by place', async () => {
    const { out } = await audit('diff', '--from-position', '4', '--kind', 'case')
    expect(out).toContain('case/c-1: 2 (1 facts) → 5 (2 facts)\n  status  PROPOSED → QUALIFIED\n')
    expect(out).toContain('\n  coordinatorId  – → social-worker-2\n')
    expect(out).toContain('case/c-2: not begun → 9 (2 facts)\n')
    const [one, ...none] = await rows('diff', '--stream', 'case/c-1', '--from-position', '5')
    expect([one.changes, none]).toEqual([
      [{ path: 'coordinatorId', before: 'social-worker-1', after: 'social-worker-2' }],
      [],
    ])
    expect(await rows('diff', '--from-until', '2019-11-20', '--to-until', '2019-11-30')).toEqual([])
  })

  it('causes shows the tree around a fact, with the fact marked', async () => {
    const { lines } = await audit('causes', '--position', '5')
    expect(lines[0]).toMatch(
      /^▸ 5 {2}CaseQualified {2}case\/c-1 {2}2019-11-20T10:00:00\+01:00 {2}COORDINATOR:social-worker-1$/,
    )
    expect(lines[1]).toMatch(/^ {4}7 {2}CaseQualifiedCorrected .* {2}\(corrects 5\)$/)
    expect(await audit('causes', '--position', '6')).toMatchObject({
      code: 0,
      out: '',
      err: 'What stands at position 6 is withheld.\n',
    })
  })

  it('reads picks by person, purpose and day', async () => {
    expect((await audit('reads', '--subject', 'client-1')).lines[0]).toMatch(
      / OPERATOR:operator:\S+ +CONTROL +client-1 /,
    )
    expect(await rows('reads', '--purpose', 'CASE_WORK')).toEqual([])
    expect(await rows('reads', '--until', '2019-12-31')).toEqual([])
  })

  it.each([
    [['timeline', '--from', '3', '--to', '2'], 2, 'koop: audit timeline: --from 3 lies after --to 2'],
    [['timeline', '--from', '99'], 1, 'koop: --from 99 lies beyond the last position of ledger 2416021, which is 9\n'],
    [['timeline', '--stream', 'case/none'], 1, 'koop: ledger 2416021 has no stream case/none\n'],
    [['timeline', '--since', 'yesterday'], 2, 'koop: audit timeline: --since must be a day in Poland'],
    [
      ['timeline', '--recorded-since', '2020-01-02', '--recorded-until', '2020-01-01'],
      2,
      'koop: audit timeline: --recorded-since 2020-01-02 lies after --recorded-until 2020-01-01',
    ],
    [['state', '--position', '10'], 1, 'koop: --position 10 lies beyond the last position of ledger 2416021'],
    [['state', '--open'], 2, 'koop: audit state: --open is for one thing'],
    [['state', '--kind', 'animal'], 2, "koop: audit state: there is no process 'animal'; there are institution, "],
    [['diff'], 2, 'koop: audit diff: --from-position, --from-recorded-until or --from-until is missing'],
    [['diff', '--from-position', '3', '--to-position', '2'], 2, 'koop: audit diff: --from-position 3 lies after'],
    [['causes'], 2, 'koop: audit causes: --position N is missing'],
    [
      ['reads', '--since', '2020-01-02', '--until', '2020-01-01'],
      2,
      'koop: audit reads: --since 2020-01-02 lies after',
    ],
  ] as const)('%j ends with %d: %s', async ([what, ...args], code, beginning) => {
    const outcome = await audit(what, ...args)
    expect(outcome).toMatchObject({ code, out: '' })
    expect(outcome.err.startsWith(beginning)).toBe(true)
    expect(outcome.err.split('\n')).toHaveLength(2)
  })
})
