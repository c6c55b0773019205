import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessDate } from '../calendar/warsaw.ts'
import type { LoggedEvent } from '../indicators/fact.ts'
import { isCorrection } from '../kernel/correction.ts'
import type { Model, Models } from '../kernel/model.ts'
import { check, evolve, type ProcessState } from '../kernel/process.ts'
import { builtInModel } from '../model/built-in.ts'
import { processes } from '../registry.ts'
import { histories, walk } from '../testing/random-history.ts'
import { twoVersions } from '../testing/two-versions.ts'
import { type Refusals, type RefusedFact, Replay } from './replay.ts'

/** What `Replay` is a fast way of: both versions are asked about every fact, and each leads every stream on its own. */
function plainly(events: readonly LoggedEvent[], actual: Models, draft: Model): Refusals {
  const sides = { actual: new Map<string, ProcessState>(), draft: new Map<string, ProcessState>() }
  const rulesOf = new Map<Model, string>()
  const rules = (model: Model): string => {
    const { parameters, sectors, processes, closureReasons, taxonomy } = model
    const known = rulesOf.get(model) ?? JSON.stringify([parameters, sectors, processes, closureReasons, taxonomy])
    rulesOf.set(model, known)
    return known
  }
  const found = { byDraft: [] as RefusedFact[], byActual: [] as RefusedFact[], both: 0 }
  for (const event of events) {
    const { position, streamType, streamId, type } = event
    const about = `${streamType}/${streamId}`
    const process = processes[streamType]
    if (!process) throw new Error(`there is no process ${streamType}`)
    const occurredOn = businessDate(event.occurredAt)
    const state = sides.actual.get(about) ?? process.initial
    const names = Object.entries(process.looksAt?.(state, event.data) ?? {})
    const under = (side: 'actual' | 'draft', models: Models) => {
      const others = Object.fromEntries(
        names.map(([name, { type, id }]) => [name, sides[side].get(`${type}/${id}`) ?? processes[type]?.initial]),
      )
      return check(process, sides[side].get(about) ?? process.initial, event, occurredOn, others, models)
    }
    const version = (event.data as { modelVersion?: string }).modelVersion ?? state.modelVersion
    if (rules(actual(version)) !== rules(draft)) {
      const refusals = { draft: under('draft', () => draft), actual: under('actual', actual) }
      const fact = { position, about, type, occurredOn }
      if (refusals.draft && refusals.actual) found.both++
      else if (refusals.draft) found.byDraft.push({ ...fact, refusal: refusals.draft })
      else if (refusals.actual) found.byActual.push({ ...fact, refusal: refusals.actual })
    }
    sides.draft.set(
      about,
      evolve(process, sides.draft.get(about) ?? process.initial, event, () => draft),
    )
    sides.actual.set(about, evolve(process, state, event, actual))
  }
  const { byDraft, byActual, both } = found
  return { actual: byActual.length + both, draft: byDraft.length + both, byDraft, byActual }
}

function replayed(events: readonly LoggedEvent[], actual: Models, draft: Model): Refusals {
  const replay = new Replay(actual, draft)
  for (const event of events) replay.take(event, businessDate(event.occurredAt))
  return replay.refusals
}

/** A document whose every list and record may be changed. */
// biome-ignore lint/suspicious/noExplicitAny: changes reach anywhere into a document
type Open = any

/** What somebody might change in a draft, by a number that says where. */
const changes: readonly ((model: Open, n: number) => void)[] = [
  // A parameter, or what the rules look up.
  ({ parameters }, n) => {
    const names = Object.keys(parameters).filter((name) => typeof parameters[name] === 'number')
    parameters[names[n % names.length] ?? ''] += 1 + (n % 2)
  },
  ({ closureReasons }, n) => closureReasons.splice(n % closureReasons.length, 1),
  ({ taxonomy }, n) => taxonomy.categories.splice(n % taxonomy.categories.length, 1),
  // A row: other states before, another one after, no guards, a condition; or no such step at all.
  (model, n) => rowOf(model, n).from.splice(0, 1, 'CLOSED'),
  (model, n) => Object.assign(rowOf(model, n), { from: [...Object.keys(model.processes.case.states), 'NONE'] }),
  (model, n) => Object.assign(rowOf(model, n), { to: 'CLOSED' }),
  (model, n) => {
    const row = rowOf(model, n)
    delete row.to
  },
  (model, n) => Object.assign(rowOf(model, n), { guards: [] }),
  (model, n) => Object.assign(rowOf(model, n), { when: { ordinal: 1 } }),
  (model, n) => {
    const { transitions, types } = stepsOf(model, n)
    delete transitions[types[n % types.length] ?? '']
  },
  // All that is asked of a fact anywhere: what an import had against the rules is allowed then.
  ({ processes }) => {
    for (const { states, transitions } of Object.values<Open>(processes)) {
      for (const row of Object.values<Open>(transitions).flat()) {
        Object.assign(row, { from: [...Object.keys(states), 'NONE'], guards: [] })
      }
    }
  },
  // A state, and the parts.
  ({ processes }) => Object.assign(processes.case.states.IN_PROGRESS, { interrupts: true }),
  ({ processes }) => delete processes.case.states.SUSPENDED.interrupts,
  ({ processes }, n) => {
    for (const { parts = {} } of Object.values<Open>(processes)) {
      const rows = Object.values<Open>(parts).flatMap(({ transitions }) => Object.values<Open>(transitions).flat())
      const row = rows[n % rows.length]
      if (row) row.from = [row.to]
    }
  },
  ({ processes }, n) => {
    for (const { parts = {} } of Object.values<Open>(processes)) {
      for (const part of Object.values<Open>(parts)) {
        const states = Object.values<Open>(part.states)
        states[n % states.length].forgotten = true
      }
    }
  },
  // Nothing but a name.
  ({ processes }) => Object.assign(processes.case.states.IN_PROGRESS, { en: 'Under way' }),
]

const stepsOf = ({ processes }: Open, n: number) => {
  const { transitions } = processes[n % 2 === 0 ? 'case' : 'partnership']
  return { transitions, types: Object.keys(transitions) }
}

const rowOf = (model: Open, n: number) => {
  const { transitions, types } = stepsOf(model, n)
  return transitions[types[(n >> 1) % types.length] ?? ''][0]
}

const drafts = fc
  .array(fc.tuple(fc.nat(changes.length - 1), fc.nat(1000)), { minLength: 1, maxLength: 4 })
  .map((chosen): Model => {
    const model = structuredClone(builtInModel)
    model.version = '3.0'
    for (const [which, n] of chosen) changes[which]?.(model, n)
    return model
  })

describe('a ledger replayed under another version', () => {
  // Deciding them takes long; what varies beside the draft is which of their facts are missing.
  const ledgers = fc.sample(histories, { numRuns: 6, seed: 7 }).map((picks) =>
    walk(picks, () => {})
      .log.filter(({ type }) => !isCorrection(type))
      .map((event): LoggedEvent => {
        return { ...event, streamVersion: 0, recordedAt: event.occurredAt, actorRole: 'COORDINATOR' }
      }),
  )
  // Without some of its facts a history is one that no rule has allowed, as an import may be.
  const imports = fc
    .tuple(fc.constantFrom(...ledgers), fc.array(fc.nat(60), { maxLength: 4 }))
    .map(([events, lost]) => events.filter((_, at) => !lost.includes(at)))

  it('is told as if both versions had been asked about every fact and had led every stream on their own', () => {
    const seen = { byDraft: 0, byActual: 0, both: 0 }
    fc.assert(
      fc.property(imports, drafts, (events, draft) => {
        const told = replayed(events, twoVersions, draft)
        expect(told).toEqual(plainly(events, twoVersions, draft))
        seen.byDraft += told.byDraft.length
        seen.byActual += told.byActual.length
        seen.both += told.actual - told.byActual.length
      }),
      { numRuns: 150 },
    )
    // The law says nothing of what never comes about.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
  })
})
