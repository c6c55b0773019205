interface Asked<Question, Answer> {
  readonly question: Question
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Asks at once when nothing is under way for a ledger; what is asked meanwhile goes together, when that has ended. Each key that
 * was made in a statement of its own took a commit of its own: with 32 referrals of new persons in flight, which are 32 commits
 * before the one that holds all their facts.
 */
export class Gathered<Question, Answer> {
  readonly #ask: (ledger: string, questions: readonly Question[]) => Promise<readonly Answer[]>
  readonly #waiting = new Map<string, Asked<Question, Answer>[]>()

  /** @param ask answers each question, in their order */
  constructor(ask: (ledger: string, questions: readonly Question[]) => Promise<readonly Answer[]>) {
    this.#ask = ask
  }

  ask(ledger: string, question: Question): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const asked = { question, resolve, reject }
    const waiting = this.#waiting.get(ledger)
    if (waiting) waiting.push(asked)
    else void this.#run(ledger, [asked])
    return promise
  }

  async #run(ledger: string, first: Asked<Question, Answer>[]): Promise<void> {
    for (let now = first; now.length > 0; ) {
      const next: Asked<Question, Answer>[] = []
      this.#waiting.set(ledger, next)
      try {
        const answers = await this.#ask(
          ledger,
          now.map(({ question }) => question),
        )
        now.forEach(({ resolve }, i) => {
          resolve(answers[i] as Answer)
        })
      } catch (error) {
        for (const { reject } of now) reject(error)
      }
      now = next
    }
    this.#waiting.delete(ledger)
  }
}
