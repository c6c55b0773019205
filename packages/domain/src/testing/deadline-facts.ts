import { builtInDeadlineRules } from '../deadlines/built-in-rules.ts'
import { coursesOf } from '../deadlines/course.ts'
import type { PlacedEvent } from '../deadlines/fold.ts'
import type { DeadlineRule, RuleBooks } from '../deadlines/rule.ts'

/** A history of deadlines told in facts: `fact('case/a', '2019-11-12', 'EnvironmentalInterviewRequired', { urgent: false })`. */
export const fact = (stream: string, when: string, type: string, data: object = {}, position = 0): PlacedEvent => {
  const [streamType = '', streamId = ''] = stream.split('/')
  const occurredAt = when.length === 10 ? `${when}T11:00:00.000Z` : when
  return { type, data, streamType, streamId, position, occurredAt }
}

/** Recorded in this order. */
export const recorded = (...facts: readonly PlacedEvent[]): readonly PlacedEvent[] =>
  facts.map((each, at) => ({ ...each, position: at + 1 }))

export const builtInBooks: RuleBooks = (version) => ({ version: version ?? '1.0', deadlines: builtInDeadlineRules })

/** The built-in rules, some of them changed, as a version of their own. */
export const changedRules = (changes: Readonly<Record<string, Partial<DeadlineRule> | null>>): DeadlineRule[] =>
  builtInDeadlineRules.flatMap((rule) => {
    const change = changes[rule.id]
    return change === null ? [] : [change === undefined ? rule : { ...rule, ...change }]
  })

export const coursesIn = (...facts: readonly PlacedEvent[]) =>
  coursesOf(facts[0]?.streamType ?? '', recorded(...facts), builtInBooks)
