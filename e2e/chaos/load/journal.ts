import { createWriteStream, type WriteStream } from 'node:fs'
import type { Request } from './requests.ts'

/** What the API said about a command that it took. */
export interface Receipt {
  readonly ledger: string
  readonly streamType: string
  readonly streamId: string
  readonly version: number
  readonly position: number
  readonly repeated: boolean
  readonly events: readonly {
    readonly type: string
    readonly streamType: string
    readonly streamId: string
    readonly version: number
    readonly position: number
  }[]
}

/** One command of the load, sent until an answer came that means something. */
export interface Sent extends Request {
  attempts: number
  /** Attempts after which nobody could know whether it was done. */
  unknown: number
  outcome: { readonly receipt: Receipt } | { readonly refused: string } | null
}

/**
 * What was sent and what was acknowledged. Kept in the memory of the harness, which nobody kills, and on disk for whoever
 * looks into a run that failed.
 */
export class Journal {
  readonly sent = new Map<string, Sent>()
  readonly #file: WriteStream
  acknowledged = 0
  refused = 0
  unknown = 0
  /** Answers by status and code, those that led to another attempt too. */
  readonly answers = new Map<string, number>()
  /** What a client saw and should not have. */
  readonly objections: string[] = []
  /** Answers that nobody may get, whatever is broken. */
  readonly unfit: string[] = []

  constructor(path: string) {
    this.#file = createWriteStream(path)
  }

  begin(command: Request): Sent {
    if (this.sent.has(command.key)) throw new Error(`the load used the key ${command.key} twice`)
    const sent: Sent = { ...command, attempts: 0, unknown: 0, outcome: null }
    this.sent.set(command.key, sent)
    return sent
  }

  settle(sent: Sent, outcome: NonNullable<Sent['outcome']>): void {
    sent.outcome = outcome
    if ('receipt' in outcome) this.acknowledged++
    else this.refused++
    this.unknown += sent.unknown
    this.#file.write(`${JSON.stringify(sent)}\n`)
  }

  count(answer: string): void {
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1)
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#file.end(resolve))
  }
}
