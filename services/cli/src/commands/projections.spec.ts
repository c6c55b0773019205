import { catchUp } from '@kooperacje/events'
import { projections } from '@kooperacje/readmodels'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, proposed, qualified, returned, submitted, type Town } from '../testing/town.ts'

describe('koop projections', () => {
  let town: Town
  const run = (...args: string[]) => koop(['projections', ...args], town.environment)
  /** With the rights of the owner: what a person with a database client might do to a table. */
  const tamper = async (sql: string) => {
    const client = new Client({ connectionString: town.database.ownerUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const work = async () => {
    for (const projection of projections) {
      for (const ledger of (await town.store.heads()).keys()) await catchUp(town.pool, town.codec, projection, ledger)
    }
  }

  beforeAll(async () => {
    town = await foundTown()
    await town.tell('referral/r-1', [submitted('2019-10-01'), returned('2019-10-05')])
    await town.tell('referral/r-2', [submitted('2019-10-02', 'client-2')])
    await town.tell('case/c-1', [proposed('2019-11-12'), qualified('2019-11-20')])
    await town.tell('referral/r-9', [submitted('2019-10-02', 'client-9')], '0402')
    await work()
  })
  afterAll(() => town?.close())

  it('status shows how far each projection has read each ledger', async () => {
    await town.tell('referral/r-3', [submitted('2019-10-03', 'client-3')])
    const { code, out } = await run('status', '--json')
    expect(code).toBe(0)
    const { projections: lags } = JSON.parse(out)
    expect(lags).toHaveLength(projections.length * 2)
    expect(lags).toContainEqual({ projection: 'referral_inbox', ledger: LEDGER, position: 5, head: 6, lag: 1 })
    expect(lags).toContainEqual({ projection: 'referral_inbox', ledger: '0402', position: 1, head: 1, lag: 0 })
    const { lines } = await run('status')
    expect(lines[0]).toMatch(/^PROJECTION +LEDGER +POSITION +HEAD +LAG$/)
    expect(lines.some((line) => /^referral_inbox +2416021 +5 +6 +1$/.test(line))).toBe(true)
  })

  it('check holds the tables against a plain fold up to where they stand', async () => {
    const { code, lines, err } = await run('check', '--all')
    expect(lines.filter((line) => !/: equal to a fold from zero/.test(line))).toEqual([])
    expect(lines).toContain('referral_inbox: equal to a fold from zero (3 rows in 2 ledgers)')
    expect(err).toBe('mail_outbox: not compared, it holds what no event tells\n')
    expect(code).toBe(0)
  })

  it('check names the first difference: a value, a row that is missing, one too many', async () => {
    await tamper(`update rm.referral_inbox set return_reason = 'OTHER' where referral_id = 'r-1'`)
    const value = await run('check', 'referral_inbox')
    expect(value).toMatchObject({ code: 1 })
    expect(value.out).toBe(
      'referral_inbox: ledger 2416021, table referral_inbox, referralId r-1: returnReason is "OTHER" and should be "OUTSIDE_AREA"\n',
    )
    await tamper(`delete from rm.referral_inbox where referral_id = 'r-1'`)
    expect((await run('check', 'referral_inbox')).out).toMatch(/referralId r-1: the row is missing\n$/)
    await run('rebuild', 'referral_inbox')
    await tamper(`update rm.referral_inbox set referral_id = 'r-0' where referral_id = 'r-9'`)
    await tamper(`insert into rm.referral_inbox select (r).* from (select json_populate_record(r, '{"referral_id": "r-9"}') as r
                    from rm.referral_inbox r where referral_id = 'r-0') x`)
    const extra = await run('check', 'referral_inbox', '--json')
    expect(JSON.parse(extra.out).projections[0].difference).toMatchObject({
      ledger: '0402',
      row: 'referralId r-0',
      folded: null,
    })
  })

  it('rebuild mends a table and, asked to, proves it', async () => {
    await tamper(`update rm.cases set status = 'CLOSED'`)
    expect((await run('check', 'cases')).code).toBe(1)
    const { code, lines } = await run('rebuild', 'cases', '--check')
    expect(lines[0]).toMatch(/^cases: built anew from 7 events in [\d.]+ s \([\d,]+\/s\)$/)
    expect(lines[1]).toBe('cases: equal to a fold from zero (1 rows in 2 ledgers)')
    expect(code).toBe(0)
  })

  it('rebuild --keep, diff and swap: beside the old tables, held against them, in their place', async () => {
    await tamper(`update rm.referral_inbox set urgency = 'WRONG' where referral_id = 'r-1'`)
    const kept = await run('rebuild', 'referral_inbox', '--keep', '--parallel', '1')
    expect(kept.lines[0]).toMatch(/^referral_inbox: built anew from 7 events in .*, beside the old tables$/)
    const { lines } = await run('status')
    expect(lines.at(-1)).toBe('rebuild of referral_inbox: 7 of 7 events (100 %), not running')
    await work()
    const diff = await run('diff', 'referral_inbox')
    expect(diff.code).toBe(1)
    expect(diff.lines[0]).toMatch(/^TABLE +OLD ROWS +NEW ROWS +ONLY OLD +ONLY NEW +DIFFERENT$/)
    expect(diff.lines[1]).toMatch(/^referral_inbox +5 +4 +1 +0 +1$/)
    expect(diff.lines[2]).toBe('referral_inbox: ledger 0402, referral_id r-0: only on one side')
    expect(diff.lines[3]).toBe('referral_inbox: ledger 2416021, referral_id r-1: urgency')
    expect((await run('check', 'referral_inbox')).code).toBe(1)
    expect((await run('swap', 'referral_inbox')).out).toBe('referral_inbox: the new tables are in place\n')
    expect((await run('check', 'referral_inbox')).code).toBe(0)
    const again = await run('swap', 'referral_inbox')
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toMatch(/^koop: nothing was built beside the tables of referral_inbox/)
  })

  it('rebuild --all leaves alone what no event tells', async () => {
    const { code, lines, err } = await run('rebuild', '--all')
    expect(code).toBe(0)
    expect(lines).toHaveLength(projections.filter(({ rebuilt }) => rebuilt).length)
    expect(err).toBe('mail_outbox: left as it is, it holds what no event tells\n')
  })

  it.each([
    [['rebuild'], 2, 'koop: projections rebuild: the NAME of a projection is missing, or --all: '],
    [['rebuild', 'cases', '--all'], 2, "koop: projections rebuild: 'cases' and --all: one of the two"],
    [['check', 'case'], 2, "koop: projections check: there is no projection 'case', only "],
    [['rebuild', 'mail_outbox'], 1, 'koop: mail_outbox holds what no event tells'],
    [['status', 'cases'], 2, "koop: projections status: 'cases' is one word too many"],
    [['rebild'], 2, "koop: there is no command 'projections rebild', perhaps 'projections rebuild' was meant"],
  ] as const)('%j ends with %d: %s', async (args, code, beginning) => {
    const outcome = await run(...args)
    expect(outcome).toMatchObject({ code, out: '' })
    expect(outcome.err.startsWith(beginning)).toBe(true)
  })
})
