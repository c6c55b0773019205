import { ABSENT, type Condition, FORMER, type ProcessDescription } from '../kernel/description.ts'
import type { ProcessDefinition } from '../kernel/process.ts'
import { statesWithoutExit, unreachableStates } from './course.ts'
import type { ModelDocument } from './document.ts'
import { because, type ModelFault, type Reason, type Vocabulary } from './fault.ts'

/** Do the descriptions use words that exist, and does every state have a way in and a way out? */
export function processFaults({ processes }: ModelDocument, vocabulary: Vocabulary): readonly ModelFault[] {
  return Object.entries(processes).flatMap(([name, description]) => {
    const path = `processes.${name}`
    const process = vocabulary.get(name)
    if (!process) return [{ path, ...because('no-such-process', name, [...vocabulary.keys()].join(', ')) }]
    const words = wordFaults(path, process, description)
    // A course is only followed where its words are right: else every fault would be told a second time as a dead end.
    return words.length > 0 ? words : courseFaults(path, description)
  })
}

function courseFaults(path: string, description: ProcessDescription): readonly ModelFault[] {
  const unreachable = unreachableStates(description).map((state) => ({
    path: `${path}.states.${state}`,
    ...because('no-way-in'),
  }))
  const stuck = statesWithoutExit(description).map((state) => ({
    path: `${path}.states.${state}`,
    ...because('no-way-out'),
  }))
  return [...unreachable, ...stuck]
}

// biome-ignore lint/suspicious/noExplicitAny: words do not depend on the state's type
type AnyProcess = ProcessDefinition<any, any>

function wordFaults(path: string, process: AnyProcess, description: ProcessDescription): readonly ModelFault[] {
  const faults: ModelFault[] = []
  const add = (at: string, reason: Reason) => faults.push({ path: `${path}.${at}`, ...reason })
  const knows = (type: string) => process.events.some((event) => event.type === type)
  const stateNames = (at: string, names: readonly string[], states: object) => {
    for (const name of names)
      if (name !== ABSENT && !Object.hasOwn(states, name)) add(at, because('no-such-state', name))
  }
  for (const [type, rows] of Object.entries(description.transitions)) {
    if (!knows(type)) add(`transitions.${type}`, because('no-such-event', type))
    rows.forEach(({ from, to, when, guards = [] }, nth) => {
      const at = `transitions.${type}.${nth}`
      stateNames(`${at}.from`, from, description.states)
      if (to !== undefined && to !== FORMER) stateNames(`${at}.to`, [to], description.states)
      if (to === FORMER && !from.every((state) => description.states[state]?.interrupts)) {
        add(`${at}.to`, because('no-interruption', FORMER))
      }
      for (const guard of guards) {
        if (!Object.hasOwn(process.guards, guard)) add(`${at}.guards`, because('no-such-guard', guard))
      }
      for (const reason of conditionFaults(process, type, when)) add(`${at}.when`, reason)
    })
  }
  for (const [kind, part] of Object.entries(description.parts ?? {})) {
    for (const [type, rows] of Object.entries(part.transitions)) {
      const at = `parts.${kind}.transitions.${type}`
      if (!description.transitions[type]) add(at, because('no-such-step', type))
      rows.forEach((row, nth) => {
        stateNames(`${at}.${nth}`, [...row.from, row.to], part.states)
        stateNames(`${at}.${nth}.in`, row.in ?? [], description.states)
        for (const reason of conditionFaults(process, type, row.when)) add(`${at}.${nth}.when`, reason)
      })
    }
  }
  ;(description.reactions ?? []).forEach((row, nth) => {
    const at = `reactions.${nth}`
    if (!description.transitions[row.on]) add(`${at}.on`, because('no-such-step', row.on))
    if (!process.reactions?.some(({ name }) => name === row.do)) add(`${at}.do`, because('no-such-reaction', row.do))
    for (const reason of conditionFaults(process, row.on, row.when)) add(`${at}.when`, reason)
  })
  return faults
}

/** A condition on a field that the fact does not have would never hold, and nobody would notice. */
export function conditionFaults(process: AnyProcess, type: string, when: Condition | undefined): readonly Reason[] {
  const event = process.events.find((each) => each.type === type)
  if (!when || !event) return []
  const fields = Object.keys(event.data.shape)
  return Object.entries(when).flatMap(([field, wanted]) => {
    if (!fields.includes(field)) return [because('no-such-field', type, field)]
    const values = Array.isArray(wanted) ? wanted : [wanted]
    return values
      .filter((value) => !event.data.shape[field].safeParse(value).success)
      .map((value) => because('never-so', field, type, JSON.stringify(value)))
  })
}
