import { benchAppend } from './src/append.ts'
import { benchCold } from './src/cold.ts'
import { benchCorrections } from './src/corrections.ts'
import { benchDeadlines } from './src/deadlines.ts'
import { benchGrowth } from './src/growth.ts'
import { benchHttp } from './src/http.ts'
import { benchImport } from './src/import.ts'
import { benchIndicators } from './src/indicators.ts'
import { benchLatency } from './src/latency.ts'
import { benchProcesses } from './src/processes.ts'
import { benchProjection } from './src/projection.ts'
import { benchRebuild } from './src/rebuild.ts'
import { benchRebuildLive } from './src/rebuild-live.ts'
import { benchReminders } from './src/reminders.ts'
import { benchReplay } from './src/replay.ts'
import { benchSealing } from './src/sealing.ts'
import { printMachine, type Server, startServer } from './src/server.ts'
import { benchSlowCommits } from './src/slow-commits.ts'
import { benchTlog } from './src/tlog.ts'
import { withTown } from './src/town.ts'
import { benchWhatIf } from './src/what-if.ts'
import { benchWorkflow } from './src/workflow.ts'

/** `node bench/run.ts [name…]`: without names all of them but those that take longer than all the others together. */
const BENCHES: Readonly<Record<string, (server: Server) => Promise<void>>> = {
  append: (server) => benchAppend(server),
  processes: (server) => benchProcesses(server),
  'slow-commits': benchSlowCommits,
  import: benchImport,
  http: benchHttp,
  latency: benchLatency,
  replay: benchReplay,
  projection: benchProjection,
  workflow: benchWorkflow,
  rebuild: benchRebuild,
  'rebuild-live': benchRebuildLive,
  indicators: benchIndicators,
  deadlines: (server) => benchDeadlines(server),
  reminders: benchReminders,
  cold: benchCold,
  corrections: benchCorrections,
  town: (server) => withTown(server, async () => {}),
  'what-if': benchWhatIf,
  tlog: benchTlog,
  sealing: benchSealing,
  growth: benchGrowth,
}
const BY_NAME_ONLY = ['growth']

const names = process.argv.slice(2)
const unknown = names.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`There is no benchmark '${unknown.join("', '")}'. There are: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(2)
}

const server = await startServer()
// Whoever grows tired of waiting leaves no databases behind; what is cut off by that fails, and need not be told.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.on('uncaughtException', () => {})
    void server.stop().finally(() => process.exit(1))
  })
}
try {
  await printMachine(server)
  for (const [name, run] of Object.entries(BENCHES)) {
    if (names.length === 0 ? !BY_NAME_ONLY.includes(name) : names.includes(name)) await run(server)
  }
} finally {
  await server.stop()
}
