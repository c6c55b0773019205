import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, newLedger, note, OCCURRED, write } from '../contract/fixtures.ts'
import { keptKeys } from '../vault/kept-keys.ts'
import { LedgerSecrets } from '../vault/ledger-secrets.ts'
import { Nonces, nonceKeysOf } from './nonces.ts'
import { type LoggedDatabase, type LoggingProcess, loggedDatabase, MASTER, verify } from './testing/ledger-log.ts'

const met = (personId: string) => ({
  type: 'PersonMet',
  data: { personId, place: 'Żarki', name: 'Wanda', remarks: [] },
  occurredAt: OCCURRED,
})

describe('a person who is forgotten', () => {
  let logged: LoggedDatabase
  let own: LoggingProcess

  beforeAll(async () => {
    logged = await loggedDatabase()
    own = logged.process()
  })
  afterAll(() => logged.close())

  async function ledgerWith(...persons: string[]): Promise<string> {
    const ledger = newLedger()
    await own.store.append(command(ledger, write('a', 0, note('a word'), ...persons.map(met))))
    return ledger
  }
  const shown = async (ledger: string) => {
    const events = await own.log.disclosuresOf(ledger, 1, 100, 100)
    return events.map(({ nonce, payload }) => nonce !== undefined && payload !== undefined)
  }

  it('takes payload and nonce along; the log verifies, and other payloads are shown as before', async () => {
    const ledger = await ledgerWith('p-1', 'p-2', 'p-1')
    await own.sealAll(ledger)
    expect(await shown(ledger)).toEqual([true, true, true, true])
    expect(await verify(own, ledger)).not.toContain('erased')

    await own.erase(ledger, 'p-1')
    await own.sealAll(ledger)
    expect(await shown(ledger)).toEqual([true, false, true, false, true])
    expect(await verify(own, ledger)).toContain('2 payloads erased, by erasures that are recorded here')
    expect(await own.sealer.check(ledger, 1, 5)).toBeNull()
  })

  it('by an erasure that is not sealed yet: the payload is no more than withheld', async () => {
    const ledger = await ledgerWith('p-1', 'p-2')
    await own.sealAll(ledger)
    await own.erase(ledger, 'p-1')
    expect(await verify(own, ledger)).toContain('1 payloads withheld by whoever made this')
  })

  it('before the fact was sealed: it is sealed all the same, to a nonce that nobody has', async () => {
    const ledger = await ledgerWith('p-1', 'p-2')
    await own.erase(ledger, 'p-1')
    await own.sealAll(ledger)
    expect(await shown(ledger)).toEqual([true, false, true, true])
    expect(await verify(own, ledger)).toContain('1 payloads erased')
    expect(await own.sealer.check(ledger, 1, 4)).toBeNull()
  })

  it('and who comes back brings no old nonce back, nor is what is said then excused by the old erasure', async () => {
    const ledger = await ledgerWith('p-1')
    await own.sealAll(ledger)
    await own.erase(ledger, 'p-1')
    await own.store.append(command(ledger, write('a', 'any', met('p-1'))))
    await own.sealAll(ledger)
    expect(await shown(ledger)).toEqual([true, false, true, true])
    expect(await verify(own, ledger)).toContain('4 events')
    expect(await own.sealer.check(ledger, 1, 4)).toBeNull()

    await own.vault.forget(ledger, 'p-1')
    await expect(verify(own, ledger)).rejects.toThrow('position 4: the payload is not shown as if it were erased')
  })

  it('is told from one whose key is gone and no fact says so', async () => {
    const ledger = await ledgerWith('p-1', 'p-2')
    await own.sealAll(ledger)
    await own.vault.forget(ledger, 'p-2')
    await expect(verify(own, ledger)).rejects.toThrow('position 3: the payload is not shown as if it were erased')
  })

  it('is named also where the key was kept without its id', async () => {
    const ledger = await ledgerWith('p-1')
    await own.sealAll(ledger)
    const [kept] = await keptKeys(own.pool, ledger, ['p-1'])
    await logged.tamper(`update es.subject_keys set wrapped = substr(wrapped, 7) where ledger = $1`, [ledger])
    expect((await keptKeys(own.pool, ledger, ['p-1'])).map(({ names }) => names)).toEqual([kept!.names])
  })

  it('takes along what speaks of others as well, whichever of them it is', async () => {
    const ledger = await ledgerWith('p-1', 'p-2', 'p-3')
    const keys = await own.vault.subjectKeys(ledger, ['p-1', 'p-2', 'p-3'])
    const place = { ledger, eventId: 'e', stream: 's/1', type: 'T', path: 'p' }
    const sealed = (person: string) => own.vault.seal('a name', person, keys.get(person)!, place)
    const nonceKeys = nonceKeysOf(JSON.stringify({ one: sealed('p-1'), list: [sealed('p-2'), sealed('p-1')] }))
    expect(nonceKeys.map((key) => key.split(':')[1]).sort()).toEqual(['p-1', 'p-2'])

    const nonces = new Nonces(own.vault, new LedgerSecrets('LOG', own.pool, MASTER))
    const nonce = async () => (await nonces.of(ledger, [{ eventId: 'e', nonceKeys }]))[0]
    const first = await nonce()
    expect(first).toHaveLength(32)
    await own.vault.forget(ledger, 'p-3')
    expect(await nonce()).toEqual(first)
    await own.vault.forget(ledger, 'p-2')
    expect(await nonce()).toBeNull()
  })

  it('leaves no two events the same nonce, nor two ledgers, nor anything of a nonce in the tables', async () => {
    const ledgers = [await ledgerWith('p-1', 'p-1'), await ledgerWith('p-1', 'p-1')]
    const nonces: string[] = []
    for (const ledger of ledgers) {
      await own.sealAll(ledger)
      const events = await own.log.disclosuresOf(ledger, 1, 3, 3)
      nonces.push(...events.map(({ nonce }) => Buffer.from(nonce!).toString('hex')))
    }
    expect(new Set(nonces).size).toBe(6)
    const { rows } = await own.pool.query(
      `select l::text as row from es.log_leaves l union all select k::text from es.subject_keys k
       union all select s::text from es.log_secrets s`,
    )
    const kept = rows.map(({ row }) => row).join()
    for (const nonce of nonces) expect(kept).not.toContain(nonce)
  })
})
