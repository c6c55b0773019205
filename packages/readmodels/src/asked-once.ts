import type { LedgerPast } from '@kooperacje/events'

const answers = new WeakMap<LedgerPast, Map<unknown, Promise<unknown>>>()

/** What each projection of a transaction would ask for in the same words; `past` is of one transaction. */
export function askedOnce<T>(past: LedgerPast, question: unknown, ask: () => Promise<T>): Promise<T> {
  const asked = answers.get(past) ?? new Map<unknown, Promise<unknown>>()
  answers.set(past, asked)
  const answer = asked.get(question) ?? ask()
  asked.set(question, answer)
  return answer as Promise<T>
}
