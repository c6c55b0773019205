import { describe, expect, it } from 'vitest'
import { openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT } from './merkle/hash.ts'
import type { MemoryTree } from './merkle/memory-tree.ts'
import { consistencyProof, rootOf } from './merkle/prover.ts'
import { formatSignature } from './note/note.ts'
import { signText } from './note/sign.ts'
import { testKey } from './testing/keys.ts'
import { leafHashes, treeOf } from './testing/leaves.ts'
import { addCheckpoint, formatAddCheckpoint, formatState, parseState, type WitnessState } from './witness.ts'

const ORIGIN = 'hub.example/ledgers/2416021'
const log = testKey(ORIGIN)
const witness = { key: testKey('police.example', 'cosignature'), logs: [{ origin: ORIGIN, keys: [log] }] }
const NOW = 1_800_000_000

const history = treeOf(leafHashes(40))
const rewritten = treeOf([...leafHashes(10), ...leafHashes(30, 500)])

async function checkpointOf(tree: MemoryTree, size: number, { origin = ORIGIN, key = log } = {}) {
  return signCheckpoint({ origin, size, root: await rootOf(tree, size), extensions: [] }, key)
}

async function ask(tree: MemoryTree, from: number, to: number, state: WitnessState | null) {
  const proof = from <= to ? await consistencyProof(tree, from, to) : []
  const body = formatAddCheckpoint({ oldSize: from, proof, checkpoint: await checkpointOf(tree, to) })
  return addCheckpoint(witness, body, () => state, NOW)
}

async function stateAt(tree: MemoryTree, size: number): Promise<WitnessState> {
  return { origin: ORIGIN, size, root: await rootOf(tree, size) }
}

describe('a witness', () => {
  it('cosigns the first tree that it is shown, and remembers it in one line', async () => {
    const answer = await ask(history, 0, 12, null)
    if (answer.status !== 200) throw new Error(answer.reason)
    expect(answer.state).toEqual(await stateAt(history, 12))
    expect(parseState(formatState(answer.state))).toEqual(answer.state)
    const cosigned = (await checkpointOf(history, 12)) + answer.cosignature
    const policy = { origin: ORIGIN, logKeys: [log], witnesses: [witness.key] }
    expect(openCheckpoint(cosigned, policy)).toMatchObject({
      ok: true,
      value: { cosigners: [{ name: 'police.example', time: NOW }] },
    })
    expect(answer.checkpoint).toBe(cosigned)
  })

  it('shows to others what the log and itself signed, and spreads nobody else’s signatures', async () => {
    const signed = await checkpointOf(history, 12)
    const stranger = formatSignature(signText(testKey('stranger.example'), `${signed.split('\n\n')[0]}\n`))
    const earlier = formatSignature(signText(witness.key, `${signed.split('\n\n')[0]}\n`, NOW - 60))
    const body = formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint: signed + stranger + earlier })
    const answer = addCheckpoint(witness, body, () => null, NOW)
    expect(answer).toMatchObject({ status: 200, checkpoint: signed + (answer as { cosignature: string }).cosignature })
  })

  it('cosigns every tree that continues the one it remembers', async () => {
    for (const [from, to] of [
      [1, 2],
      [12, 13],
      [12, 40],
      [32, 33],
    ] as const) {
      expect((await ask(history, from, to, await stateAt(history, from))).status).toBe(200)
    }
  })

  it('cosigns the same tree as often as it is asked', async () => {
    const state = await stateAt(history, 12)
    expect(await ask(history, 12, 12, state)).toMatchObject({ status: 200, state })
  })

  it('refuses a smaller tree, and says how much it has seen', async () => {
    const state = await stateAt(history, 12)
    expect(await ask(history, 7, 7, state)).toMatchObject({ status: 409, size: 12, rolledBack: true })
    expect(await ask(history, 0, 7, state)).toMatchObject({ status: 409, size: 12, rolledBack: true })
    expect(await ask(history, 12, 7, state)).toMatchObject({ status: 400 })
  })

  it('tells who does not know how much it has seen, without calling it a history rolled back', async () => {
    const state = await stateAt(history, 12)
    for (const from of [0, 7, 13]) {
      expect(await ask(history, from, 20, state)).toMatchObject({ status: 409, size: 12, rolledBack: false })
    }
  })

  it('refuses a history that was rewritten, whatever proof comes with it', async () => {
    const state = await stateAt(history, 20)
    expect(await ask(rewritten, 20, 30, state)).toMatchObject({ status: 422, forked: false })
    // Two trees of one size: that is no mistake of whoever made the proof.
    expect(await ask(rewritten, 20, 20, state)).toMatchObject({ status: 422, forked: true })
    const checkpoint = await checkpointOf(rewritten, 30)
    for (const proof of [await consistencyProof(history, 20, 30), []]) {
      const body = formatAddCheckpoint({ oldSize: 20, proof, checkpoint })
      expect(addCheckpoint(witness, body, () => state, NOW).status).toBe(422)
    }
    expect((await ask(rewritten, 10, 30, await stateAt(history, 10))).status).toBe(200)
  })

  it('refuses what the log did not sign, and logs that it does not know', async () => {
    const forged = await checkpointOf(history, 12, { key: testKey(`${ORIGIN}/other`) })
    const foreign = await checkpointOf(history, 12, { origin: 'hub.example/ledgers/1261' })
    const signature = (await checkpointOf(history, 13)).split('\n\n')[1]
    const swapped = `${(await checkpointOf(history, 12)).split('\n\n')[0]}\n\n${signature}`
    const status = (checkpoint: string) =>
      addCheckpoint(witness, formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint }), () => null, NOW).status
    expect([forged, foreign, swapped].map(status)).toEqual([403, 404, 403])
  })

  it('takes no proof from an empty tree, and no empty tree with another root', async () => {
    const checkpoint = await checkpointOf(history, 12)
    const body = formatAddCheckpoint({ oldSize: 0, proof: leafHashes(1), checkpoint })
    expect(addCheckpoint(witness, body, () => null, NOW).status).toBe(422)
    const empty = await ask(history, 0, 0, null)
    expect(empty).toMatchObject({ status: 200, state: { size: 0, root: Buffer.from(EMPTY_ROOT) } })
    if (empty.status === 200) expect((await ask(history, 0, 12, empty.state)).status).toBe(200)
  })

  it.each([
    ['nothing', ''],
    ['no old size', 'new 0\n\n'],
    ['a zero before it', 'old 00\n\n'],
    ['a proof that is no hashes', 'old 1\nAAAA\n\n'],
    ['too long a proof', `old 1\n${'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'.repeat(64)}\n`],
    ['no empty line', 'old 1\n'],
  ])('refuses a request with %s', async (_, head) => {
    const body = head + (await checkpointOf(history, 12))
    expect(addCheckpoint(witness, body, () => null, NOW).status).toBe(400)
  })

  it('needs a key that is made for cosignatures', () => {
    expect(() => addCheckpoint({ ...witness, key: log }, '', () => null, NOW)).toThrow('not one for cosignatures')
  })
})

it('a line that is no state is not read', () => {
  for (const line of ['', '12\n', '12 AAAA hub.example\n', '012 CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I= a\n']) {
    expect(parseState(line)).toBeNull()
  }
})
