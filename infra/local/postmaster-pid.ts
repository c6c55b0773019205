import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { readIfExists } from './files.ts'

/** Above every system's largest process number, so it is nobody's. */
const NOBODYS_PID = 2_147_483_646

/**
 * The process of the server that still holds this cluster, if there is one.
 *
 * After a crash the number in `postmaster.pid` may belong to anybody (in a restarted container it nearly always does);
 * PostgreSQL only asks whether such a process exists, and would refuse to start for as long as it does. Then the number
 * is replaced and not the file removed: the lines below it are how PostgreSQL finds out that a backend of the
 * crashed server still writes.
 */
export async function runningPostmaster(data: string): Promise<number | undefined> {
  const file = join(data, 'postmaster.pid')
  const content = await readIfExists(file)
  const pid = Number(content?.split('\n')[0])
  if (!content || !Number.isInteger(pid) || pid <= 0 || pid === NOBODYS_PID) return undefined
  if (await isPostmasterOf(data, pid)) return pid
  await writeFile(file, content.replace(/^\d+/, String(NOBODYS_PID)))
  return undefined
}

async function isPostmasterOf(data: string, pid: number): Promise<boolean> {
  const command = await commandLine(pid)
  return command.includes('postgres') && command.includes(data)
}

async function commandLine(pid: number): Promise<string> {
  // A process may end between the question and the answer; either way it is not the one sought.
  if (process.platform === 'linux') return (await readIfExists(`/proc/${pid}/cmdline`).catch(() => '')) ?? ''
  const ps = spawn('ps', ['-o', 'command=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
  return text(ps.stdout)
}
