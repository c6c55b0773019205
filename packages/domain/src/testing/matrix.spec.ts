import { describe, expect, it } from 'vitest'
import { check, evolve, type ProcessState } from '../kernel/process.ts'
import { type AnyProcess, processes } from '../registry.ts'
import { leadsTo, states, tables } from './tables.ts'

/** Payloads for the facts that say themselves where they lead or that a memory cannot do without. */
const payloads: Readonly<Record<string, unknown>> = {
  ConsentGiven: { kind: 'PARTICIPATION', institutions: [] },
  TaskTeamAppointed: { teamId: 'zzk', members: [] },
  TeamMemberAdded: { member: { memberId: 'm', sector: 'NGO' } },
  PlanAgreed: { goals: [], actions: [] },
}

/** The table alone: what its guards say is tested sentence by sentence. */
const unguarded = (process: AnyProcess): AnyProcess => ({
  ...process,
  transitions: Object.fromEntries(
    Object.entries(process.transitions).map(([type, { guards: _, ...transition }]) => [type, transition]),
  ),
})

/** A state with this name and a memory in which the case was suspended while DIAGNOSED. */
const inState = (process: AnyProcess, status: string): ProcessState => ({
  ...process.initial,
  ...(process.name === 'case' && { resumesTo: 'DIAGNOSED' }),
  status,
})

describe.each(Object.values(processes).map((process) => [process.name, process] as const))('%s', (name, process) => {
  const table = unguarded(process)
  const types = process.events.map(({ type }) => type)

  it('has a row for each of its facts and no other', () => {
    expect(Object.keys(tables[name] ?? {}).sort()).toEqual([...types].sort())
    expect(Object.keys(process.transitions).sort()).toEqual([...types].sort())
  })

  it('names no state that is not one', () => {
    const named = Object.values(process.transitions).flatMap(({ from, to }) => [
      ...from,
      ...(typeof to === 'string' ? [to] : []),
    ])
    expect(named.filter((state) => !states[name]?.includes(state))).toEqual([])
  })

  const cells = (states[name] ?? []).flatMap((state) => types.map((type) => [state, type] as const))
  it.each(cells)('%s: %s', (status, type) => {
    const state = inState(process, status)
    const data = payloads[type] ?? {}
    const to = leadsTo(name, type, status)
    const refusal = check(table, state, { type, data }, '2019-11-12', {})
    if (to === null) {
      expect(['not-allowed-in-state', 'not-found', 'already-exists']).toContain(refusal?.code)
    } else {
      expect(refusal).toBeNull()
      const fact = { type, data, streamId: 's', occurredAt: '2019-11-12T11:00:00.000Z' }
      expect(evolve(table, state, fact).status).toBe(to)
    }
  })
})
