import { leafEntry, leafHash, openCheckpoint, verifyConsistency, verifyInclusion } from '@kooperacje/tlog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, newLedger, note, write } from '../contract/fixtures.ts'
import { originOf, signersOf } from './signers.ts'
import {
  appendMixed,
  type LoggedDatabase,
  type LoggingProcess,
  loggedDatabase,
  SIGNING,
  verify,
} from './testing/ledger-log.ts'

describe('the log of a ledger', () => {
  let logged: LoggedDatabase
  let own: LoggingProcess

  beforeAll(async () => {
    logged = await loggedDatabase()
    own = logged.process()
  })
  afterAll(() => logged.close())

  it('has nothing to say before anything was sealed, and knows no ledger without events', async () => {
    const ledger = newLedger()
    expect(await own.sealer.sealNext(ledger)).toEqual({ outcome: 'caught-up', size: 0, sealed: 0 })
    expect(await own.log.state(ledger)).toBeNull()
    await appendMixed(own, ledger, 2)
    expect(await own.log.state(ledger)).toEqual({ ledger, size: 0, head: 2, signedAt: null, fault: null })
    expect(await own.log.checkpoint(ledger)).toBeNull()
    expect(await own.log.tile(ledger, { level: 0, index: 0, width: 1 })).toBeNull()
    await expect(own.log.inclusionProof(ledger, 1, 1)).rejects.toThrow('has 0 entries')
  })

  it('verifies with the verifier of strangers, payloads and all', async () => {
    const ledger = newLedger()
    await appendMixed(own, ledger, 30)
    expect(await own.sealer.sealNext(ledger, { limit: 20 })).toEqual({ outcome: 'more', size: 20, sealed: 20 })
    expect(await own.sealer.sealNext(ledger)).toEqual({ outcome: 'sealed', size: 30, sealed: 10 })
    expect(await own.sealer.sealNext(ledger)).toEqual({ outcome: 'caught-up', size: 30, sealed: 0 })
    const verdict = await verify(own, ledger)
    expect(verdict).toContain(`30 events of hub.example/ledgers/${ledger} are complete and unchanged`)
    expect(verdict).not.toContain('withheld')
    expect(await own.sealer.check(ledger, 1, 30)).toBeNull()
  })

  it('becomes the same tree, in however many steps it grew, and keeps every checkpoint', async () => {
    const [slow, fast] = [newLedger(), newLedger()]
    const events = Array.from({ length: 700 }, (_, i) => note(`${i}`))
    for (const ledger of [slow, fast]) await own.store.append(command(ledger, write('a', 0, ...events)))
    await own.sealAll(slow, 77)
    await own.sealAll(fast)
    expect(await verify(own, slow)).toContain('700 events')
    expect(await verify(own, fast)).toContain('700 events')

    const sizes = [77, 154, 231, 308, 385, 462, 539, 616, 693, 700]
    const policy = { origin: originOf(SIGNING, slow), logKeys: signersOf(SIGNING, slow) }
    const roots = new Map<number, Uint8Array>()
    for (const size of sizes) {
      const opened = openCheckpoint((await own.log.checkpoint(slow, size))?.note ?? '', policy)
      if (!opened.ok) throw new Error(opened.refusal.reason)
      expect(opened.value.checkpoint.size).toBe(size)
      roots.set(size, opened.value.checkpoint.root)
    }
    for (const first of sizes) {
      for (const second of sizes.filter((size) => size >= first)) {
        const path = await own.log.consistencyProof(slow, first, second)
        const [firstRoot, secondRoot] = [roots.get(first)!, roots.get(second)!]
        expect(verifyConsistency({ first, second, firstRoot, secondRoot, path })).toBe(true)
      }
    }
    for (const position of [1, 77, 78, 256, 257, 512, 513, 700]) {
      const [leaf] = await own.log.leavesOf(slow, position, position)
      for (const treeSize of sizes.filter((size) => size >= position)) {
        const claim = {
          leafIndex: position - 1,
          treeSize,
          leafHash: leafHash(leafEntry(leaf!)),
          path: await own.log.inclusionProof(slow, position, treeSize),
          root: roots.get(treeSize)!,
        }
        expect(verifyInclusion(claim)).toBe(true)
      }
    }
  })

  it('gives no proof beyond what is sealed, nor of a place that is none', async () => {
    const ledger = newLedger()
    await appendMixed(own, ledger, 6)
    await own.sealer.sealNext(ledger, { limit: 4 })
    const { log } = own
    for (const asked of [
      () => log.inclusionProof(ledger, 5, 4),
      () => log.inclusionProof(ledger, 0, 4),
      () => log.inclusionProof(ledger, 5, 5),
      () => log.consistencyProof(ledger, 4, 5),
      () => log.consistencyProof(ledger, 3, 2),
    ]) {
      await expect(asked()).rejects.toThrow(RangeError)
    }
    expect(await log.consistencyProof(ledger, 0, 4)).toEqual([])
    expect(await log.leavesOf(ledger, 1, 100)).toHaveLength(4)
    expect(await log.tile(ledger, { level: 0, index: 0, width: 5 })).toBeNull()
    expect(await log.tile(ledger, { level: 0, index: 0, width: 3 })).toHaveLength(96)
  })

  it('is written by one process at a time, while others append', async () => {
    const ledger = newLedger()
    const processes = [own, logged.process(), logged.process()]
    let appending = true
    const sealers = processes.map(async ({ sealer }) => {
      const outcomes = new Set<string>()
      while (appending) outcomes.add((await sealer.sealNext(ledger, { limit: 7 })).outcome)
      return outcomes
    })
    await Promise.all(
      processes.map(async (process) => {
        for (let i = 0; i < 12; i++) await appendMixed(process, ledger, 5)
      }),
    )
    appending = false
    const outcomes = await Promise.all(sealers)
    expect(outcomes.flatMap((set) => [...set])).not.toContain('refused')
    await own.sealAll(ledger)
    expect(await verify(own, ledger)).toContain('180 events')
  })
})
