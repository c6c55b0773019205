import { ABSENT, FORMER, type ProcessDescription } from '../kernel/description.ts'

/** From which state a fact leads to which, with interruptions spelled out: `@former` leads to wherever they may begin. */
export interface Step {
  readonly type: string
  readonly from: string
  readonly to: string
}

export function stepsOf({ states, transitions }: ProcessDescription): readonly Step[] {
  const rows = Object.entries(transitions).flatMap(([type, rows]) => rows.map((row) => ({ type, ...row })))
  const interruptible = (state: string) =>
    rows.filter(({ to }) => to === state).flatMap(({ from }) => from.filter((each) => !states[each]?.interrupts))
  return rows.flatMap(({ type, from, to }) =>
    from.flatMap((state) => {
      const targets = to === FORMER ? interruptible(state) : [to ?? state]
      return targets.map((target) => ({ type, from: state, to: target }))
    }),
  )
}

/** Every state that can follow, these among them. */
export function reachableFrom(starts: Iterable<string>, steps: readonly Step[]): ReadonlySet<string> {
  const reached = new Set(starts)
  for (const state of reached) for (const { from, to } of steps) if (from === state) reached.add(to)
  return reached
}

/** States from which an end cannot be reached, whatever happens. */
export function statesWithoutExit(description: ProcessDescription): readonly string[] {
  const steps = stepsOf(description)
  const ends = Object.keys(description.states).filter((state) => description.states[state]?.end)
  const turned = steps.map(({ type, from, to }) => ({ type, from: to, to: from }))
  const canEnd = reachableFrom(ends, turned)
  return Object.keys(description.states).filter((state) => !canEnd.has(state))
}

export function unreachableStates(description: ProcessDescription): readonly string[] {
  const reached = reachableFrom([ABSENT], stepsOf(description))
  return Object.keys(description.states).filter((state) => !reached.has(state))
}
