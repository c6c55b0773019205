import type { Pool } from 'pg'
import type { EncodedCommand } from '../codec.ts'
import type { AppendedEvent, AppendResult, VersionConflict } from '../types.ts'

const SQL =
  'select es.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::json[], $16::json[]) as answer'

interface Answer {
  readonly outcomes: readonly number[]
  readonly positions: readonly (number | null)[]
  readonly versions: readonly (number | null)[]
  readonly actual: readonly number[]
  readonly repeats: Readonly<Record<string, { first: number; count: number }>> | null
}

export type BatchAnswer = AppendResult | { readonly repeat: { readonly first: number; readonly count: number } }

/** One call to es.append for a batch of commands of one ledger; answers in their order. */
export async function appendBatch(pool: Pool, commands: readonly EncodedCommand[]): Promise<BatchAnswer[]> {
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

  const { rows } = await pool.query<{ answer: Answer }>({
    name: 'es.append',
    text: SQL,
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
  })
  const answer = rows[0]?.answer
  if (!answer) throw new Error('es.append gave no answer')

  let next = 0
  return commands.map((command, c) => {
    const first = next
    next += command.events.length
    switch (answer.outcomes[c]) {
      case 0:
        return { ok: true, repeated: false, ...appended(command, answer, first) }
      case 1:
        return { ok: false, refusal: { code: 'wrong-version', conflicts: conflicts(command, answer, indexOf) } }
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

function appended(command: EncodedCommand, { positions, versions }: Answer, first: number) {
  const events: AppendedEvent[] = command.events.map(({ stream, type }, e) => {
    const slash = stream.indexOf('/')
    return {
      streamType: stream.slice(0, slash),
      streamId: stream.slice(slash + 1),
      streamVersion: versions[first + e] ?? 0,
      position: positions[first + e] ?? 0,
      type,
    }
  })
  return { events, position: events.at(-1)?.position ?? 0 }
}

function conflicts(
  { expectations }: EncodedCommand,
  { actual }: Answer,
  indexOf: (stream: string) => number,
): VersionConflict[] {
  return expectations
    .map(({ stream, version }) => ({ stream, expected: version, actual: actual[indexOf(stream) - 1] ?? 0 }))
    .filter(({ expected, actual }) => expected !== -1 && expected !== actual)
    .map(({ stream, expected, actual }) => {
      const slash = stream.indexOf('/')
      return { streamType: stream.slice(0, slash), streamId: stream.slice(slash + 1), expected, actual }
    })
}
