import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { errorCode, Problem } from './problem.ts'

export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL refuses to run as root; as root it is run as `postgres`, else as `nobody`. Undefined: as who we are. */
export async function serverAccount(uid = process.getuid?.(), passwd = '/etc/passwd'): Promise<Account | undefined> {
  if (uid !== 0) return undefined
  const lines = (await readFile(passwd, 'utf8')).split('\n')
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (fields?.[2] && fields[3]) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new Problem(
    'PostgreSQL does not run as root and there is neither a user `postgres` nor `nobody`: start as an ordinary user.',
  )
}

/** Whether the account may enter the folder: every folder on the way must let it through. */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = await stat(at).catch((error) => {
      if (errorCode(error) === 'ENOENT') return undefined
      throw error
    })
    if (found) {
      const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001
      if ((found.mode & bit) === 0) return false
    }
    if (at === dirname(at)) return true
  }
}
