import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCheckpoint, signerKey } from '@kooperacje/tlog'
import { array, assert, asyncProperty, integer, record } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { logsOfKeys } from './logs.ts'
import { type RunningWitness, startWitness } from './start.ts'
import { TestLog } from './testing/log.ts'

const ORIGIN = 'hub.example/ledgers/2416021'
const key = signerKey('witness.police.example', 'cosignature', Buffer.alloc(32, 'w'))
const log = new TestLog(ORIGIN)
/** The same key, and from entry 11 on another history. */
const rewritten = new TestLog(ORIGIN, { shared: 10, mark: 'rewritten' })

let folder: string
let witness: RunningWitness
let lines: string[]

async function start(at = folder): Promise<RunningWitness> {
  const logs = logsOfKeys([log.verifierKey])
  const write = (sentence: string) => void lines.push(sentence)
  const journal = { note: write, alarm: (sentence: string) => write(`ALARM ${sentence}`) }
  return startWitness({ key, logs, folder: at, host: '127.0.0.1', port: 0, journal })
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'))
  lines = []
  witness = await start()
})
afterEach(async () => {
  await witness.stop()
  await rm(folder, { recursive: true })
})

async function add(body: string | Uint8Array<ArrayBuffer>, at = witness) {
  const answer = await fetch(`${at.address}/add-checkpoint`, { method: 'POST', body })
  return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }
}

const get = async (path: string) => {
  const answer = await fetch(witness.address + path)
  return { status: answer.status, body: await answer.text() }
}

const policy = { origin: ORIGIN, logKeys: [log.key], witnesses: [key] }
const checkpointPath = `/${createHash('sha256').update(ORIGIN).digest('hex')}/checkpoint`
const state = () => readFile(join(folder, 'state'), 'utf8')

describe('a witness', () => {
  it('cosigns a history that grows, and keeps one line of it', async () => {
    for (const [from, to] of [
      [0, 5],
      [5, 5],
      [5, 12],
      [12, 60],
    ] as const) {
      const answer = await add(await log.request(from, to))
      expect(answer).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8' })
      expect(openCheckpoint((await log.checkpoint(to)) + answer.body, policy)).toMatchObject({
        ok: true,
        value: { checkpoint: { size: to }, cosigners: [{ name: 'witness.police.example' }] },
      })
      expect(await state()).toMatch(new RegExp(`^${to} [A-Za-z0-9+/]{43}= ${ORIGIN}\n$`))
    }
    expect(lines).toContain(`cosigned '${ORIGIN}' at 60 entries`)
  })

  it('shows to everybody the last checkpoint that it cosigned', async () => {
    expect((await get(checkpointPath)).status).toBe(404)
    const { body: cosignature } = await add(await log.request(0, 7))
    expect(await get(checkpointPath)).toEqual({ status: 200, body: (await log.checkpoint(7)) + cosignature })
  })

  it('tells who does not know it how much it has seen', async () => {
    await add(await log.request(0, 12))
    expect(await add(await log.request(0, 20))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '12\n' })
    expect(lines.filter((line) => line.startsWith('ALARM'))).toEqual([])
  })

  it('refuses a history that was rolled back, and says so', async () => {
    await add(await log.request(0, 20))
    expect(await add(await log.request(10, 10))).toEqual({ status: 409, type: 'text/x.tlog.size', body: '20\n' })
    expect(lines.at(-1)).toBe(
      `ALARM refused '${ORIGIN}' (409): this witness last cosigned a tree of 20 entries and is shown one of 10: ` +
        'the log was rolled back, or an old checkpoint is shown again',
    )
    expect(await state()).toMatch(/^20 /)
  })

  it('refuses a history that was rewritten, says so, and keeps what the log signed', async () => {
    await add(await log.request(0, 20))
    const before = [await state(), await get(checkpointPath)]
    const fork = await add(await rewritten.request(20, 20))
    expect(fork).toMatchObject({ status: 422, body: expect.stringContaining('its history was rewritten') })
    expect(lines.at(-1)).toMatch(/^ALARM refused .* \(422\): .* rewritten; kept as evidence\/fork-[0-9a-f]{64}\.check/)
    const longer = await add(await rewritten.request(20, 30))
    expect(longer).toMatchObject({ status: 422, body: expect.stringContaining('not shown to continue that of 20') })
    expect([await state(), await get(checkpointPath)]).toEqual(before)

    const evidence = join(folder, 'evidence')
    const kept = await Promise.all(
      (await readdir(evidence)).sort().map((file) => readFile(join(evidence, file), 'utf8')),
    )
    expect(kept).toEqual([await rewritten.checkpoint(30), await rewritten.checkpoint(20)])
  })

  it('keeps what it doubts once, with however many bad proofs it is sent', async () => {
    await add(await log.request(0, 1))
    const junk = createHash('sha256').digest('base64')
    for (const body of await Promise.all([log.request(0, 2), log.request(0, 3)])) {
      for (let i = 0; i < 3; i++) {
        const proof = `${junk}\n`.repeat(i + 10)
        expect((await add(body.replace('old 0\n', `old 1\n${proof}`))).status).toBe(422)
      }
    }
    expect(await readdir(join(folder, 'evidence'))).toHaveLength(2)
  })

  it.each<[string, () => Promise<string | Uint8Array<ArrayBuffer>>, number, string]>([
    ['a log that it does not know', () => new TestLog('hub.example/ledgers/1261').request(0, 5), 404, 'does not know'],
    [
      'a checkpoint that the log did not sign',
      () => log.request(0, 5, signerKey(ORIGIN, 'note', Buffer.alloc(32, 1))),
      403,
      'no key that is trusted signed',
    ],
    [
      'a signature of another text',
      async () => (await log.request(0, 5)).replace('\n5\n', '\n6\n'),
      403,
      `the signature of '${ORIGIN}' is not of this text`,
    ],
    ['no request', async () => 'hello', 400, 'not a request'],
    ['nothing', async () => '', 400, 'not a request'],
    ['what is not UTF-8', async () => new Uint8Array([0xff, 0xfe]), 400, 'not a request'],
    ['a proof that goes backwards', () => log.request(9, 5), 400, 'cannot continue'],
    ['more than a request can have', async () => 'x'.repeat(600_000), 413, 'at most'],
  ])('refuses %s', async (_, body, status, sentence) => {
    expect(await add(await body())).toMatchObject({ status, body: expect.stringContaining(sentence) })
    await expect(state()).rejects.toThrow('ENOENT')
  })

  it('reads no more of a body than a request can have, also when its length is not announced', async () => {
    const endless = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(65_536).fill(97)) })
    const request = fetch(`${witness.address}/add-checkpoint`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit)
    // Node's client may learn that the connection is closed before it has read why.
    expect(
      await request.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413)
    expect(await get('/livez')).toEqual({ status: 200, body: 'ok\n' })
  })

  it('repeats no name of a log at any length', async () => {
    const strange = new TestLog('x'.repeat(100_000))
    const { status, body } = await add(await strange.request(0, 1))
    expect([status, body.length < 1000]).toEqual([404, true])
    expect(lines.at(-1)).toMatch(/^refused 'x{200}…' \(404\): this witness does not know the log 'x+…$/)
    expect(lines.at(-1)?.length).toBeLessThan(1000)
  })

  it('has no other addresses', async () => {
    expect((await get('/')).status).toBe(404)
    expect((await get('/state')).status).toBe(404)
    expect((await get('/../state')).status).toBe(404)
    const wrongMethod = await fetch(`${witness.address}/add-checkpoint`)
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('two histories are never cosigned', () => {
  const histories = [log, rewritten, new TestLog(ORIGIN, { shared: 3, mark: 'third' })]
  const request = record({
    history: integer({ min: 0, max: 2 }),
    from: integer({ min: 0, max: 30 }),
    more: integer({ min: 0, max: 30 }),
  })

  it('whatever is asked at the same time, also across restarts', async () => {
    await assert(
      asyncProperty(array(array(request, { maxLength: 12 }), { maxLength: 4 }), async (rounds) => {
        const place = await mkdtemp(join(folder, 'law-'))
        const cosigned: { history: number; size: number }[] = []
        for (const round of rounds) {
          const running = await start(place)
          await Promise.all(
            round.map(async ({ history, from, more }) => {
              const { status, body } = await add(await histories[history]!.request(from, from + more), running)
              if (status === 200) cosigned.push({ history, size: from + more })
              // As a log does: it begins again from where the witness stands.
              if (status !== 409 || Number(body) > from + more) return
              const again = await add(await histories[history]!.request(Number(body), from + more), running)
              if (again.status === 200) cosigned.push({ history, size: from + more })
            }),
          )
          await running.stop()
        }
        // Every two trees that were cosigned are the beginnings of one: they come from one history, or lie in what both share.
        const shared = (a: number, b: number) => (a === b ? 60 : a === 2 || b === 2 ? 3 : 10)
        for (const a of cosigned) {
          for (const b of cosigned) {
            expect(Math.min(a.size, b.size)).toBeLessThanOrEqual(shared(a.history, b.history))
          }
        }
      }),
      { numRuns: 25 },
    )
  })

  it('by two processes on one memory: the second does not start', async () => {
    await expect(start()).rejects.toThrow(/another process holds .*lock: two witnesses on one state could vouch/)
    await witness.stop()
    witness = await start()
  })
})

it('stops when what it was asked is answered, and answers no more', async () => {
  const body = await log.request(0, 40)
  const { hostname, port } = new URL(witness.address)
  const socket = connect(Number(port), hostname)
  const answered = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
  })
  // The first half of a request is there when the order to stop comes.
  socket.write(`POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`)
  await fetch(`${witness.address}/livez`)
  const stopping = witness.stop()
  socket.write(body)
  expect(await answered).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  await stopping
  await expect(fetch(`${witness.address}/livez`)).rejects.toThrow()
  witness = await start()
  expect(await add(await log.request(0, 41))).toMatchObject({ status: 409, body: '40\n' })
})
