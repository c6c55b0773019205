import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { referencePages } from './pages.ts'

it.each(Object.entries(referencePages))(
  'docs/reference/%s says what the code says (pnpm reference mends it)',
  async (file, make) => {
    const stored = await readFile(new URL(`../../docs/reference/${file}`, import.meta.url), 'utf8')
    expect(stored).toBe(make())
  },
)
