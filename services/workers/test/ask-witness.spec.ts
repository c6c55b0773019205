import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  addCheckpoint,
  consistencyProof,
  leafHash,
  MemoryTree,
  rootOf,
  signCheckpoint,
  signerKey,
  type WitnessState,
} from '@kooperacje/tlog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askWitness } from '../src/sealing/ask-witness.ts'
import { readWitnesses } from '../src/sealing/witness-list.ts'

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
  let server: Server
  let state: WitnessState | null = null
  let url = ''

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const witness = { key, logs: [{ origin: ORIGIN, keys: [log] }] }
      const answer = addCheckpoint(witness, Buffer.concat(parts).toString(), () => state, 1_800_000_000)
      if (answer.status === 200) state = answer.state
      const text =
        answer.status === 200 ? answer.cosignature : answer.status === 409 ? `${answer.size}\n` : answer.reason
      response.writeHead(answer.status).end(text)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
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
    expect(await askWitness({ key: other, url }, await shown(35), 30)).toMatchObject({ is: 'refused' })
  })

  it('and is away, holds nobody up', async () => {
    const away = { key, url: 'http://127.0.0.1:1' }
    expect(await askWitness(away, await shown(40), 30)).toMatchObject({ is: 'unreachable' })
  })
})

it('a list of witnesses that cannot be read says why', () => {
  expect(readWitnesses('nonsense https://w.example')).toContain('is not a verifier key')
})
