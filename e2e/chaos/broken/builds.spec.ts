import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Broken, brokenBuilds } from './builds.ts'
import { brokenCopy, carryOut } from './copy.ts'

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'koop-broken-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe.each(Object.keys(brokenBuilds) as Broken[])('the build with a broken %s', (broken) => {
  it('differs from the sources as they are, in its files and no others', () => {
    const edits = brokenBuilds[broken].edits(REPOSITORY)
    brokenCopy(REPOSITORY, folder, edits)
    for (const { file, find } of edits) {
      const original = readFileSync(join(REPOSITORY, file), 'utf8')
      expect(readFileSync(join(folder, file), 'utf8')).not.toBe(original)
      expect(original).toContain(find)
    }
    const untouched = 'packages/events/src/postgres/store.ts'
    expect(readFileSync(join(folder, untouched), 'utf8')).toBe(readFileSync(join(REPOSITORY, untouched), 'utf8'))
  })
})

it('is not made when the text to be broken is no longer there, or there twice', () => {
  writeFileSync(join(folder, 'file.ts'), 'one two two')
  expect(() => carryOut(folder, { file: 'file.ts', find: 'three', replace: '' })).toThrow(
    /0 times instead of once: three/,
  )
  expect(() => carryOut(folder, { file: 'file.ts', find: 'two', replace: '' })).toThrow(/2 times instead of once: two/)
})
