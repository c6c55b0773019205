import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { koop } from '../testing/koop.ts'
import { foundTown, type Town } from '../testing/town.ts'

describe('koop simulate-town', () => {
  let town: Town
  let folder: string
  const simulate = (...args: string[]) => koop(['simulate-town', '--cases', '20', ...args], town.environment)

  beforeAll(async () => {
    town = await foundTown()
    folder = await mkdtemp(join(tmpdir(), 'koop-town-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true })
    await town?.close()
  })

  it('prints one event a line, the same ones for the same seed', async () => {
    const { code, err, out, lines } = await simulate('--seed', '7')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(lines.map((line) => JSON.parse(line).position)).toEqual(lines.map((_, index) => index + 1))
    expect((await simulate('--seed', '7')).out).toBe(out)
    expect((await simulate('--seed', '8')).out).not.toBe(out)
    const file = join(folder, 'town.ndjson')
    const written = await simulate('--seed', '7', '--out', file)
    expect(written).toMatchObject({ code: 0, out: '' })
    expect(await readFile(file, 'utf8')).toBe(out)
  })

  it('loads the same history into an empty ledger, and only into an empty one', async () => {
    const { lines } = await simulate('--seed', '7')
    const loaded = await simulate('--seed', '7', '--ledger', 'town-7')
    expect(loaded).toMatchObject({ code: 0, err: '' })
    expect(loaded.out).toMatch(/^[\d,]+ events loaded into ledger town-7, [\d,]+\/s\n$/)
    expect(await town.store.head('town-7')).toBe(lines.length)
    const again = await simulate('--seed', '7', '--ledger', 'town-7')
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toBe(
      `koop: ledger town-7 holds ${lines.length} events already; a town is only loaded into an empty one\n`,
    )
    expect(await town.store.head('town-7')).toBe(lines.length)
  })

  it('goes to a ledger or to a file', async () => {
    const { code, err } = await simulate('--ledger', 'town-8', '--out', 'x')
    expect({ code, err }).toEqual({
      code: 2,
      err: "koop: simulate-town: --ledger and --out exclude each other (try 'koop simulate-town --help')\n",
    })
  })
})
