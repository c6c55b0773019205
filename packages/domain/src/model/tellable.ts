import type { DeadlineRule, Trigger } from '../deadlines/rule.ts'
import type { Vocabulary } from './fault.ts'
import { deadlineFaults } from './validate-deadlines.ts'

/** What remains of rules when they are told in the words that these processes have: no fact may stand there that none knows. */
export function tellable(rules: readonly DeadlineRule[], vocabulary: Vocabulary): DeadlineRule[] {
  return rules.flatMap((rule) => {
    const transitions = vocabulary.get(rule.process)?.description.transitions ?? {}
    const known = ({ event }: Trigger) => Object.hasOwn(transitions, event)
    const { starts, stops, cancels, prolongs } = rule
    const told: DeadlineRule = {
      ...rule,
      starts: starts.filter(known),
      stops: stops.filter(known),
      cancels: cancels.filter(known),
      ...(prolongs ? { prolongs: prolongs.filter(known) } : {}),
    }
    const processes = Object.fromEntries([...vocabulary].map(([name, { description }]) => [name, description]))
    return deadlineFaults({ processes, deadlines: [told] }, vocabulary).length === 0 ? [told] : []
  })
}
