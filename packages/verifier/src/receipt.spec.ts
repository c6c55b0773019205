import { formatReceipt, formatVerifierKey, inclusionProof } from '@kooperacje/tlog'
import { checkpointOf } from '@kooperacje/tlog/testing/export.ts'
import { events, ORIGIN, treeOfEvents } from '@kooperacje/tlog/testing/history.ts'
import { testKey } from '@kooperacje/tlog/testing/keys.ts'
import { assert, integer, property } from 'fast-check'
import { expect, it } from 'vitest'
import { trust } from './checkpoint.ts'
import { Fault } from './fault.ts'
import { verifyReceipt } from './receipt.ts'

const police = testKey('police.example', 'cosignature')
const trusted = trust([formatVerifierKey(testKey(ORIGIN))], [formatVerifierKey(police)])

async function receipt(position: number, size: number, withheld = false): Promise<string> {
  const all = events(size)
  const { leaf, ...rest } = all[position - 1]!
  const path = await inclusionProof(treeOfEvents(all), position - 1, size)
  const checkpoint = await checkpointOf(all, { witnesses: [police] })
  return formatReceipt(withheld ? { leaf } : { leaf, ...rest }, { path, checkpoint })
}

it('a receipt verifies for every event of logs of every size', async () => {
  for (let size = 1; size <= 17; size++) {
    for (let position = 1; position <= size; position++) {
      const verdict = verifyReceipt(await receipt(position, size, position % 2 === 0), trusted)
      expect(verdict).toMatchObject({ position, checkpoint: { size }, shown: position % 2 === 1 })
    }
  }
})

it('does not when any of its bits is turned round', async () => {
  const bytes = Buffer.from(await receipt(7, 20))
  assert(
    property(integer({ min: 0, max: bytes.length * 8 - 1 }), (bit) => {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      // As a file is read: what is no UTF-8 becomes a character that no receipt has.
      expect(() => verifyReceipt(changed.toString('utf8'), trusted)).toThrow(Fault)
    }),
    { numRuns: 600 },
  )
})

it.each<[string, (text: string) => string, string]>([
  ['for another place in the log', (text) => text.replace('index 6', 'index 7'), 'here the event of position 7 stands'],
  ['for a place behind the log', (text) => text.replace('index 6', 'index 20'), 'position 21: '],
  ['with a hash less', (text) => text.replace(/(index 6\n).*\n/, '$1'), 'does not lead from the event'],
  ['with a hash more', (text) => text.replace(/(index 6\n)(.*\n)/, '$1$2$2'), 'does not lead from the event'],
  ['without its event', (text) => text.replace(/extra .*\n/, ''), 'is damaged'],
  ['of another kind', (text) => text.replace('@v1', '@v2'), 'not a receipt'],
  [
    'of which only a hash is left',
    (text) =>
      text.replace(
        /extra .*/,
        `extra ${Buffer.from(JSON.stringify({ hash: 'A'.repeat(43).concat('=') })).toString('base64')}`,
      ),
    'does not hold an event',
  ],
  ['that is cut off', (text) => text.slice(0, -1), 'cut off'],
  ['that is empty', () => '', 'not a receipt'],
])('%s it proves nothing', async (_, change, sentence) => {
  const text = await receipt(7, 20)
  expect(() => verifyReceipt(change(text), trusted)).toThrow(sentence)
})
