import { builtInModels, businessDate, caseProcess, fold, type PastEvent } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, proposed, qualified, rejected, submitted, type Town } from '../testing/town.ts'

describe('koop replay', () => {
  let town: Town
  const replay = (...args: string[]) => koop(['replay', '--ledger', LEDGER, ...args], town.environment)
  const folded = async (...args: string[]) => JSON.parse((await replay('--stream', 'case/c-1', '--json', ...args)).out)

  beforeAll(async () => {
    town = await foundTown()
    await town.tell('referral/r-1', [submitted('2019-10-01')])
    await town.tell('case/c-1', [proposed('2019-11-12'), qualified('2019-11-20')])
    // Paper that came late: recorded last, but of an earlier day.
    await town.tell('case/c-1', [rejected('2019-12-10'), qualified('2019-11-15')])
  })
  afterAll(() => town?.close())

  it('shows the state of a stream, and where in the history that is', async () => {
    const { code, out } = await replay('--stream', 'referral/r-1')
    expect(code).toBe(0)
    expect(out).toMatch(/^referral\/r-1 in ledger 2416021\n {2}version +1 of 1\n {2}position +1\n/)
    expect(out).toMatch(/\n {2}status +WAITING\n/)
  })

  it('folds up to a version', async () => {
    expect(await folded('--version', '1')).toMatchObject({
      version: 1,
      ofVersions: 4,
      position: 2,
      state: { status: 'PROPOSED' },
    })
    expect(await folded('--version', '3')).toMatchObject({ version: 3, position: 4, state: { status: 'REJECTED' } })
  })

  it.each(['2019-11-11', '2019-11-12', '2019-11-15', '2019-11-30', '2019-12-10'])(
    'gives for %s what a fold of the facts up to the end of that day gives',
    async (day) => {
      const facts = await town.store.readStream(LEDGER, 'case', 'c-1')
      const upTo = facts.filter(({ occurredAt }) => businessDate(occurredAt) <= day)
      const { state, eventsTaken } = await folded('--until', day, '--open')
      expect(eventsTaken).toBe(upTo.length)
      expect(state).toEqual(JSON.parse(JSON.stringify(fold(caseProcess as never, upTo as PastEvent[], builtInModels))))
    },
  )

  it('names the versions that it passed over because their day lies later', async () => {
    expect(await folded('--until', '2019-11-15')).toMatchObject({ version: 4, eventsTaken: 2, passedOver: [2, 3] })
    expect(await folded('--until', '2019-11-30')).toMatchObject({ version: 4, eventsTaken: 3, passedOver: [3] })
  })

  it('knows what had been recorded by a moment', async () => {
    expect(await folded('--recorded-until', '2019-12-31')).toMatchObject({ version: 0, state: { status: 'NONE' } })
  })

  it('shows personal data only when told to, and puts that on record', async () => {
    const closed = await replay('--stream', 'referral/r-1')
    expect(closed.out).toMatch(/clientName +–/)
    const before = await town.pool.query('select from accounts.disclosures')
    const open = await replay('--stream', 'referral/r-1', '--open')
    expect(open.out).toMatch(/clientName +Rodzina Przykładowa/)
    const after = await town.pool.query('select from accounts.disclosures')
    expect(after.rowCount).toBe((before.rowCount ?? 0) + 1)
  })

  it('needs no master key for what stays sealed', async () => {
    const { KOOP_MASTER_KEY: _, ...without } = town.environment
    expect(await koop(['replay', '--ledger', LEDGER, '--stream', 'case/c-1'], without)).toMatchObject({
      code: 0,
      err: '',
    })
  })

  it.each([
    [['--stream', 'case/none'], 1, 'koop: ledger 2416021 has no stream case/none\n'],
    [['--stream', 'case/c-1', '--version', '5'], 1, 'koop: case/c-1 has 4 versions, there is no version 5\n'],
    [['--stream', 'caze/c-1'], 2, "koop: replay: there is no process 'caze'; there are institution, "],
    [['--stream', 'c-1'], 2, "koop: replay: --stream must be TYPE/ID, such as case/case-A, not 'c-1'"],
    [['--stream', 'case/c-1', '--until', '31.12.2019'], 2, 'koop: replay: --until must be a day in Poland'],
  ] as const)('%j ends with %d: %s', async (args, code, beginning) => {
    const outcome = await replay(...args)
    expect(outcome).toMatchObject({ code, out: '' })
    expect(outcome.err.startsWith(beginning)).toBe(true)
  })
})
