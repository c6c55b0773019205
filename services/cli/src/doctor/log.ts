import { type LogLag, logLags, toCosign } from '@kooperacje/events'
import type { Pool } from 'pg'
import { witnessNames } from '../log/witnesses.ts'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Workers seal every few seconds, and ask witnesses as often. */
const LAG_WARN_MS = 60_000
const LAG_FAIL_MS = 15 * 60_000
const WITNESS_WARN_MS = 15 * 60_000

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

/** Is the history sealed as it grows, and is it still what was sealed? */
export async function sealingFinding(pool: Pool, now: Date = new Date()): Promise<Finding> {
  const lags = await logLags(pool)
  const [faulty, ...others] = lags.filter(({ fault }) => fault)
  if (faulty?.fault) {
    const { position, reason, since } = faulty.fault
    const at = position === null ? '' : ` at position ${position}`
    const more = others.length > 0 ? `, and ${counted(others.length, 'more ledger')} likewise` : ''
    return fail(
      'sealed history',
      `the log of ledger ${faulty.ledger} is refused${at} since ${since}: ${reason}${more}`,
      'somebody changed what was sealed, or the log got another key or origin; `koop log status` shows all, and a backup what was there before',
    )
  }
  const waiting = lags.filter((lag): lag is LogLag & { since: Date } => lag.since !== null)
  const [oldest] = waiting.toSorted((a, b) => a.since.getTime() - b.since.getTime())
  if (!oldest) return ok('sealed history', 'every event of every ledger is sealed')
  const seen = `${counted(waiting.length, 'ledger')} behind, ${oldest.ledger} longest: ${counted(oldest.head - oldest.size, 'event')} since ${oldest.since.toISOString()}`
  const age = now.getTime() - oldest.since.getTime()
  const advice = 'see that the workers run, and what they log about sealing'
  if (age > LAG_FAIL_MS) return fail('sealed history', seen, advice)
  return age > LAG_WARN_MS ? warn('sealed history', seen, advice) : ok('sealed history', seen)
}

/** Sealing waits for no witness, so nothing of this is a failure of ours. */
export async function witnessFinding(
  pool: Pool,
  environment: NodeJS.ProcessEnv,
  now: Date = new Date(),
): Promise<Finding> {
  const names = await witnessNames(pool, environment)
  if (names.length === 0) return ok('witnesses', 'nobody is asked to cosign')
  const late: string[] = []
  for (const name of names) {
    const behind = (await toCosign(pool, name)).flatMap(({ since }) => (since ? [since.getTime()] : []))
    const oldest = Math.min(...behind)
    if (now.getTime() - oldest <= WITNESS_WARN_MS || behind.length === 0) continue
    late.push(`${name} has not cosigned ${counted(behind.length, 'log')} since ${new Date(oldest).toISOString()}`)
  }
  if (late.length === 0) return ok('witnesses', `${names.join(', ')} cosign what is sealed`)
  return warn(
    'witnesses',
    late.join('; '),
    'ask whoever runs it whether it answers or says ALARM; the workers log what it answered',
  )
}
