import { keepCosignature } from '@kooperacje/events'
import { formatVerifierKey, signerKey } from '@kooperacje/tlog'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { witnessFinding } from '../doctor/log.ts'
import { koop } from '../testing/koop.ts'
import { type SealedTown, sealedTown } from '../testing/sealed-town.ts'
import { LEDGER, qualified } from '../testing/town.ts'

const POLICE = 'police.example'
const SCHOOL = 'school.example'

describe('koop log status', () => {
  let sealed: SealedTown

  beforeAll(async () => {
    sealed = await sealedTown()
    await sealed.record(5)
    await cosigned(POLICE, 5)
    await sealed.record(3)
    await sealed.record(2, '1261011')
    await cosigned(SCHOOL, 8)
    await sealed.town.tell('case/late', [qualified('2026-03-04'), qualified('2026-03-05')])
  })
  afterAll(() => sealed?.close())

  const cosigned = (witness: string, size: number) =>
    keepCosignature(sealed.town.pool, { ledger: LEDGER, size, witness, line: '— line\n', receivedAt: new Date() })
  const status = (args: readonly string[] = [], changes: NodeJS.ProcessEnv = {}) =>
    koop(['log', 'status', ...args], { ...sealed.town.environment, ...changes })
  const owner = async (sql: string) => {
    const client = new Client({ connectionString: sealed.town.database.ownerUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)

  it('shows how far each ledger is sealed, and how far each witness has followed', async () => {
    const { code, err, lines } = await status()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(
      lines.map((line) =>
        line
          .trim()
          .replace(/\d{4}-\d\d-\d\dT\S+/, 'THEN')
          .split(/ {2,}/),
      ),
    ).toEqual([
      ['LEDGER', 'SEALED', 'BEHIND', 'SIGNED', POLICE, SCHOOL],
      ['1261011', '2', '0', 'THEN', 'up to 0', 'up to 0'],
      [LEDGER, '8', '2', 'THEN', 'up to 5', 'all'],
    ])
  })

  it('says of one ledger the same to programs', async () => {
    const { code, out } = await status(['--ledger', LEDGER, '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      logs: [
        {
          ledger: LEDGER,
          size: 8,
          head: 10,
          signedAt: instant,
          fault: null,
          waitingSince: instant,
          witnesses: [
            { witness: POLICE, size: 5, waitingSince: instant },
            { witness: SCHOOL, size: 8, waitingSince: null },
          ],
        },
      ],
    })
    expect((await status(['--ledger', 'nowhere'])).err).toContain("there is no ledger 'nowhere'")
  })

  it('asks after the witnesses of the setting where there is one', async () => {
    const court = formatVerifierKey(signerKey('court.example', 'cosignature', Buffer.alloc(32, 1)))
    const { out } = await status(['--ledger', LEDGER, '--json'], {
      KOOP_LOG_WITNESSES: `${court} https://court.example`,
    })
    expect(JSON.parse(out).logs[0].witnesses).toEqual([{ witness: 'court.example', size: 0, waitingSince: instant }])
  })

  it('fails and says where, when the past is not what was sealed', async () => {
    await owner(
      `update es.logs set fault_position = 3, fault_reason = 'the event is another', fault_since = '2026-03-06T10:00:00Z'
        where ledger = '${LEDGER}'`,
    )
    const { code, err } = await status()
    await owner(`update es.logs set fault_position = null, fault_reason = null, fault_since = null`)
    expect(code).toBe(1)
    expect(err).toBe(
      `The past of ledger ${LEDGER} is not what was sealed at position 3, found at 2026-03-06T10:00:00.000Z: the event is another. Nothing of it is sealed until it is again.\n`,
    )
  })

  it('is what the doctor warns of when a witness stays behind', async () => {
    const after = (minutes: number) => witnessFinding(sealed.town.pool, {}, new Date(Date.now() + minutes * 60_000))
    expect(await after(0)).toMatchObject({
      verdict: 'ok',
      finding: `${POLICE}, ${SCHOOL} cosign what is sealed`,
    })
    expect(await after(20)).toMatchObject({
      verdict: 'warn',
      finding: expect.stringMatching(
        /^police\.example has not cosigned 2 logs since \S+Z; school\.example has not cosigned 1 log since \S+Z$/,
      ),
    })
  })
})
