import type { Pool, QueryConfig } from 'pg'
import type { EncodedCommand } from '../codec.ts'
import { splitStreamName } from '../structure.ts'
import type { AppendedEvent, AppendResult, VersionConflict } from '../types.ts'

const SQL =
  'select es.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::json[], $16::json[]) as answer'

interface Answer {
  /** Per command. */
  readonly outcomes: readonly number[]
  readonly firsts: readonly number[]
  /** Per event. */
  readonly versions: readonly (number | null)[]
  /** Per expectation, null where it was met. */
  readonly actual: readonly (number | null)[]
  readonly repeats: Readonly<Record<string, { first: number; count: number }>> | null
}

export type BatchAnswer = AppendResult | { readonly repeat: { readonly first: number; readonly count: number } }

/** One call to es.append for a batch of commands of one ledger; answers in their order. */
export async function appendBatch(
  pool: Pool,
  commands: readonly EncodedCommand[],
  timeoutMs: number,
): Promise<BatchAnswer[]> {
  const streams = new Map<string, number>()
  const indexOf = (stream: string) => {
    const known = streams.get(stream)
    if (known !== undefined) return known
    streams.set(stream, streams.size + 1)
    return streams.size
  }
  const expectations = commands.flatMap(({ expectations }, c) =>
    expectations.map(({ stream, version }) => [c + 1, indexOf(stream), version] as const),
  )
  const events = commands.flatMap(({ events }, c) => events.map((event) => ({ command: c + 1, event })))

  // The driver knows a time-out per query, its types do not.
  const query: QueryConfig & { query_timeout: number } = {
    name: 'es.append',
    text: SQL,
    query_timeout: timeoutMs,
    values: [
      commands[0]?.ledger,
      commands.map(({ idempotency }) => idempotency?.key ?? null),
      commands.map(({ idempotency }) => idempotency?.fingerprint ?? null),
      [...streams.keys()],
      expectations.map(([command]) => command),
      expectations.map(([, stream]) => stream),
      expectations.map(([, , version]) => version),
      events.map(({ command }) => command),
      events.map(({ event }) => indexOf(event.stream)),
      events.map(({ event }) => event.stream),
      events.map(({ event }) => event.eventId),
      events.map(({ event }) => event.type),
      events.map(({ event }) => event.schemaVersion),
      events.map(({ event }) => event.occurredAt),
      events.map(({ event }) => event.payload),
      events.map(({ event }) => event.metadata),
    ],
  }
  const { rows } = await pool.query<{ answer: Answer }>(query)
  const answer = rows[0]?.answer
  if (!answer) throw new Error('es.append gave no answer')

  let event = 0
  let expectation = 0
  return commands.map((command, c) => {
    const firstEvent = event
    const firstExpectation = expectation
    event += command.events.length
    expectation += command.expectations.length
    switch (answer.outcomes[c]) {
      case 0:
        return { ok: true, repeated: false, ...appended(command, answer.firsts[c] ?? 0, answer.versions, firstEvent) }
      case 1:
        return {
          ok: false,
          refusal: { code: 'wrong-version', conflicts: conflicts(command, answer, firstExpectation) },
        }
      case 2:
        return { ok: false, refusal: { code: 'idempotency-key-reused', key: command.idempotency?.key ?? '' } }
      default: {
        const repeat = answer.repeats?.[c + 1]
        if (!repeat) throw new Error('es.append named a repeated command without what it repeats')
        return { repeat }
      }
    }
  })
}

function appended({ events }: EncodedCommand, first: number, versions: Answer['versions'], firstEvent: number) {
  const written: AppendedEvent[] = events.map(({ stream, type }, e) => ({
    ...splitStreamName(stream),
    streamVersion: versions[firstEvent + e] ?? 0,
    position: first + e,
    type,
  }))
  // A command that only checked is told the head at that moment.
  return { events: written, position: first + events.length - 1 }
}

function conflicts({ expectations }: EncodedCommand, { actual }: Answer, firstExpectation: number): VersionConflict[] {
  return expectations.flatMap(({ stream, version }, x) => {
    const found = actual[firstExpectation + x] ?? null
    return found === null ? [] : [{ ...splitStreamName(stream), expected: version, actual: found }]
  })
}
