import type { DeadlineRule, Trigger } from '../deadlines/rule.ts'
import type { ProcessDescription } from '../kernel/description.ts'
import type { ProcessDefinition } from '../kernel/process.ts'
import { reachableFrom, stepsOf } from './course.ts'
import type { ModelDocument } from './document.ts'
import { because, type ModelFault, type Vocabulary } from './fault.ts'
import { conditionFaults } from './validate-processes.ts'

/** Can each rule begin and be met, is it in force one row at a time, and has a statutory one its law? */
export function deadlineFaults(
  document: Pick<ModelDocument, 'processes' | 'deadlines'>,
  vocabulary: Vocabulary,
): readonly ModelFault[] {
  return document.deadlines.flatMap((rule, at) => {
    const path = `deadlines.${at}`
    const own = [...lawFaults(rule), ...overlaps(document.deadlines, at)]
    const process = vocabulary.get(rule.process)
    const unknown = { path: `${path}.process`, ...because('unknown-process', rule.process) }
    if (!process) return [...own.map((fault) => under(path, fault)), unknown]
    const description = document.processes[rule.process] ?? process.description
    const words = triggerFaults(rule, process, description)
    const course = words.length > 0 ? [] : courseFaults(rule, description)
    return [...own, ...words, ...course].map((fault) => under(path, fault))
  })
}

const under = (path: string, fault: ModelFault): ModelFault => ({ ...fault, path: `${path}.${fault.path}` })

function lawFaults({ id, origin, legalBasis, pauses, due, reminders }: DeadlineRule): readonly ModelFault[] {
  const faults: ModelFault[] = []
  if (origin === 'STATUTORY' && legalBasis === null) {
    faults.push({ path: 'legalBasis', ...because('no-law', id) })
  }
  if (origin === 'STATUTORY' && pauses.length > 0) {
    faults.push({ path: 'pauses', ...because('law-pauses', id) })
  }
  if (!('after' in due)) return faults
  reminders.forEach(({ before }, at) => {
    if (before.unit === due.after.unit && before.count >= due.after.count) {
      faults.push({ path: `reminders.${at}.before`, ...because('reminded-before-begun', id) })
    }
  })
  return faults
}

/** Which row applies is chosen by a day, so two rows of one rule may not both have it. */
function overlaps(rules: readonly DeadlineRule[], at: number): readonly ModelFault[] {
  const rule = rules[at] as DeadlineRule
  return rules.slice(0, at).flatMap((other, nth) => {
    const apart = endOf(other) < rule.validFrom || endOf(rule) < other.validFrom
    const alike = other.id === rule.id && !apart
    return alike ? [{ path: 'validFrom', ...because('in-force-twice', rule.id, `deadlines.${nth}`) }] : []
  })
}

const endOf = ({ validTo }: DeadlineRule): string => validTo ?? '9999-12-31'

function triggerFaults(
  rule: DeadlineRule,
  // biome-ignore lint/suspicious/noExplicitAny: words do not depend on the state's type
  process: ProcessDefinition<any, any>,
  description: ProcessDescription,
): readonly ModelFault[] {
  const faults = (['starts', 'stops', 'cancels', 'prolongs'] as const).flatMap((list) =>
    (rule[list] ?? []).flatMap(({ event, when, unless }, at) => {
      const path = `${list}.${at}`
      if (!description.transitions[event]) return [{ path, ...because('process-has-no-step', rule.process, event) }]
      return [
        ...conditionFaults(process, event, when).map((reason) => ({ path: `${path}.when`, ...reason })),
        ...conditionFaults(process, event, unless).map((reason) => ({ path: `${path}.unless`, ...reason })),
      ]
    }),
  )
  const { due } = rule
  const field = 'on' in due ? due.on : 'yearly' in due ? due.yearField : undefined
  if (field === undefined) return faults
  const without = rule.starts.filter(
    ({ event }) => !process.events.find(({ type }) => type === event)?.data.shape[field],
  )
  // A year may be missing with some of the facts that begin it; a due day that no fact names is a mistake.
  const wrong = 'on' in due ? without.length > 0 : without.length === rule.starts.length
  return wrong ? [...faults, { path: 'due', ...because('no-such-field', without[0]?.event ?? '', field) }] : faults
}

/** A stop that cannot follow the start would leave every deadline of the rule open until it is missed. */
function courseFaults(rule: DeadlineRule, description: ProcessDescription): readonly ModelFault[] {
  const steps = stepsOf(description)
  const after = ({ event }: Trigger) => steps.filter(({ type }) => type === event).map(({ to }) => to)
  const states = reachableFrom(rule.starts.flatMap(after), steps)
  const possible = rule.stops.some(({ event }) => steps.some(({ type, from }) => type === event && states.has(from)))
  if (possible) return []
  const names = rule.stops.map(({ event }) => event).join(', ')
  return [{ path: 'stops', ...because('never-met', names, rule.id) }]
}
