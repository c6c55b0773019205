import { simulateLedger } from '@kooperacje/commands'
import { builtInModel, type ModelDocument } from '@kooperacje/domain'
import { print } from './report.ts'
import type { Server } from './server.ts'
import { withTown } from './town.ts'

const ROUNDS = 3

/** One with another deadline, as offices try out; and one that changes rules, so that every fact has to be asked about. */
const DRAFTS: readonly (readonly [name: string, change: (model: ModelDocument) => void])[] = [
  [
    'P-11 in 7 days',
    ({ deadlines }) => {
      for (const rule of deadlines) {
        if (rule.id === 'P-11') rule.due = { after: { count: 7, unit: 'CALENDAR_DAYS' } }
      }
    },
  ],
  [
    'teams of five, suspension only of what is in progress',
    ({ parameters, processes }) => {
      parameters.minTeamMembers = 5
      const row = processes.case?.transitions.CaseSuspended?.[0]
      if (row) row.from = ['IN_PROGRESS']
    },
  ],
]

/** The whole ledger of the simulated town under another version of the model: reading, replaying, comparing. */
export async function benchWhatIf(server: Server): Promise<void> {
  await withTown(server, async ({ store, ledger, events }) => {
    for (const [name, change] of DRAFTS) {
      const draft = structuredClone(builtInModel)
      draft.version = '2.0'
      change(draft)
      const rates: number[] = []
      const processor: number[] = []
      for (let round = 0; round <= ROUNDS; round++) {
        const began = performance.now()
        const used = process.cpuUsage()
        await simulateLedger(store, ledger, { draft })
        const { user, system } = process.cpuUsage(used)
        // The first round is not counted.
        if (round > 0) {
          rates.push((events * 1000) / (performance.now() - began))
          processor.push((user + system) / 1000)
        }
      }
      const middle = (values: readonly number[]) =>
        Math.round([...values].sort((a, b) => a - b)[values.length >> 1] ?? 0)
      const rssMiB = Math.round(process.memoryUsage().rss / 2 ** 20)
      print({
        bench: 'what-if',
        case: `${name}, ${events} events`,
        ours: middle(rates),
        unit: 'events/s',
        processorMs: middle(processor),
        rssMiB,
      })
    }
  })
}
