import { spawn } from 'node:child_process'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { exists, syncFolder } from './files.ts'
import type { Account } from './postgres-account.ts'
import { POSTGRES_MAJOR } from './postgres-binaries.ts'
import { Problem } from './problem.ts'

export const SUPERUSER = 'postgres'

/** PostgreSQL takes settings from PG* variables too; it also has no business with our secrets. */
export const SERVER_ENVIRONMENT = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' }

/** Makes the cluster unless it is there. A start that is killed halfway leaves a draft, never half a cluster. */
export async function ensureCluster(
  server: string,
  data: string,
  password: string,
  account: Account | undefined,
): Promise<void> {
  if (await exists(join(data, 'PG_VERSION'))) return checkVersion(data)
  const draft = `${data}.${process.pid}`
  const passwordFile = `${draft}.password`
  try {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { mode: 0o700 })
    await chmod(draft, 0o700)
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (account) for (const path of [draft, passwordFile]) await chown(path, account.uid, account.gid)
    await initdb(server, draft, passwordFile, account)
    await rename(draft, data)
    // Before anybody keeps something in it: without its name the next start would begin anew.
    await syncFolder(dirname(data))
  } finally {
    await rm(passwordFile, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

async function initdb(server: string, data: string, passwordFile: string, account: Account | undefined): Promise<void> {
  const child = spawn(
    join(server, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in provider sorts and folds case alike on every machine, so no update of the C library
      // can make an index wrong. Polish order is asked for where a page needs it.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...account, cwd: '/', env: SERVER_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [code, said] = await Promise.all([ended, text(child.stderr)])
  if (code === 0) return
  const line = said.split('\n').find((candidate) => /error|fatal/i.test(candidate)) ?? said.trim().split('\n').at(-1)
  throw new Problem(`PostgreSQL could not make its database in ${data}: ${line?.replace(/^initdb: /, '').trim()}.`)
}

async function checkVersion(data: string): Promise<void> {
  const major = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (Number(major) !== POSTGRES_MAJOR)
    throw new Problem(
      `${data} was written by PostgreSQL ${major} and this is ${POSTGRES_MAJOR}: export it with the older release, then delete the folder and import.`,
    )
}
