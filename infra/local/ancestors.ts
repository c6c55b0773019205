import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { lives } from './lives.ts'

/**
 * The processes that stand between the person and us and have to live as long as we do: our parent, and above it
 * the package managers and their shells (npx → sh → pnpm → node). Some of them end on a signal without passing it on;
 * then nobody could stop us any more. The shell or script that called them is not one of them: `npx pnpm start &` in
 * a script that ends is meant to go on.
 */
function ancestors(): number[] {
  const self = lookUp(process.pid)
  const chain: Found[] = []
  for (let pid = process.ppid; pid > 1; ) {
    const found = lookUp(pid)
    // An interactive shell gives each command line a process group: beyond it nothing belongs to this command line.
    if (!found || found.group !== self?.group) break
    chain.push(found)
    pid = found.parent
  }
  const outermost = chain.findLastIndex(({ command }) =>
    /(^|[/\s])(npx|npm|pnpm|pnpx)(-cli\.js|\.c?js)?(\s|$)/.test(command),
  )
  return chain.slice(0, outermost + 1).map(({ pid }) => pid)
}

interface Found {
  readonly pid: number
  readonly parent: number
  readonly group: number
  readonly command: string
}

/** Calls back once when one of them is gone. Polled: no system tells a process that its grandparent has died. */
export function watchAncestors(onGone: () => void, everyMilliseconds = 500): () => void {
  const parent = process.ppid
  const chain = ancestors()
  const timer = setInterval(() => {
    if (process.ppid === parent && chain.every(lives)) return
    clearInterval(timer)
    onGone()
  }, everyMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

function lookUp(pid: number): Found | undefined {
  try {
    if (process.platform !== 'linux') {
      const line = execFileSync('ps', ['-o', 'ppid=,pgid=,command=', '-p', String(pid)], { encoding: 'utf8' })
      const [, parent, group, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/s.exec(line) ?? []
      return command ? { pid, parent: Number(parent), group: Number(group), command } : undefined
    }
    // The name of the program stands in brackets and may itself contain brackets and spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { pid, parent: Number(parent), group: Number(group), command }
  } catch {
    // It ended while we looked, or this system hides other users' processes: then the parent alone is watched.
    return undefined
  }
}
