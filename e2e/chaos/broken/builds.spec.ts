import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

// That such a build is caught is for a run to show: `pnpm chaos --broken checkpoint`.
describe.each(Object.keys(brokenBuilds) as Broken[])('the sources with a broken %s', (broken) => {
  it('differ from those of the working tree in the files of the edits and in no others', () => {
    const edits = brokenBuilds[broken].edits(REPOSITORY)
    brokenCopy(REPOSITORY, folder, edits)
    const copied = filesOf(folder)
    const differing = copied.filter(
      (file) => !readFileSync(join(folder, file)).equals(readFileSync(join(REPOSITORY, file))),
    )
    expect(differing.toSorted()).toEqual([...new Set(edits.map(({ file }) => file))].toSorted())
    expect(copied).toContain('services/workers/src/main.ts')
    for (const { file, replace } of edits) expect(readFileSync(join(folder, file), 'utf8')).toContain(replace)
  })
})

/** Links to other packages are not followed: they lead round in circles. */
function filesOf(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    if (entry.isDirectory()) return filesOf(folder, path)
    return entry.isFile() ? [path] : []
  })
}

it('a text to be broken that is no longer there, or there twice, stops the copy', () => {
  writeFileSync(join(folder, 'file.ts'), 'one two two')
  expect(() => carryOut(folder, { file: 'file.ts', find: 'three', replace: '' })).toThrow(
    /0 times instead of once: three/,
  )
  expect(() => carryOut(folder, { file: 'file.ts', find: 'two', replace: '' })).toThrow(/2 times instead of once: two/)
})
