import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const RUN = fileURLToPath(new URL('./run.ts', import.meta.url))
const KINDS = ['cut', 'kill', 'postgres', 'queue-tables']
/** The database's answer to an API is lost, then it is killed, the queue is emptied, all APIs are killed, and all workers. */
const SEED = '88'
const FAULTS = '5'

interface Line {
  readonly finding?: string
  readonly session?: string
  readonly byKind?: Readonly<Record<string, number>>
  readonly commands?: { readonly acknowledged: number }
}

interface Run {
  readonly code: number | null
  /** What it printed, one line of JSON each. */
  readonly lines: readonly Line[]
  readonly said: string
}

const chaos = (...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [RUN, ...args], (_, stdout, stderr) => {
      const lines = stdout.split('\n').filter(Boolean)
      resolve({ code: child.exitCode, lines: lines.map((line) => JSON.parse(line)), said: stdout + stderr })
    })
  })

// Long runs, all faults and the queue on Redis are for a machine of their own: docs/explanation/faults.md.
it('nothing is lost and nothing happens twice while parts of the system die under load', {
  timeout: 300_000,
}, async () => {
  const faults = ['--faults', FAULTS, '--only', KINDS.join(), '--seed', SEED]
  const { code, lines, said } = await chaos('--seconds', '150', '--queue', 'postgres', ...faults)
  expect(lines.filter(({ finding }) => finding)).toEqual([])
  expect(code, said).toBe(0)
  const session = lines.find((line) => line.session)
  expect(session?.commands?.acknowledged).toBeGreaterThan(100)
  expect(Object.keys(session?.byKind ?? {}).toSorted()).toEqual(KINDS)
})
