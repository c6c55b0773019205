import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MasterKeys } from '@kooperacje/events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { LOCAL_ORIGIN } from './local-start.ts'
import { databaseUrlOf, findSettings, masterKeysOf } from './settings.ts'

describe('what a `pnpm start` of this clone keeps', () => {
  let folder: string
  const key = Buffer.alloc(32, 'k').toString('base64')
  const find = (environment: NodeJS.ProcessEnv = {}) => findSettings({ KOOP_DATA: folder, ...environment })
  /** As infra/local/postgres-home.ts writes it. */
  const cluster = (home = '') =>
    writeFile(
      join(folder, 'postgres.json'),
      JSON.stringify({ home, passwords: { superuser: 's', owner: 'o', service: 'pass-word_1' } }),
      { mode: 0o600 },
    )
  /** As PostgreSQL 18 writes it: process, data, start time, port, socket folder, address, shared memory, status. */
  const lock = async (home: string, { pid = process.pid, status = 'ready' } = {}) => {
    await mkdir(join(home, 'postgres'), { recursive: true })
    const lines = [
      pid,
      join(home, 'postgres'),
      1_795_395_000,
      45_678,
      '',
      '127.0.0.1',
      '  3154   32769',
      `${status}   `,
    ]
    await writeFile(join(home, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`)
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'koop-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is where the running server is found, with the log-in of the services', async () => {
    await cluster()
    await lock(folder)
    await writeFile(join(folder, 'master.key'), `${key}\n`)
    const settings = await find()
    expect(databaseUrlOf(settings)).toBe('postgres://kooperacje_app:pass-word_1@127.0.0.1:45678/kooperacje')
    expect(settings.databaseUrl?.from).toBe(join(folder, 'postgres.json'))
    expect(masterKeysOf(settings).currentId).toBe(new MasterKeys(Buffer.alloc(32, 'k')).currentId)
  })

  it('may name another folder for the cluster', async () => {
    const home = join(folder, 'elsewhere')
    await cluster(home)
    await lock(home)
    expect(databaseUrlOf(await find())).toContain(':45678/')
  })

  it('gives way to the environment', async () => {
    await cluster()
    await lock(folder)
    const settings = await find({ DATABASE_URL: 'postgres://a@b/c', KOOP_MASTER_KEY: key })
    expect(settings.databaseUrl).toEqual({ name: 'DATABASE_URL', value: 'postgres://a@b/c', from: 'the environment' })
    expect(settings.masterKey?.from).toBe('the environment')
  })

  it('is what the history is signed with, so that its key can be told', async () => {
    await writeFile(join(folder, 'log.key'), `${key}\n`)
    const { code, out } = await koop(['log', 'keys', '--ledger', '2416021'], { KOOP_DATA: folder })
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^kooperacje\.localhost\/ledgers\/2416021\+/) })
    const launch = fileURLToPath(new URL('../../../../infra/local/launch.ts', import.meta.url))
    expect(await readFile(launch, 'utf8')).toContain(`'${LOCAL_ORIGIN}'`)
  })

  it('is not taken for running after a crash, or before the server is ready', async () => {
    await cluster()
    expect((await find()).noDatabase).toMatch(/is not running: set it, or run `pnpm start`$/)
    await lock(folder, { pid: 2_147_483_646 })
    expect((await find()).noDatabase).toMatch(/is not running/)
    await lock(folder, { status: 'starting' })
    expect((await find()).noDatabase).toMatch(/is not running/)
  })

  it('says what is missing or broken', async () => {
    const nothing = await find()
    expect(() => databaseUrlOf(nothing)).toThrow(/no `pnpm start` of this clone has made a database yet/)
    expect(() => masterKeysOf(nothing)).toThrow(/KOOP_MASTER_KEY is not set/)
    await writeFile(join(folder, 'postgres.json'), '{"home"')
    expect((await find()).noDatabase).toMatch(/postgres.json is not as `pnpm start` writes it$/)
  })

  it.skipIf(process.getuid?.() === 0)('says that another user has to ask', async () => {
    await cluster()
    await chmod(join(folder, 'postgres.json'), 0)
    expect((await find()).noDatabase).toMatch(/may not be read: run this as the user who ran `pnpm start`$/)
  })
})
