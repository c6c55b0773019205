import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) {
    for (const data of [folder, join(folder, '.data')]) await removeHome(join(data, 'postgres.json'))
    await rm(folder, { recursive: true, force: true })
  }
})

/** A folder that is removed after the test, with what a cluster below it keeps elsewhere. */
export async function temporaryFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'koop-spec-'))
  await chmod(folder, mode)
  folders.push(folder)
  return folder
}

async function removeHome(file: string): Promise<void> {
  const content = await readFile(file, 'utf8').catch(() => undefined)
  const home = content && JSON.parse(content).home
  if (home) await rm(home, { recursive: true, force: true })
}
