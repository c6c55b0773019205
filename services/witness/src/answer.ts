import { addCheckpoint, type Witness, type WitnessAnswer } from '@kooperacje/tlog'
import type { Memory } from './memory.ts'

export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** Sentences for whoever runs the witness; `alarm` is for those that somebody should act on. */
export interface Journal {
  note(sentence: string): void
  alarm(sentence: string): void
}

const TEXT = 'text/plain; charset=utf-8'

/**
 * Judges requests one after the other: a decision is taken on the state that the decision before it left on the disk, so
 * two requests at once never get two histories cosigned.
 */
export class Judge {
  readonly #witness: Witness
  readonly #memory: Memory
  readonly #journal: Journal
  #turn: Promise<unknown> = Promise.resolve()

  constructor(witness: Witness, memory: Memory, journal: Journal) {
    this.#witness = witness
    this.#memory = memory
    this.#journal = journal
  }

  answer(body: string): Promise<Answer> {
    const answer = this.#turn.then(() => this.#judge(body))
    this.#turn = answer.catch(() => {})
    return answer
  }

  async #judge(body: string): Promise<Answer> {
    const memory = this.#memory
    const now = Math.floor(Date.now() / 1000)
    const verdict = addCheckpoint(this.#witness, body, (origin) => memory.stateOf(origin), now)
    if (verdict.status !== 200) return await this.#refuse(verdict, body)

    const { state, cosignature, checkpoint } = verdict
    if (memory.stateOf(state.origin)?.size !== state.size) await memory.keep(state)
    await memory.keepCheckpoint(state.origin, checkpoint)
    this.#journal.note(`cosigned '${state.origin}' at ${state.size} entries`)
    return { status: 200, contentType: TEXT, body: cosignature }
  }

  async #refuse(refusal: Exclude<WitnessAnswer, { status: 200 }>, body: string): Promise<Answer> {
    const { status, reason } = refusal
    const note = body.slice(body.indexOf('\n\n') + 2)
    const sentence = `refused '${short(note.split('\n')[0] ?? '', MAX_ORIGIN)}' (${status}): ${short(reason, MAX_REASON)}`
    if (status === 422) {
      const kept = await this.#memory.keepEvidence(refusal.forked ? 'fork' : 'doubt', note)
      this.#journal.alarm(kept ? `${sentence}; kept as ${kept}` : sentence)
    } else if (status === 409 && refusal.rolledBack) {
      this.#journal.alarm(sentence)
    } else {
      this.#journal.note(sentence)
    }
    if (status === 409) return { status, contentType: 'text/x.tlog.size', body: `${refusal.size}\n` }
    return { status, contentType: TEXT, body: `${short(reason, MAX_REASON)}\n` }
  }
}

const MAX_ORIGIN = 200
/** A reason may repeat the origin. */
const MAX_REASON = 500
const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text)
