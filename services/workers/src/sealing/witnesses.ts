import type { VerifiableLog } from '@kooperacje/events'
import { keepCosignature, toCosign } from '@kooperacje/events'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { everySoOften } from '../log.ts'
import type { WorkerMetrics } from '../metrics.ts'
import { askWitness, type WitnessWord } from './ask-witness.ts'
import type { WitnessAddress } from './witness-list.ts'

export interface WitnessRoundsOptions {
  readonly pool: Pool
  readonly log: VerifiableLog
  readonly witnesses: readonly WitnessAddress[]
  readonly logger: Logger
  readonly metrics: WorkerMetrics
  readonly now?: () => Date
}

const BACKOFF_MS = 5000
const BACKOFF_MAX_MS = 300_000

interface Trouble {
  failures: number
  /** Not before this moment of `performance.now()`. */
  notBefore: number
}

/**
 * Shows the newest checkpoint of each log to each witness that has not cosigned it, and keeps what they answer. Sealing waits
 * for none of it. One that is away or refuses is asked again, less and less often; that is told by metric and log, and by
 * `koop doctor`. Safe to run in several processes: a witness cosigns the same checkpoint as often as it is asked.
 */
export function witnessRounds(options: WitnessRoundsOptions): (signal?: AbortSignal) => Promise<void> {
  const { witnesses, logger, metrics } = options
  const warn = everySoOften(logger, 'the witnesses could not be asked')
  const troubles = new Map<string, Trouble>()
  const told = new Map(
    witnesses.map(({ key }) => [key.name, everySoOften(logger, 'a witness does not cosign', 60_000)]),
  )

  async function askAll(witness: WitnessAddress, signal?: AbortSignal): Promise<void> {
    const { name } = witness.key
    const trouble = troubles.get(name) ?? { failures: 0, notBefore: 0 }
    troubles.set(name, trouble)
    if (performance.now() < trouble.notBefore) return
    let failed = false
    for (const { ledger, known } of await toCosign(options.pool, name)) {
      if (signal?.aborted) return
      const word = await askAbout(options, witness, ledger, known, signal)
      if (word === null || signal?.aborted) continue
      metrics.witnessAnswers.inc({ witness: name, answer: word.is })
      if (word.is === 'cosigned') continue
      failed = true
      told.get(name)?.(new Error(word.reason), { witness: name, ledger, answer: word.is })
      // The others of this witness would wait out the same time.
      if (word.is === 'unreachable') break
    }
    trouble.failures = failed ? trouble.failures + 1 : 0
    trouble.notBefore = failed ? performance.now() + pause(trouble.failures) : 0
    metrics.witnessFailing.set({ witness: name }, trouble.failures)
  }

  return async (signal) => {
    const rounds = witnesses.map((witness) => askAll(witness, signal).catch((error) => warn(error)))
    await Promise.all(rounds)
  }
}

/** Null when there is nothing to show. */
async function askAbout(
  { pool, log, now = () => new Date(), metrics }: WitnessRoundsOptions,
  witness: WitnessAddress,
  ledger: string,
  known: number,
  signal?: AbortSignal,
): Promise<WitnessWord | null> {
  const checkpoint = await log.checkpoint(ledger)
  if (!checkpoint) return null
  const { size, note } = checkpoint
  const proofFrom = (from: number) => log.consistencyProof(ledger, from, size)
  const word = await askWitness(witness, { size, note, proofFrom }, known, signal)
  if (word.is === 'cosigned') {
    const { name } = witness.key
    await keepCosignature(pool, { ledger, size, witness: name, line: word.line, receivedAt: now() })
    metrics.witnessSize.set({ ledger, witness: name }, size)
  }
  return word
}

const pause = (failures: number) => Math.min(BACKOFF_MS * 2 ** (failures - 1), BACKOFF_MAX_MS) * (1 + Math.random() / 5)
