import { describe, expect, it } from 'vitest'
import type { ProcessDescription } from '../kernel/description.ts'
import { check, evolve, inTable, type ProcessState } from '../kernel/process.ts'
import { refusals } from '../kernel/refusals.ts'
import { stepsIn } from '../kernel/steps.ts'
import { builtInModels } from '../model/built-in.ts'
import { type AnyProcess, commandDefinitions, processes } from '../registry.ts'
import { leadsTo, states, tables } from './tables.ts'

const NONE = 'NONE'

/** Payloads for the facts that a memory cannot do without; each row of a table adds the values that it asks for. */
const payloads: Readonly<Record<string, object>> = {
  ConsentGiven: { kind: 'PARTICIPATION', institutions: [] },
  TaskTeamAppointed: { teamId: 'zzk', members: [] },
  TeamMemberAdded: { member: { memberId: 'm', sector: 'NGO' } },
  ServicesPublished: { services: [] },
  PlanAgreed: { goals: [], actions: [] },
  PlanAmended: { goals: [], actions: [], droppedGoals: [] },
  ConflictDecided: { kind: 'DUPLICATE', actions: ['A1', 'A2'], categories: ['X', 'X'] },
  ContactAttempted: { made: false, ordinal: 1 },
  SharedAccessRevoked: { institutions: [] },
  CaseMigrated: { modelVersion: '1.0' },
}

/** The table alone: what its guards and parts say is tested sentence by sentence. */
const bare = ({ parts: _, reactions: __, ...description }: ProcessDescription): ProcessDescription => ({
  ...description,
  transitions: Object.fromEntries(
    Object.entries(description.transitions).map(([type, rows]) => [type, rows.map(({ guards: _, ...row }) => row)]),
  ),
})

/** The built-in model with this process described by its table alone. */
const modelsWith = (process: AnyProcess) => () => ({
  ...builtInModels(null),
  processes: { [process.name]: bare(process.description) },
})

/** A state with this name and a memory in which work was interrupted while DIAGNOSED. */
const inState = (process: AnyProcess, status: string): ProcessState => ({
  ...process.initial,
  ...(process.description.states[status]?.interrupts && { former: process.name === 'case' ? 'DIAGNOSED' : 'ACTIVE' }),
  status,
})

function processNamed(name: string): AnyProcess {
  const process = processes[name]
  if (!process) throw new Error(`there is no process ${name}`)
  return process
}

describe.each(Object.values(processes).map((process) => [process.name, process] as const))('%s', (name, process) => {
  const { description } = process
  const types = process.events.map(({ type }) => type)
  const named = [NONE, ...Object.keys(description.states)]

  it('has a row for each of its facts and no other, here and in the description', () => {
    expect(Object.keys(tables[name] ?? {}).sort()).toEqual([...types].sort())
    expect(Object.keys(description.transitions).sort()).toEqual([...types].sort())
  })

  it('has the states of the model and no other', () => {
    expect([...named].sort()).toEqual([...(states[name] ?? [])].sort())
  })

  const models = modelsWith(process)
  const cells = named.flatMap((state) => types.map((type) => [state, type] as const))
  it.each(cells)('%s: %s', (status, type) => {
    const state = inState(process, status)
    const to = leadsTo(name, type, status)
    const rows = description.transitions[type] ?? []
    const row = rows.find(({ from }) => from.includes(status)) ?? rows[0]
    const when = Object.entries(row?.when ?? {}).map(([field, value]) => [
      field,
      Array.isArray(value) ? value[0] : value,
    ])
    const data = { ...payloads[type], ...Object.fromEntries(when) }
    const refusal = check(process, state, { type, data }, '2019-11-12', {}, models)
    if (to === null) {
      expect(['not-allowed-in-state', 'not-found', 'already-exists']).toContain(refusal?.code)
    } else {
      expect(refusal).toBeNull()
      const fact = { type, data, streamId: 's', occurredAt: '2019-11-12T11:00:00.000Z' }
      expect(evolve(process, state, fact, models).status).toBe(to)
    }
  })

  it.each(named)('in %s tells what can be done next, however the things that it looks at stand', (status) => {
    const state = inState(process, status)
    const looksAt = Object.entries(process.looksAt?.(state, {}) ?? {})
    const absent = Object.fromEntries(looksAt.map(([as, { type }]) => [as, processNamed(type).initial]))
    const one = looksAt.flatMap(([as, { type }]) => {
      const other = processNamed(type)
      return Object.keys(other.description.states).map((each) => ({ ...absent, [as]: inState(other, each) }))
    })
    const steps = { process, commands: Object.values(commandDefinitions), state, today: '2019-11-12' }
    const offers = [absent, ...one].flatMap((others) => stepsIn({ ...steps, others, models: builtInModels }))
    expect(Object.keys(refusals)).toEqual(
      expect.arrayContaining([...new Set(offers.flatMap(({ refusal }) => refusal?.code ?? []))]),
    )
  })

  // Corrections ask for a fact and not for a state (`corrections/correction.spec.ts`).
  const commands = Object.values(commandDefinitions).filter(
    (command) => command.process === process && !command.history,
  )
  const asked = commands.flatMap((command) => named.map((status) => [command.name, status, command] as const))
  it.each(asked)('%s in %s is possible, or refused for a reason that is told', (_, status, command) => {
    const [principal] = command.adds
    const state = inState(process, status)
    const refusal = inTable(name, description, state, { type: principal!.type })
    if (leadsTo(name, principal!.type, status) !== null) return expect(refusal).toBeNull()
    if (status === NONE) return expect(refusal).toEqual({ code: 'not-found', details: { process: name } })
    const allowedIn = named.filter((each) => leadsTo(name, principal!.type, each) !== null)
    const isNew = allowedIn.join() === NONE
    if (isNew) return expect(refusal).toEqual({ code: 'already-exists', details: { process: name } })
    expect(refusal?.code).toBe('not-allowed-in-state')
    expect(refusal?.details).toMatchObject({ process: name, state: status, step: principal!.type })
    expect([...((refusal?.details.allowedIn ?? []) as string[])].sort()).toEqual([...allowedIn].sort())
  })
})
