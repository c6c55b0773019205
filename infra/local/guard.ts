import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

// Stops the embedded PostgreSQL when the launcher is gone. It runs as a process of its own and holds a pipe from the
// launcher, which the system closes however the launcher ends, SIGKILL included. The lines name the server's process.
const data = process.argv[2]
if (!data) throw new Error('usage: guard.ts <folder of the cluster>')

let postmaster: number | undefined
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
for await (const line of createInterface({ input: process.stdin })) postmaster = Number(line)

for (const [signal, seconds] of [
  ['SIGINT', 20], // fast: end every session, write a checkpoint
  ['SIGQUIT', 10], // immediate: the next start recovers from the log
  ['SIGKILL', 0],
] as const) {
  if (!serves()) break
  process.kill(postmaster as number, signal)
  for (let waited = 0; waited < seconds * 20 && serves(); waited++) await sleep(50)
}

/** The number alone could by now be another process's; the server writes it into its folder and clears it at the end. */
function serves(): boolean {
  if (!postmaster) return false
  try {
    process.kill(postmaster, 0)
    return Number(readFileSync(join(data as string, 'postmaster.pid'), 'utf8').split('\n')[0]) === postmaster
  } catch {
    return false
  }
}
