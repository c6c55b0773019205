import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, LEDGER, proposed, qualified, returned, submitted, type Town } from '../testing/town.ts'

describe('koop events', () => {
  let town: Town
  const events = (...args: string[]) => koop(['events', '--ledger', LEDGER, ...args], town.environment)
  const positions = async (...args: string[]) =>
    (await events('--format', 'ndjson', ...args)).lines.map((line) => JSON.parse(line).position)

  beforeAll(async () => {
    town = await foundTown()
    await town.tell('referral/r-1', [submitted('2019-10-01')]) // 1
    await town.tell('case/c-1', [proposed('2019-11-12')]) // 2
    await town.tell('referral/r-2', [submitted('2019-10-02', 'client-2'), returned('2019-12-01', 'client-2')]) // 3, 4
    await town.tell('case/c-1', [qualified('2019-11-20')]) // 5
    await town.tell('case/c-9', [proposed('2019-11-12')], '0402')
  })
  afterAll(() => town?.close())

  it('prints the events of a ledger in the order of their positions, one line each', async () => {
    const { code, lines, err } = await events()
    expect({ code, err, count: lines.length }).toEqual({ code: 0, err: '', count: 5 })
    expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual(['1', '2', '3', '4', '5'])
    expect(lines[4]).toMatch(
      /^5 {2}2019-11-20T09:00:00Z {2}\S+Z {2}case\/c-1@2 +CaseQualified +COORDINATOR:social-worker-1 {2}\{/,
    )
  })

  it('prints NDJSON as the store reads it', async () => {
    const { lines } = await events('--format', 'ndjson', '--from', '5')
    expect(lines.map((line) => JSON.parse(line))).toEqual(await town.store.readLedger(LEDGER, { from: 5 }))
  })

  it('picks by position, type, direction and number', async () => {
    expect(await positions('--from', '2', '--to', '4')).toEqual([2, 3, 4])
    expect(await positions('--backward', '--limit', '2')).toEqual([5, 4])
    expect(await positions('--backward', '--from', '2', '--to', '3')).toEqual([3, 2])
    expect(await positions('--type', 'CaseProposed', '--type', 'CaseQualified')).toEqual([2, 5])
    expect(await positions('--from', '6')).toEqual([])
  })

  it('picks by business date, whole Polish days', async () => {
    expect(await positions('--since', '2019-11-12', '--until', '2019-11-20')).toEqual([2, 5])
    expect(await positions('--until', '2019-10-01')).toEqual([1])
    expect(await positions('--since', '2019-11-12T09:00:00.001Z')).toEqual([4, 5])
  })

  it('picks by the time of recording', async () => {
    const [, second] = await town.store.readLedger(LEDGER)
    expect(await positions('--recorded-until', second?.recordedAt ?? '')).toEqual(expect.arrayContaining([1, 2]))
    expect(await positions('--recorded-until', '2019-12-31')).toEqual([])
  })

  it('picks one stream, by its versions', async () => {
    expect(await positions('--stream', 'case/c-1')).toEqual([2, 5])
    expect(await positions('--stream', 'case/c-1', '--from', '2')).toEqual([5])
    expect(await positions('--stream', 'case/c-1', '--to', '1')).toEqual([2])
  })

  it('leaves personal fields sealed', async () => {
    const plain = await events()
    expect(plain.out).toContain('"clientName":"(sealed)"')
    expect((await events('--format', 'ndjson')).out).not.toContain('Przykładowa')
    expect((await town.pool.query('select from accounts.disclosures')).rowCount).toBe(0)
  })

  it('opens them when told to, and puts on record whose data was shown and what for', async () => {
    const { lines } = await events(
      '--open',
      '--purpose',
      'CLIENT_REQUEST',
      '--stream',
      'referral/r-2',
      '--format',
      'ndjson',
    )
    expect(JSON.parse(lines[0] ?? '').data.clientName).toBe('Rodzina Przykładowa')
    const { rows } = await town.pool.query(
      'select ledger, subject, object, actor_id, actor_role, fields, purpose from accounts.disclosures',
    )
    expect(rows).toEqual([
      {
        ledger: LEDGER,
        subject: 'client-2',
        object: 'referral/r-2',
        actor_id: expect.stringMatching(/^operator:/),
        actor_role: 'OPERATOR',
        fields: ['clientName', 'problemAreas'],
        purpose: 'CLIENT_REQUEST',
      },
    ])
  })

  it('shows null for a forgotten person, and puts nothing on record where nothing is shown', async () => {
    await town.tell('referral/r-3', [submitted('2019-10-03', 'client-3')], '2417')
    await town.pool.query(`delete from es.subject_keys where ledger = '2417'`)
    const before = await town.pool.query('select from accounts.disclosures')
    const { out } = await koop(['events', '--ledger', '2417', '--open'], town.environment)
    expect(out).toContain('"clientName":null')
    expect((await town.pool.query('select from accounts.disclosures')).rowCount).toBe(before.rowCount)
  })

  it('does not open anything without the master key, or with another one', async () => {
    const { KOOP_MASTER_KEY: _, ...without } = town.environment
    const missing = await koop(['events', '--ledger', LEDGER, '--open'], without)
    expect(missing).toMatchObject({ code: 1, out: '' })
    expect(missing.err).toMatch(/^koop: KOOP_MASTER_KEY is not set/)
    const other = { ...town.environment, KOOP_MASTER_KEY: Buffer.alloc(32, 'x').toString('base64') }
    const wrong = await koop(['events', '--ledger', LEDGER, '--open'], other)
    expect(wrong).toMatchObject({ code: 1, out: '' })
    expect(wrong.err).toMatch(/wrapped by master key/)
  })

  it.each([
    [['--ledger', '9999'], 1, "koop: there is no ledger '9999'; there are "],
    [['--ledger', LEDGER, '--stream', 'case/none'], 1, 'koop: ledger 2416021 has no stream case/none'],
    [
      ['--ledger', LEDGER, '--type', 'CaseProposd'],
      2,
      "koop: events: there is no event type 'CaseProposd', perhaps CaseProposed was meant",
    ],
    [['--ledger', LEDGER, '--from', '3', '--to', '2'], 2, 'koop: events: --from 3 lies after --to 2'],
    [
      ['--ledger', LEDGER, '--since', '2020-01-02', '--until', '2020-01-01'],
      2,
      'koop: events: --since 2020-01-02 lies after',
    ],
    [['--ledger', LEDGER, '--purpose', 'CONTROL'], 2, 'koop: events: --purpose is for --open'],
    [[], 2, 'koop: events: --ledger LEDGER is missing'],
  ] as const)('%j ends with %d: %s', async (args, code, beginning) => {
    const outcome = await koop(['events', ...args], town.environment)
    expect(outcome).toMatchObject({ code, out: '' })
    expect(outcome.err.startsWith(beginning)).toBe(true)
    expect(outcome.err.split('\n')).toHaveLength(2)
  })
})
