import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { commands } from '../commands.ts'
import { referencePage } from './page.ts'

it('docs/reference/cli.md says what the commands say (pnpm reference mends it)', async () => {
  const stored = await readFile(new URL('../../../../docs/reference/cli.md', import.meta.url), 'utf8')
  expect(stored).toBe(await referencePage(commands))
})
