import { type AppOptions, buildApp } from '@kooperacje/api'
import { catchUp } from '@kooperacje/events'
import { nextNoticeDay, projections } from '@kooperacje/readmodels'
import { sweepDeadlines } from '@kooperacje/workers'
import { createAccounts, type DemoAccounts } from './accounts.ts'
import { LEDGER, scenario } from './scenario.ts'
import type { Step } from './step.ts'

export interface DemoOptions {
  readonly databaseUrl: string
  readonly masterKey: AppOptions['masterKey']
}

/**
 * Gives the scenario to the system as its clients would: every row is an HTTP request to the API's own routes (in
 * process, without a socket), with the key of the institution that acts. Between the rows the deadlines are swept as of
 * the days that pass, so that reminders and alarms fall on the days on which they would have fallen.
 */
export async function loadDemo({ databaseUrl, masterKey }: DemoOptions): Promise<DemoAccounts> {
  const { app, context } = await buildApp({ databaseUrl, masterKey, logger: false })
  try {
    const accounts = await createAccounts(context)
    const project = async (wanted: typeof projections) => {
      for (const projection of wanted) await catchUp(context.pool, context.codec, projection, LEDGER)
    }
    // Between the rows only deadlines are asked for; the others come up to date at the end, in one batch each.
    const deadlines = projections.filter(({ name }) => name === 'deadlines')
    for (const [index, step] of scenario.entries()) {
      await project(deadlines)
      await sweepUntil(step.on, context, () => project(deadlines))
      const response = await app.inject({
        method: 'POST',
        url: `/v1/${LEDGER}${step.post}`,
        headers: { authorization: `Bearer ${accounts.keys[step.as]}`, 'idempotency-key': `demo-${index}` },
        payload: { ...step.body, occurredAt: momentOf(step) },
      })
      if (response.statusCode >= 300) {
        throw new Error(`row ${step.row} of the scenario, ${step.post}, was refused: ${response.body}`)
      }
    }
    await project(projections)
    return accounts
  } finally {
    await app.close()
  }
}

type Context = Awaited<ReturnType<typeof buildApp>>['context']

/** Raises what fell due before `day`, oldest first, each on its own day. */
async function sweepUntil(day: string, context: Context, project: () => Promise<void>): Promise<void> {
  for (;;) {
    const asOf = await nextNoticeDay(context.pool, LEDGER, { upTo: dayBefore(day) })
    if (asOf === null) return
    await sweepDeadlines({ ...context, ledgers: [LEDGER], asOf, occurredAt: at(asOf, 7, 0) })
    await project()
  }
}

/** 09:00 in Poland plus five minutes for each earlier row of the same day. */
export function momentOf(step: Step): string {
  const rowsThatDay = [...new Set(scenario.filter(({ on }) => on === step.on).map(({ row }) => row))]
  return at(step.on, 9, rowsThatDay.indexOf(step.row) * 5)
}

/** The instant at which clocks in Poland show this time. */
function at(day: string, hour: number, minute: number): string {
  const utc = Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Warsaw', timeZoneName: 'longOffset' })
    .formatToParts(utc)
    .find(({ type }) => type === 'timeZoneName')?.value
  const hours = Number(/GMT\+(\d\d)/.exec(shown ?? '')?.[1] ?? 0)
  return new Date(utc - hours * 3_600_000).toISOString()
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
