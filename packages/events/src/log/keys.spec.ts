import { openCheckpoint } from '@kooperacje/tlog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLedger } from '../contract/fixtures.ts'
import { originOf, signersOf } from './signers.ts'
import {
  appendMixed,
  type LoggedDatabase,
  type LoggingProcess,
  loggedDatabase,
  SIGNING,
  verify,
} from './testing/ledger-log.ts'

const NEW_SEED = Buffer.alloc(32, 9)
const both = { ...SIGNING, seeds: [NEW_SEED, ...SIGNING.seeds] }
const newOnly = { ...SIGNING, seeds: [NEW_SEED] }

describe('the key of the log', () => {
  let logged: LoggedDatabase
  let own: LoggingProcess

  beforeAll(async () => {
    logged = await loggedDatabase()
    own = logged.process()
  })
  afterAll(() => logged.close())

  async function sealedLedger(): Promise<string> {
    const ledger = newLedger()
    await appendMixed(own, ledger, 5)
    await own.sealAll(ledger)
    return ledger
  }
  const opensWith = async (ledger: string, signing = SIGNING) => {
    const { note } = (await own.log.checkpoint(ledger))!
    return openCheckpoint(note, { origin: originOf(signing, ledger), logKeys: signersOf(signing, ledger) }).ok
  }

  it('is another one for each ledger, so that no checkpoint can be taken for that of another', () => {
    const [one, other] = [signersOf(SIGNING, 'a')[0]!, signersOf(SIGNING, 'b')[0]!]
    expect(one.name).toBe('hub.example/ledgers/a')
    expect(one.id).not.toBe(other.id)
  })

  it('is changed by signing with both for a while: everybody verifies with the one they know', async () => {
    const ledger = await sealedLedger()
    const turning = logged.process(both)
    // Nothing has happened since, and the same tree is signed anew.
    expect(await turning.sealer.sealNext(ledger)).toEqual({ outcome: 'sealed', size: 5, sealed: 0 })
    expect(await turning.sealer.sealNext(ledger)).toEqual({ outcome: 'caught-up', size: 5, sealed: 0 })
    expect([await opensWith(ledger), await opensWith(ledger, newOnly)]).toEqual([true, true])

    const turned = logged.process(newOnly)
    await turned.sealer.sealNext(ledger)
    expect([await opensWith(ledger), await opensWith(ledger, newOnly)]).toEqual([false, true])
    await appendMixed(own, ledger, 3)
    await turned.sealAll(ledger)
    expect(await verify(turned, ledger, newOnly)).toContain('8 events')
    const { rows } = await own.pool.query('select size from es.log_checkpoints where ledger = $1', [ledger])
    expect(rows.map(({ size }) => Number(size)).sort()).toEqual([5, 5, 5, 8])
  })

  it.each([
    ['another key', newOnly, 'hub.example/ledgers/'],
    ['another origin', { ...SIGNING, originPrefix: 'other.example' }, 'other.example/'],
  ])('%s from one day to the other is refused, and told with the one of before', async (_, signing, ours) => {
    const ledger = await sealedLedger()
    await appendMixed(own, ledger, 2)
    const result = await logged.process(signing).sealer.sealNext(ledger)
    if (result.outcome !== 'refused') throw new Error(result.outcome)
    const before = signersOf(SIGNING, ledger)[0]!
    expect(result.fault).toEqual({
      position: null,
      reason:
        `the last checkpoint is not one of ours (signed by ${before.name}+${before.id}; ` +
        `our keys are ${ours}${ledger}+${signersOf(signing, ledger)[0]!.id})`,
    })
    await own.sealAll(ledger)
    expect((await own.log.state(ledger))?.fault).toBeNull()
  })

  it('may be an older one in some process for a while: they do not sign against each other', async () => {
    const ledger = await sealedLedger()
    const turning = logged.process(both)
    for (let round = 0; round < 3; round++) {
      const outcomes = [await turning.sealer.sealNext(ledger), await own.sealer.sealNext(ledger)]
      if (round > 0) expect(outcomes.map(({ outcome }) => outcome)).toEqual(['caught-up', 'caught-up'])
    }
    expect([await opensWith(ledger), await opensWith(ledger, newOnly)]).toEqual([true, true])
  })
})
