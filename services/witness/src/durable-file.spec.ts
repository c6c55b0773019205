import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disk, FOLDER } from '@kooperacje/infra/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeFolderDurably, replaceDurably } from './durable-file.ts'
import { makeKeyFile } from './key-file.ts'

vi.mock('node:fs/promises', async (original) =>
  (await import('@kooperacje/infra/testing')).disk.watching(await original<typeof import('node:fs/promises')>()),
)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'power-loss-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('when the power goes', () => {
  it('a file that is replaced holds what it held or what it was to hold, and afterwards the latter', async () => {
    const file = join(folder, 'state')
    expect(await disk.during(file, () => replaceDurably(file, 'old'))).toEqual(new Set([null, 'old']))
    expect(disk.possible(file)).toEqual(new Set(['old']))
    expect(await disk.during(file, () => replaceDurably(file, 'new'))).toEqual(new Set(['old', 'new']))
    expect(disk.possible(file)).toEqual(new Set(['new']))
  })

  it('a folder is there once it was made, with all above it that were missing, and with what is kept in it then', async () => {
    const deep = join(folder, 'checkpoints', 'abc')
    await makeFolderDurably(deep)
    expect(disk.possible(deep)).toEqual(new Set([FOLDER]))
    await replaceDurably(join(deep, 'checkpoint'), 'note')
    expect(disk.possible(join(deep, 'checkpoint'))).toEqual(new Set(['note']))
  })

  it('a key is there once it was made', async () => {
    const file = join(folder, 'key')
    await makeKeyFile(file, 'witness.example')
    expect([...disk.possible(file)]).toEqual([expect.stringMatching(/^PRIVATE\+KEY\+witness\.example\+/)])
  })
})
