import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Edit } from './builds.ts'

const PARTS = ['packages', 'services', 'infra']
const LEFT_OUT = new Set(['.data', '.vite', 'coverage'])

/**
 * The sources as they lie in the working tree, with edits, beside the libraries of the original. Links between the packages
 * are relative, so they lead to the copies.
 */
export function brokenCopy(root: string, to: string, edits: readonly Edit[]): void {
  for (const part of PARTS) {
    cpSync(join(root, part), join(to, part), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !LEFT_OUT.has(basename(source)),
    })
  }
  cpSync(join(root, 'package.json'), join(to, 'package.json'))
  symlinkSync(join(root, 'node_modules'), join(to, 'node_modules'))
  for (const edit of edits) carryOut(to, edit)
}

/** A text that is no longer there, or not only once, would leave the build whole, and the proof worth nothing. */
export function carryOut(root: string, { file, find, replace }: Edit): void {
  const path = join(root, file)
  const before = readFileSync(path, 'utf8')
  const times = before.split(find).length - 1
  if (times !== 1)
    throw new Error(`${file} holds the text that is to be broken ${times} times instead of once: ${find}`)
  writeFileSync(
    path,
    before.replace(find, () => replace),
  )
}
