import { writeFile } from 'node:fs/promises'
import { commands } from '../commands.ts'
import { referencePage } from './page.ts'

await writeFile(new URL('../../../../docs/reference/cli.md', import.meta.url), await referencePage(commands))
