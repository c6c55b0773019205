import { cp, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { encodeBundle, formatSignature, formatVerifierKey, leafEntry, signerKey, signText } from '@kooperacje/tlog'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop, type Outcome } from '../testing/koop.ts'
import { logKeyOf, type SealedTown, sealedTown } from '../testing/sealed-town.ts'
import { LEDGER } from '../testing/town.ts'

const KEY = logKeyOf(LEDGER)
const ORIGIN = `hub.example/ledgers/${LEDGER}`
const OTHER = '1261011'
const SIZE = 300
const POLICE = signerKey('police.example', 'cosignature', Buffer.alloc(32, 'w'))
const WITNESS = formatVerifierKey(POLICE)

let town: SealedTown
let environment: NodeJS.ProcessEnv
let folder: string
let older: string

beforeAll(async () => {
  town = await sealedTown()
  environment = town.town.environment
  await town.record(40)
  older = join(town.folder, 'older')
  await run('export', '--ledger', LEDGER, '--out', older)
  await town.record(SIZE - 40)
  await town.record(5, OTHER)
  folder = join(town.folder, 'zawiercie')
}, 120_000)
afterAll(() => town?.close())

const run = (...args: string[]): Promise<Outcome> => koop(args, environment)
const verify = (...args: string[]) => run('verify', ...args)

/** One sentence, and nothing else. */
async function refused(outcome: Promise<Outcome>, sentence: string): Promise<void> {
  const { code, out, err } = await outcome
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^koop: [^\n]+\n$/)
  expect(err).toContain(sentence)
}

describe('koop export', () => {
  it('writes a folder that verifies, with nothing of a person in clear', async () => {
    expect(await run('export', '--ledger', LEDGER, '--out', folder)).toMatchObject({
      code: 0,
      out: `300 events of ${LEDGER} exported to ${folder}\n`,
    })
    expect(await verify(folder, '--key', KEY)).toMatchObject({
      code: 0,
      out: `GOOD: 300 events of ${ORIGIN} are complete and unchanged; not cosigned by any witness that you named; tiles agree.\n`,
    })
    expect(await readFile(join(folder, 'events.ndjson'), 'utf8')).not.toContain('Przykładowa')
  })

  it('does not write over a folder, and leaves nothing else behind', async () => {
    const before = await stat(folder)
    await refused(run('export', '--ledger', LEDGER, '--out', folder), 'is there already, and is not written over')
    expect((await stat(folder)).ino).toBe(before.ino)
    expect((await readdir(town.folder)).filter((name) => name.includes('partial'))).toEqual([])
    await refused(run('export', '--ledger', 'nowhere', '--out', `${folder}-2`), `there is no ledger 'nowhere'`)
  })

  it('goes back to what was vouched for at a position', async () => {
    const past = join(town.folder, 'past')
    const asked = await run('export', '--ledger', LEDGER, '--as-of', '299', '--out', past)
    expect(asked.out).toBe(`40 events of ${LEDGER} exported to ${past}\n`)
    expect(await readFile(join(past, 'events.ndjson'))).toEqual(await readFile(join(older, 'events.ndjson')))
    const early = run('export', '--ledger', LEDGER, '--as-of', '39', '--out', `${past}-2`)
    await refused(early, `nothing of the ledger ${LEDGER} was sealed by then`)
    const before = run('export', '--ledger', LEDGER, '--as-of', '2019-12-31', '--out', `${past}-2`)
    await refused(before, `nothing of the ledger ${LEDGER} was sealed by then`)
  })
})

describe('koop verify', () => {
  it('checks the tables of this installation, and says what is not covered yet', async () => {
    const good = await verify('--ledger', LEDGER, '--key', KEY, '--older', older)
    expect(good).toMatchObject({ code: 0, err: '' })
    expect(good.out).toContain('the 40 events of a checkpoint that was kept are among them, unchanged')
    await town.town.tell('case/c-new', [
      { type: 'CaseQualified', occurredAt: '2026-03-03T09:00:00Z', data: { criteriaMet: [], coordinatorId: 'anna' } },
    ])
    const behind = await verify('--ledger', LEDGER, '--key', KEY)
    expect(behind.out).toMatch(/tiles agree\. 1 events recorded since are not covered yet\.\n$/)
  })

  it('takes the newest checkpoint that the witnesses asked for have cosigned, for they need a moment', async () => {
    const { note } = (await town.log.checkpoint(LEDGER, 40)) ?? { note: '' }
    const line = formatSignature(signText(POLICE, note.slice(0, note.lastIndexOf('\n\n') + 1), 1_800_000_000))
    const owner = new Pool({ connectionString: town.town.database.ownerUrl, max: 1 })
    await owner.query('insert into es.log_cosignatures values ($1, 40, $2, $3, now())', [LEDGER, POLICE.name, line])
    await owner.end()
    const good = await verify('--ledger', LEDGER, '--key', KEY, '--witness', WITNESS)
    expect(good.out).toMatch(/^GOOD: 40 events .* cosigned by police\.example .* 26\d events recorded since/)
  })

  it('says all of it as JSON', async () => {
    const good = await verify(older, '--key', KEY, '--json')
    expect(JSON.parse(good.out)).toMatchObject({
      good: true,
      found: {
        checkpoint: { origin: ORIGIN, size: 40, root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) },
        withheld: 0,
      },
    })
    const bad = await verify(older, '--key', logKeyOf(OTHER), '--json')
    expect({ code: bad.code, ...JSON.parse(bad.out) }).toMatchObject({ code: 1, good: false, position: null })
  })

  describe('refuses in one sentence', () => {
    const changed = async (name: string, change: (file: string) => Promise<void>) => {
      const copy = join(town.folder, name)
      await cp(older, copy, { recursive: true })
      await change(join(copy, 'events.ndjson'))
      return copy
    }

    it('a tampered export', async () => {
      const copy = await changed('tampered', async (file) => {
        const text = await readFile(file, 'utf8')
        await writeFile(file, text.replace('staff-1', 'staff-2'))
      })
      await refused(verify(copy, '--key', KEY), 'position 1: the event is not the one that was sealed here')
    })

    it('a truncated NDJSON file', async () => {
      const copy = await changed('truncated', async (file) => truncate(file, (await stat(file)).size - 100))
      await refused(verify(copy, '--key', KEY), 'position 40: the file is cut off in this line')
      const whole = await changed('shorter', async (file) => {
        const lines = (await readFile(file, 'utf8')).split(/(?<=\n)/)
        await writeFile(file, lines.slice(0, 30).join(''))
      })
      await refused(
        verify(whole, '--key', KEY),
        'position 31: the file ends here, and the checkpoint speaks of 40 events',
      )
    })

    it('a checkpoint of another ledger, or an unknown origin', async () => {
      const other = join(town.folder, 'other')
      await run('export', '--ledger', OTHER, '--out', other)
      const sentence = `the checkpoint is of the log 'hub.example/ledgers/${OTHER}', and your key is of '${ORIGIN}'`
      await refused(verify(other, '--key', KEY), sentence)
      const mixed = await changed('mixed', async (file) =>
        cp(join(other, 'checkpoint'), join(file, '..', 'checkpoint'), { force: true }),
      )
      await refused(verify(mixed, '--key', KEY), sentence)
      await refused(verify(mixed, '--key', logKeyOf(OTHER)), `the event belongs to the ledger '${LEDGER}'`)
    })

    it('a key that does not match', async () => {
      const stranger = formatVerifierKey(signerKey(ORIGIN, 'note', Buffer.alloc(32, 'x')))
      await refused(verify(older, '--key', stranger), `the checkpoint of '${ORIGIN}' is signed with another key`)
      await refused(verify(older, '--key', KEY.replace('hub', 'hup')), 'and its id')
      await refused(verify(older, '--key', WITNESS), 'is not the key of a log')
    })

    it('a witness that has not cosigned, or one that saw a larger tree', async () => {
      const alone = verify(older, '--key', KEY, '--witness', WITNESS)
      await refused(alone, '0 of your witnesses cosigned the checkpoint and 1 must; missing: police.example')
      const larger = await readFile(join(folder, 'checkpoint'), 'utf8')
      const witness = await serve((path) => (path.endsWith('/checkpoint') ? Buffer.from(larger) : null))
      try {
        const asked = verify(older, '--key', KEY, '--ask-witness', witness.url)
        await refused(
          asked,
          `the witness at ${witness.url} has cosigned a checkpoint of 300 events, and this is one of 40`,
        )
        expect((await verify(folder, '--key', KEY, '--ask-witness', witness.url)).code).toBe(0)
      } finally {
        witness.close()
      }
      await refused(verify(older, '--key', KEY, '--ask-witness', witness.url), 'does not answer')
    })

    it('what is not there', async () => {
      await refused(verify(join(town.folder, 'gone'), '--key', KEY), 'there is no file')
      await mkdir(join(town.folder, 'empty'))
      await refused(verify(join(town.folder, 'empty'), '--key', KEY), 'there is no file')
      await refused(verify(join(older, 'events.ndjson'), '--key', KEY), 'the file is not a receipt')
    })

    it('a command that does not say what to verify', async () => {
      expect((await verify('--key', KEY)).code).toBe(2)
      expect((await verify(older, '--ledger', LEDGER, '--key', KEY)).code).toBe(2)
      expect((await verify(older, '--url', 'https://hub.example', '--key', KEY)).code).toBe(2)
    })
  })

  describe('online', () => {
    const bundles = new Map<string, Buffer>()
    let server: { url: string; close(): void }
    let change: (path: string, bytes: Buffer) => Buffer | null = (_, bytes) => bytes

    beforeAll(async () => {
      const leaves = await town.log.leavesOf(LEDGER, 1, SIZE)
      bundles.set('tile/entries/000', Buffer.from(encodeBundle(leaves.slice(0, 256).map(leafEntry))))
      bundles.set('tile/entries/001.p/44', Buffer.from(encodeBundle(leaves.slice(256).map(leafEntry))))
      server = await serve(async (path) => {
        const [, file = ''] = path.split(`/v1/${LEDGER}/log/`)
        const bytes = bundles.get(file) ?? (await readFile(join(folder, file)).catch(() => null))
        return bytes && change(file, bytes)
      })
    })
    afterAll(() => server.close())
    const online = () => verify('--ledger', LEDGER, '--url', server.url, '--key', KEY, '--older', older)

    it('checks what a server shows', async () => {
      const good = await online()
      expect(good.err).toBe('')
      expect(good.out).toContain(`GOOD: 300 events of ${ORIGIN} are complete and unchanged`)
    })

    it('asks a server for what the witnesses have cosigned', async () => {
      const asked: string[] = []
      const hub = await serve((path) => {
        asked.push(path)
        return null
      })
      try {
        await verify('--ledger', LEDGER, '--url', hub.url, '--key', KEY, '--witness', WITNESS)
        expect(asked).toEqual([`/v1/${LEDGER}/log/checkpoint?witnesses=1`])
      } finally {
        hub.close()
      }
    })

    it('asks a witness before the history, which may grow in between', async () => {
      const asked: string[] = []
      const hub = await serve(() => {
        asked.push('hub')
        return null
      })
      const witness = await serve(() => {
        asked.push('witness')
        return readFile(join(older, 'checkpoint'))
      })
      try {
        await verify('--ledger', LEDGER, '--url', hub.url, '--key', KEY, '--ask-witness', witness.url)
        expect(asked).toEqual(['witness', 'hub'])
      } finally {
        hub.close()
        witness.close()
      }
    })

    it('names the first entry that is another, missing or cut off', async () => {
      change = (path, bytes) =>
        path === 'tile/entries/001.p/44' ? Buffer.from(`${bytes}`.replace('staff-1', 'staff-2')) : bytes
      await refused(online(), 'position 257: ')
      change = (path, bytes) => (path.startsWith('tile/entries/001') ? null : bytes)
      await refused(online(), 'position 257: the server does not show tile/entries/001.p/44')
      change = (path, bytes) => (path === 'tile/entries/000' ? bytes.subarray(0, -1) : bytes)
      await refused(online(), 'position 256: the bundle of entries is cut off here')
      change = (path, bytes) => (path === 'tile/entries/000' ? Buffer.concat([bytes, Buffer.of(0, 1, 32)]) : bytes)
      await refused(online(), 'position 257: the bundle has more entries than it is of')
      change = (path, bytes) => (path === 'tile/1/000.p/1' ? Buffer.alloc(32) : bytes)
      await refused(online(), 'tile/1/000.p/1 is changed')
    })
  })
})

async function serve(find: (path: string) => Buffer | null | Promise<Buffer | null>) {
  const server: Server = createServer(async (request, response) => {
    const found = await find(request.url ?? '')
    response.writeHead(found ? 200 : 404).end(found ?? '')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
