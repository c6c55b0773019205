import { consistencyProof, leafHash, MemoryTree, rootOf, signCheckpoint, signerKey } from '@kooperacje/tlog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askWitness } from '../src/sealing/ask-witness.ts'
import { readWitnesses } from '../src/sealing/witness-list.ts'
import { type WitnessServer, witnessServer } from './witness-server.ts'

const ORIGIN = 'log.example/ledgers/2416021'
const log = signerKey(ORIGIN, 'note', Buffer.alloc(32, 1))
const key = signerKey('police.example', 'cosignature', Buffer.alloc(32, 2))
const tree = new MemoryTree()
for (let i = 0; i < 40; i++) tree.append(leafHash(Buffer.from(`entry ${i}`)))

const shown = async (size: number) => ({
  size,
  note: signCheckpoint({ origin: ORIGIN, size, root: await rootOf(tree, size), extensions: [] }, log),
  proofFrom: (from: number) => consistencyProof(tree, from, size),
})

describe('a witness that is asked', () => {
  let server: WitnessServer
  let url = ''

  beforeAll(async () => {
    server = await witnessServer(key, [{ origin: ORIGIN, keys: [log] }])
    url = server.url
  })
  afterAll(() => server.close())

  it('cosigns, and corrects what we believe it knows', async () => {
    expect(await askWitness({ key, url }, await shown(20), 0)).toMatchObject({ is: 'cosigned' })
    expect(await askWitness({ key, url }, await shown(30), 7)).toMatchObject({ is: 'cosigned' })
  })

  it('that has seen more than there is, is told of as such', async () => {
    const word = await askWitness({ key, url }, await shown(10), 0)
    expect(word).toMatchObject({
      is: 'refused',
      reason: expect.stringContaining('cosigned 30 events, and the log has 10'),
    })
  })

  it('whose cosignature is that of somebody else, has not cosigned', async () => {
    const other = signerKey('school.example', 'cosignature', Buffer.alloc(32, 3))
    expect(await askWitness({ key: other, url }, await shown(35), 30)).toMatchObject({
      is: 'refused',
      reason: expect.stringContaining('its cosignature does not verify'),
    })
  })

  it('and is away, is said to be so, and why', async () => {
    const gone = await witnessServer(key, [])
    await gone.close()
    expect(await askWitness({ key, url: gone.url }, await shown(40), 30)).toMatchObject({
      is: 'unreachable',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

it('a list of witnesses that cannot be read says why', () => {
  expect(readWitnesses('nonsense https://w.example')).toContain('is not a verifier key')
})
