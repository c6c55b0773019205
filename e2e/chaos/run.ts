import { rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasRedisServer } from '../support/has-redis-server.ts'
import { brokenBuilds, brokenPlan } from './broken/builds.ts'
import { brokenCopy } from './broken/copy.ts'
import type { Finding } from './check/finding.ts'
import { planOf } from './faults/plan.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { print } from './report.ts'
import { runSession } from './session.ts'
import { unmountAbandoned } from './system/disk.ts'
import { endLeftovers } from './system/leftovers.ts'

/** Below this, what takes half a minute is left out of a session. */
const SHORT_SECONDS = 180
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

const options = readOptions(process.argv.slice(2), hasRedisServer)
if ('faults' in options) {
  console.error([...options.faults, USAGE].join('\n'))
  process.exitCode = 2
} else {
  const prefix = join(tmpdir(), 'koop-chaos-')
  const folder = `${prefix}${process.pid}`
  unmountAbandoned(prefix)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt(signal, folder))
  process.exitCode = await run(options, folder)
}

/** Whoever stops a run does not want what it had so far. */
function interrupt(signal: NodeJS.Signals, folder: string): never {
  console.error(`stopped by ${signal}`)
  endLeftovers()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  process.exit(128 + constants.signals[signal])
}

async function run(options: Options, folder: string): Promise<number> {
  const { seed, seconds, mostFaults, queues, broken, only } = options
  const root = broken ? join(folder, 'source') : REPOSITORY
  if (broken) brokenCopy(REPOSITORY, root, brokenBuilds[broken].edits(REPOSITORY))
  const each = seconds / queues.length
  const short = each < SHORT_SECONDS
  const findings: Finding[] = []
  let faults = 0
  for (const queue of queues) {
    const result = await runSession({
      root,
      folder: join(folder, queue),
      queue,
      diskMegabytes: short ? 512 : 3072,
      seed,
      seconds: each,
      mostFaults,
      tell: print,
      standsStillMs: short && only.length === 0 ? 20_000 : 90_000,
      plan: (canFillDisk) => (broken ? brokenPlan(broken, seed) : planOf(seed, { queue, canFillDisk, short, only })),
    })
    faults += result.faults
    findings.push(...result.findings)
  }
  const laws = [...new Set(findings.map(({ law }) => law))]
  if (broken) return judge(options, folder, laws)
  print({
    chaos: laws.length === 0 ? 'nothing lost, nothing twice' : 'promises were broken',
    seed,
    seconds,
    faults,
    laws,
  })
  if (laws.length === 0) rmSync(folder, { recursive: true, force: true })
  else console.error(`The data and the logs are kept in ${folder}. To repeat: ${commandLine(options)}`)
  return laws.length === 0 ? 0 : 1
}

/** A build that was broken on purpose has to be caught, and for the reason that it was broken for. */
function judge({ broken, seed }: Options, folder: string, laws: readonly string[]): number {
  const expected: readonly string[] = broken ? brokenBuilds[broken].caughtBy : []
  const caught = expected.some((law) => laws.includes(law))
  print({ broken, seed, caught, expected, laws })
  rmSync(folder, { recursive: true, force: true })
  return caught ? 0 : 1
}

function commandLine({ seed, seconds, mostFaults, queues, only }: Options): string {
  const line = `pnpm chaos --seconds ${seconds} --seed ${seed} --queue ${queues.length > 1 ? 'both' : queues[0]}`
  const most = Number.isFinite(mostFaults) ? ` --faults ${mostFaults}` : ''
  return `${line}${most}${only.length > 0 ? ` --only ${only.join(',')}` : ''}`
}
