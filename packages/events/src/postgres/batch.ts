import type { EncodedCommand } from '../codec.ts'
import { splitStreamName } from '../structure.ts'
import type { AppendedEvent, AppendResult, VersionConflict } from '../types.ts'
import { byteaArray, int2Array, int4Array, jsonArray, textArray, timestamptzArray, uuidArray } from './binary.ts'

/** What es.append and es.append_one answer. */
export interface Answer {
  /** The ledger's head before the batch. */
  readonly base: number
  /** Per stream, its version before the batch. */
  readonly starts: readonly number[]
  /** Per command; left out when all were appended. */
  readonly outcomes?: readonly number[]
  /** Per expectation, null where it was met. */
  readonly actual?: readonly (number | null)[]
  readonly repeats?: Readonly<Record<string, { first: number; count: number }>> | null
}

export type BatchAnswer = AppendResult | { readonly repeat: { readonly first: number; readonly count: number } }

const ANY = -1
const NEVER = -2

interface StreamInBatch {
  readonly index: number
  /** Events of the batch so far, if all its commands are accepted. */
  events: number
}

/** The commands of one call as the arrays that es.append takes, and its answer told to each of them. */
export class Batch {
  readonly #commands: readonly EncodedCommand[]
  readonly #streams = new Map<string, StreamInBatch>()
  readonly #required: number[] = []
  readonly #firsts: number[] = []
  readonly #expectCommands: number[] = []
  readonly #expectStreams: number[] = []
  readonly #expectVersions: number[] = []
  readonly #eventCommands: number[] = []
  readonly #eventStreams: number[] = []
  readonly #eventNths: number[] = []

  constructor(commands: readonly EncodedCommand[]) {
    this.#commands = commands
    let events = 0
    for (const [c, command] of commands.entries()) {
      for (const { stream, version } of command.expectations) this.#expect(c + 1, this.#stream(stream), version)
      this.#firsts.push(events + 1)
      events += command.events.length
      for (const { stream: name } of command.events) {
        const stream = this.#stream(name)
        this.#eventCommands.push(c + 1)
        this.#eventStreams.push(stream.index)
        this.#eventNths.push(++stream.events)
      }
    }
  }

  parameters(): unknown[] {
    const commands = this.#commands
    const events = commands.length === 1 ? (commands[0]?.events ?? []) : commands.flatMap((command) => command.events)
    const keyed = commands.some(({ idempotency }) => idempotency !== null)
    return [
      commands[0]?.ledger,
      jsonArray(commands.map(({ metadata }) => metadata)),
      int4Array(this.#firsts),
      int4Array(commands.map((command) => command.events.length)),
      keyed ? textArray(commands.map(({ idempotency }) => idempotency?.key ?? null)) : null,
      keyed ? textArray(commands.map(({ idempotency }) => idempotency?.fingerprint ?? null)) : null,
      textArray([...this.#streams.keys()]),
      int4Array(this.#required),
      int4Array(this.#expectCommands),
      int4Array(this.#expectStreams),
      int4Array(this.#expectVersions),
      int4Array(this.#eventCommands),
      int4Array(this.#eventStreams),
      int4Array(this.#eventNths),
      uuidArray(events.map(({ eventId }) => eventId)),
      textArray(events.map(({ type }) => type)),
      int2Array(events.map(({ schemaVersion }) => schemaVersion)),
      timestamptzArray(events.map(({ occurredAt }) => occurredAt)),
      jsonArray(events.map(({ payload }) => payload)),
    ]
  }

  get hasNewKeys(): boolean {
    return this.#commands.some(({ newKeys }) => newKeys.length > 0)
  }

  /** What es.append_with_keys takes after what es.append takes. */
  keyParameters(): unknown[] {
    const keys = this.#commands.flatMap(({ newKeys }, c) => newKeys.map((key) => ({ ...key, command: c + 1 })))
    return [
      int4Array(keys.map(({ command }) => command)),
      textArray(keys.map(({ subject }) => subject)),
      textArray(keys.map(({ wrapped }) => wrapped.masterKeyId)),
      byteaArray(keys.map(({ wrapped }) => wrapped.wrapped)),
    ]
  }

  read(answer: Answer): BatchAnswer[] {
    const versions = [...answer.starts]
    let head = answer.base
    let expectation = 0
    return this.#commands.map((command, c): BatchAnswer => {
      const firstExpectation = expectation
      expectation += command.expectations.length
      switch (answer.outcomes?.[c] ?? 0) {
        case 0: {
          const events = command.events.map(({ stream, type }): AppendedEvent => {
            const index = this.#stream(stream).index - 1
            const streamVersion = (versions[index] ?? 0) + 1
            versions[index] = streamVersion
            return { ...splitStreamName(stream), streamVersion, position: ++head, type }
          })
          // A command that only checked is told the head at that moment.
          return { ok: true, repeated: false, events, position: head }
        }
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

  #expect(command: number, stream: StreamInBatch, version: number): void {
    this.#expectCommands.push(command)
    this.#expectStreams.push(stream.index)
    this.#expectVersions.push(version)
    if (version === ANY) return
    const required = this.#required[stream.index - 1]
    const before = version - stream.events
    // Below zero no version can be right: the batch itself writes to a stream that is expected to be shorter.
    const possible = before >= 0 && (required === ANY || required === before)
    this.#required[stream.index - 1] = possible ? before : NEVER
  }

  #stream(name: string): StreamInBatch {
    const known = this.#streams.get(name)
    if (known) return known
    const fresh = { index: this.#streams.size + 1, events: 0 }
    this.#streams.set(name, fresh)
    this.#required.push(ANY)
    return fresh
  }
}

function conflicts({ expectations }: EncodedCommand, { actual }: Answer, firstExpectation: number): VersionConflict[] {
  return expectations.flatMap(({ stream, version }, x) => {
    const found = actual?.[firstExpectation + x] ?? null
    return found === null ? [] : [{ ...splitStreamName(stream), expected: version, actual: found }]
  })
}
