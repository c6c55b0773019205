import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Found {
  readonly pid: number
  readonly command: string
}

/** The processes that carry the mark in their command line or environment, such as a folder that only they know. */
export function processesWith(mark: string): Found[] {
  if (process.platform !== 'linux')
    return execFileSync('ps', ['axeww', '-o', 'pid=,command='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(mark))
      .map((line) => ({ pid: Number.parseInt(line, 10), command: line }))
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), command: read(name, 'cmdline'), environment: read(name, 'environ') }))
    .filter(({ command, environment }) => command.includes(mark) || environment.includes(mark))
    .map(({ pid, command }) => ({ pid, command }))
}

/** Waits until none is left; fails with their command lines. */
export async function allGone(mark: string, seconds = 15): Promise<void> {
  const over = Date.now() + seconds * 1000
  for (;;) {
    const left = processesWith(mark)
    if (left.length === 0) return
    if (Date.now() > over)
      throw new Error(`still there: ${left.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`)
    await sleep(50)
  }
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return '' // ended meanwhile, or not ours to look at
  }
}
