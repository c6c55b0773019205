import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCosignatures, checkpointText, signCheckpoint } from './checkpoint.ts'
import { commitmentTo, type Disclosure, formatDisclosure, leafEntry } from './leaf.ts'
import { leafHash } from './merkle/hash.ts'
import { inclusionProof, rootOf } from './merkle/prover.ts'
import { formatSignature } from './note/note.ts'
import { signText } from './note/sign.ts'
import { formatProof, parseProof, verifyProof } from './proof.ts'
import { formatReceipt, verifyReceipt } from './receipt.ts'
import { events, LEDGER, ORIGIN, treeOfEvents } from './testing/history.ts'
import { testKey } from './testing/keys.ts'

const log = testKey(ORIGIN)
const police = testKey('police.example', 'cosignature')
const policy = { origin: ORIGIN, logKeys: [log], witnesses: [police] }

const history = events(20)
const tree = treeOfEvents(history)
const checkpoint = { origin: ORIGIN, size: 20, root: await rootOf(tree, 20), extensions: [] }
const cosignature = formatSignature(signText(police, checkpointText(checkpoint), 1_800_000_000))
const cosigned = addCosignatures(signCheckpoint(checkpoint, log), cosignature, [police])
if (!cosigned.ok) throw new Error(cosigned.refusal.reason)
const note = cosigned.value

const receiptOf = async (disclosure: Disclosure, index = disclosure.leaf.position - 1) =>
  formatReceipt(disclosure, { path: await inclusionProof(tree, index, 20), checkpoint: note })
const refusal = (text: string) => {
  const verified = verifyReceipt(text, policy)
  return verified.ok ? null : verified.refusal.code
}

describe('a leaf', () => {
  it('binds the payload, and tells nothing of it', () => {
    const { leaf, payload, nonce } = history[6]!
    expect(Buffer.from(leafEntry(leaf)).toString()).not.toContain('Żarki')
    expect(commitmentTo(payload, nonce!)).toBe(leaf.commitment)
    expect(commitmentTo({ ...(payload as object), level: 0 }, nonce!)).not.toBe(leaf.commitment)
    expect(commitmentTo(payload, history[7]!.nonce!)).not.toBe(leaf.commitment)
    expect(() => commitmentTo(payload, nonce!.subarray(1))).toThrow('32 bytes, not 31')
  })
})

describe('a receipt', () => {
  it('shows the event, that it is in the log, and who vouches for that, without asking anybody', async () => {
    for (const disclosure of history) {
      const verified = verifyReceipt(await receiptOf(disclosure), policy)
      expect(verified.ok && verified.value.disclosure.leaf).toEqual(disclosure.leaf)
      expect(verified.ok && verified.value.disclosure.payload).toEqual(disclosure.payload)
      expect(verified.ok && verified.value.cosigners.map(({ name }) => name)).toEqual(['police.example'])
    }
  })

  it('still proves the event when its payload is withheld or its nonce destroyed', async () => {
    const verified = verifyReceipt(await receiptOf({ leaf: history[3]!.leaf }), policy)
    expect(verified.ok && verified.value.disclosure).toEqual({ leaf: history[3]!.leaf })
  })

  it('is refused when any of its bytes is another', async () => {
    const receipt = Buffer.from(await receiptOf(history[6]!))
    assert(
      property(integer({ min: 0, max: receipt.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(receipt)
        changed[bit >> 3]! ^= 1 << (bit & 7)
        return !verifyReceipt(changed.toString(), policy).ok
      }),
      { numRuns: 600 },
    )
  })

  it('is refused for another payload, another place, another ledger, and without an event', async () => {
    const [event, other] = [history[6]!, history[7]!]
    expect(refusal(await receiptOf({ ...event, payload: other.payload }))).toBe('wrong-payload')
    expect(refusal(await receiptOf({ ...event, nonce: other.nonce }))).toBe('wrong-payload')
    expect(refusal(await receiptOf(event, 7))).toBe('not-included')
    expect(refusal(await receiptOf({ ...event, leaf: { ...event.leaf, type: 'CaseClosed' } }))).toBe('not-included')
    const path = await inclusionProof(tree, 6, 20)
    expect(refusal(formatProof({ index: 6, path, checkpoint: note }))).toBe('malformed-receipt')
    const loose = Buffer.from(JSON.stringify({ ...JSON.parse(formatDisclosure(event)) }, null, 1))
    expect(refusal(formatProof({ extra: loose, index: 6, path, checkpoint: note }))).toBe('malformed-receipt')
  })

  it('is refused for an event that stands in the log of a ledger that is not its own', async () => {
    const foreign = events(1, { ledger: '1261' })
    const root = await rootOf(treeOfEvents(foreign), 1)
    const checkpoint = signCheckpoint({ origin: ORIGIN, size: 1, root, extensions: [] }, log)
    const verified = verifyReceipt(formatReceipt(foreign[0]!, { path: [], checkpoint }), { ...policy, witnesses: [] })
    expect(!verified.ok && verified.refusal).toEqual({
      code: 'malformed-receipt',
      reason: 'the event says of itself to be 1261@1, and is not there',
    })
    expect(LEDGER).not.toBe('1261')
  })
})

describe('a proof file', () => {
  it('has the form of tlog-proof, with and without extra data', async () => {
    const path = await inclusionProof(tree, 6, 20)
    for (const extra of [undefined, Buffer.from('more')]) {
      const text = formatProof({ extra, index: 6, path, checkpoint: note })
      expect(text.split('\n').slice(0, extra ? 3 : 2)).toEqual([
        'c2sp.org/tlog-proof@v1',
        ...(extra ? ['extra bW9yZQ=='] : []),
        'index 6',
      ])
      const parsed = parseProof(text)
      if (!parsed.ok) throw new Error(parsed.refusal.reason)
      expect(parsed.value).toMatchObject({ index: 6, path, checkpoint: note })
      expect(verifyProof(parsed.value, leafHash(leafEntry(history[6]!.leaf)), policy).ok).toBe(true)
      expect(verifyProof(parsed.value, leafHash(leafEntry(history[5]!.leaf)), policy).ok).toBe(false)
    }
  })

  it.each([
    ['another first line', 'c2sp.org/tlog-proof@v2\nindex 6\n\n'],
    ['no index', 'c2sp.org/tlog-proof@v1\n\n'],
    ['a zero before the index', 'c2sp.org/tlog-proof@v1\nindex 06\n\n'],
    ['extra data behind the index', 'c2sp.org/tlog-proof@v1\nindex 6\nextra bW9yZQ==\n\n'],
    ['extra data that is no base64', 'c2sp.org/tlog-proof@v1\nextra ?\nindex 6\n\n'],
    ['a hash that is none', 'c2sp.org/tlog-proof@v1\nindex 6\nbW9yZQ==\n\n'],
    ['no empty line', 'c2sp.org/tlog-proof@v1\nindex 6\n'],
  ])('with %s is refused', (_, text) => {
    const parsed = parseProof(text)
    expect(!parsed.ok && parsed.refusal.code).toBe('malformed-proof')
  })
})
