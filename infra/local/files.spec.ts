import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disk, FOLDER } from '@kooperacje/infra/testing'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepSecret, makeFolder } from './files.ts'

vi.mock('node:fs/promises', async (original) =>
  (await import('@kooperacje/infra/testing')).disk.watching(await original<typeof import('node:fs/promises')>()),
)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'power-loss-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('when the power goes', () => {
  it('a secret is whole or not there, and is there once somebody was told of it', async () => {
    const file = join(folder, 'master.key')
    expect(await disk.during(file, () => keepSecret(file, 'secret'))).toEqual(new Set([null, 'secret']))
    expect(disk.possible(file)).toEqual(new Set(['secret']))
  })

  it('so it is for whoever came second', async () => {
    const file = join(folder, 'master.key')
    const told = await Promise.all([keepSecret(file, 'one'), keepSecret(file, 'other')])
    expect(told[0]).toBe(told[1])
    expect(disk.possible(file)).toEqual(new Set([told[0]]))
  })

  it('a folder is there once it was made, with all above it that were missing', async () => {
    const deep = join(folder, 'data', 'of', 'ours')
    await makeFolder(deep)
    expect(disk.possible(deep)).toEqual(new Set([FOLDER]))
  })
})
