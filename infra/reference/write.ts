import { writeFile } from 'node:fs/promises'
import { referencePages } from './pages.ts'

for (const [file, make] of Object.entries(referencePages)) {
  await writeFile(new URL(`../../docs/reference/${file}`, import.meta.url), make())
}
