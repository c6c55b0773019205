import { type LogState, logLags, logState, logStates, toCosign } from '@kooperacje/events'
import type { Pool } from 'pg'
import { defineCommand, type ExitCode, flag, optional } from '../command-line/command.ts'
import { ledgerName } from '../command-line/kinds.ts'
import { headOf, withHistory } from '../history/open.ts'
import { witnessNames } from '../log/witnesses.ts'
import { table } from '../output/table.ts'

interface Status extends LogState {
  /** When the first event that is not sealed was recorded; null when all are. */
  readonly waitingSince: string | null
  readonly witnesses: readonly {
    readonly witness: string
    /** Size of the newest checkpoint that it has cosigned; 0 for none. */
    readonly size: number
    /** When the first checkpoint that it has not cosigned was signed; null when it has cosigned the newest. */
    readonly waitingSince: string | null
  }[]
}

export const logStatus = defineCommand({
  about:
    'Show how far the history of each ledger is sealed, whether it is still what was sealed, and who has cosigned it.',
  details: [
    'Witnesses are those of KOOP_LOG_WITNESSES, as the workers have it; where it is not set, all who have ever cosigned. Ends with 1 when the past of a ledger is not what was sealed: nothing of it is sealed until it is again.',
  ],
  operands: {},
  options: {
    ledger: optional(ledgerName, 'This ledger alone.'),
    json: flag('Print one JSON document.'),
  },
  examples: [{ line: 'koop log status --ledger 2416021', about: 'Is everything sealed, and do the witnesses follow?' }],
  async run({ out, err, environment }, { ledger, json }) {
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      if (ledger !== undefined) await headOf(history, ledger)
      const names = await witnessNames(history.pool, environment)
      const logs = await statusOf(history.pool, names, ledger)
      if (json) await out.line(JSON.stringify({ logs }, null, 2))
      else await out.write(table(['LEDGER', 'SEALED', 'BEHIND', 'SIGNED', ...names], logs.map(row)))
      for (const { ledger: name, fault } of logs) {
        if (!fault) continue
        const at = fault.position === null ? '' : ` at position ${fault.position}`
        await err.line(
          `The past of ledger ${name} is not what was sealed${at}, found at ${fault.since}: ${fault.reason}. Nothing of it is sealed until it is again.`,
        )
      }
      return logs.some(({ fault }) => fault) ? 1 : 0
    })
  },
})

async function statusOf(pool: Pool, names: readonly string[], ledger: string | undefined): Promise<readonly Status[]> {
  const states =
    ledger === undefined ? await logStates(pool) : [await logState(pool, ledger)].filter((one) => one !== null)
  const lags = new Map((await logLags(pool)).map((lag) => [lag.ledger, lag]))
  const behind = new Map<string, ReadonlyMap<string, { known: number; since: Date | null }>>()
  for (const name of names) behind.set(name, new Map((await toCosign(pool, name)).map((log) => [log.ledger, log])))
  return states.map((state) => ({
    ...state,
    waitingSince: lags.get(state.ledger)?.since?.toISOString() ?? null,
    witnesses: names.map((witness) => {
      const late = behind.get(witness)?.get(state.ledger)
      return { witness, size: late?.known ?? state.size, waitingSince: late?.since?.toISOString() ?? null }
    }),
  }))
}

/** Of a witness only what is missing: a number that is that of the log need not be compared. */
const row = ({ ledger, size, head, signedAt, witnesses }: Status): readonly (string | number)[] => [
  ...[ledger, size, head - size, signedAt ?? '–'],
  ...witnesses.map(({ size: cosigned, waitingSince }) => (waitingSince === null ? 'all' : `up to ${cosigned}`)),
]
