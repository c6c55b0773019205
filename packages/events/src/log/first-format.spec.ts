import { commitmentTo, growTiles, leafEntry, leafHash, MemoryTree, rootOf, signCheckpoint } from '@kooperacje/tlog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLedger } from '../contract/fixtures.ts'
import { LedgerSecrets } from '../vault/ledger-secrets.ts'
import { writeHashes } from './hashes.ts'
import { writeCommitments } from './leaves.ts'
import { Nonces, nonceKeysOf } from './nonces.ts'
import { originOf, signersOf } from './signers.ts'
import { namesOf } from './standing.ts'
import { leafOf, storedRows } from './stored-row.ts'
import {
  appendMixed,
  type LoggedDatabase,
  type LoggingProcess,
  loggedDatabase,
  MASTER,
  SIGNING,
  verify,
} from './testing/ledger-log.ts'

const SIZE = 20
const AT = 4

describe('a log that was begun in the first format, whose leaves say their place in the stream and no keys', () => {
  let logged: LoggedDatabase
  let own: LoggingProcess

  beforeAll(async () => {
    logged = await loggedDatabase()
    own = logged.process()
  })
  afterAll(() => logged.close())

  /** As the sealer of then left it. */
  async function sealedAtFirst(): Promise<string> {
    const ledger = newLedger()
    await appendMixed(own, ledger, SIZE)
    const nonces = new Nonces(own.vault, new LedgerSecrets('LOG', own.pool, MASTER))
    const rows = await storedRows(own.pool, ledger, 1, SIZE)
    const asked = rows.map(({ eventId, payload }) => ({ eventId, nonceKeys: nonceKeysOf(payload) }))
    const made = await nonces.of(ledger, asked)
    const commitments = rows.map(({ payload }, i) => ({
      value: commitmentTo(JSON.parse(payload), made[i]!),
      nonceKeys: asked[i]!.nonceKeys,
      keys: null,
    }))
    const hashes = rows.map((row, i) => leafHash(leafEntry(leafOf(ledger, row, commitments[i]!))))
    const tree = new MemoryTree()
    for (const hash of hashes) tree.append(hash)
    const root = await rootOf(tree, SIZE)
    const checkpoint = { origin: originOf(SIGNING, ledger), size: SIZE, root, extensions: [] }
    const signers = signersOf(SIGNING, ledger)
    const client = await own.pool.connect()
    await writeCommitments(client, ledger, 1, commitments)
    await writeHashes(client, ledger, 0, await growTiles(() => Promise.reject(new Error('new')), 0, hashes))
    await client.query('insert into es.logs (ledger, size) values ($1, $2)', [ledger, SIZE])
    await client.query('insert into es.log_checkpoints values ($1, $2, $3, $4, $5, now())', [
      ...[ledger, SIZE, namesOf(signers), root],
      signCheckpoint(checkpoint, signers[0]!),
    ])
    client.release()
    return ledger
  }

  it('verifies, and goes on in the second', async () => {
    const ledger = await sealedAtFirst()
    expect(await own.sealer.check(ledger, 1, SIZE)).toBeNull()
    await appendMixed(own, ledger, 8)
    await own.sealAll(ledger)
    expect((await own.log.leavesOf(ledger, SIZE, SIZE + 1)).map(({ v }) => v)).toEqual([1, 2])
    expect(await verify(own, ledger)).toContain(`${SIZE + 8} events`)
    expect(await own.sealer.check(ledger, 1, SIZE + 8)).toBeNull()
  })

  it('does not tell an erased payload from a withheld one', async () => {
    const ledger = await sealedAtFirst()
    await own.vault.forget(ledger, 'p-0')
    expect(await verify(own, ledger)).toMatch(/\d payloads of the first format withheld or erased/)
    expect(await own.sealer.check(ledger, 1, SIZE)).toBeNull()
  })

  it.each([
    ['another place in its stream', 'stream_version = stream_version + 1000'],
    ['another payload', `payload = '{}'`],
  ])('shows whoever owns the database with %s', async (_, change) => {
    const ledger = await sealedAtFirst()
    await logged.tamper(`update es.events set ${change} where ledger = $1 and position = ${AT}`, [ledger])
    await expect(verify(own, ledger)).rejects.toThrow(`position ${AT}: `)
    expect(await own.sealer.check(ledger, 1, SIZE)).toMatchObject({ position: AT })
  })
})
