import type { Client } from 'pg'
import { type Finding, fail, ok, warn } from './finding.ts'

const OLDEST_POSTGRES = 15
/** From here on the domain refuses dates of this machine as lying in the future. */
const CLOCK_FAIL_MS = 5 * 60_000
const CLOCK_WARN_MS = 1000

export async function versionFinding(client: Client): Promise<Finding> {
  const number = await setting(client, 'server_version_num')
  const major = Math.floor(Number(number) / 10_000)
  const seen = `PostgreSQL ${await setting(client, 'server_version')}`
  return major >= OLDEST_POSTGRES
    ? ok('server version', seen)
    : fail('server version', seen, `use PostgreSQL ${OLDEST_POSTGRES} or newer`)
}

/** An acknowledged command must be on the disk: each of these three, switched off, loses it in a crash. */
export async function durabilityFindings(client: Client): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const value = await setting(client, name)
    findings.push(
      value === 'off'
        ? fail(name, 'off: a crash of the server loses what it has confirmed', `alter system set ${name} = on`)
        : ok(name, value),
    )
  }
  return findings
}

export async function clockFinding(client: Client): Promise<Finding> {
  const before = Date.now()
  const { rows } = await client.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  )
  const after = Date.now()
  // Half of the round trip is as good as it gets; what is left of it counts as nothing.
  const uncertain = (after - before) / 2
  const difference = Math.round((before + after) / 2 - Number(rows[0]?.ms))
  const behind = difference < 0 ? 'behind' : 'ahead of'
  const seen = `this machine is ${Math.abs(difference)} ms ${behind} the server`
  const advice = 'set both clocks by the same time service (NTP)'
  const sure = Math.abs(difference) - uncertain
  if (sure > CLOCK_FAIL_MS) return fail('clocks', seen, advice)
  return sure > CLOCK_WARN_MS ? warn('clocks', seen, advice) : ok('clocks', seen)
}

async function setting(client: Client, name: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>('select current_setting($1) as value', [name])
  return rows[0]?.value ?? ''
}
