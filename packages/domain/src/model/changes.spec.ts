import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRuralModel } from '../testing/rural-model.ts'
import { builtInModel } from './built-in.ts'
import { ModelChange } from './change.ts'
import { changesBetween } from './changes.ts'
import type { ModelDocument } from './document.ts'
import { checkModel } from './validate.ts'

const rural = checkModel(readRuralModel()).document as ModelDocument

/** The built-in version with a change or two; its rules share lists, which a copy as JSON does not. */
function edited(...changes: readonly ((document: ModelDocument) => void)[]): ModelDocument {
  const document: ModelDocument = JSON.parse(JSON.stringify(builtInModel))
  document.version = '2.0'
  for (const change of changes) change(document)
  return document
}
const found = (...changes: readonly ((document: ModelDocument) => void)[]) =>
  changesBetween(builtInModel, edited(...changes))

const rule = ({ deadlines }: ModelDocument, id: string) => {
  const row = deadlines.find((each) => each.id === id)
  if (!row) throw new Error(`there is no rule ${id}`)
  return row
}
const described = ({ processes }: ModelDocument, name: string) => {
  const description = processes[name]
  if (!description) throw new Error(`there is no process ${name}`)
  return description
}

describe('what changes from one version to another', () => {
  it('is a number in the rules, with what it was and what it is', () => {
    expect(found(({ parameters }) => Object.assign(parameters, { minTeamMembers: 5 }))).toEqual([
      {
        what: 'PARAMETER',
        change: 'CHANGED',
        path: 'parameters.minTeamMembers',
        id: 'minTeamMembers',
        fields: [],
        before: 3,
        after: 5,
      },
    ])
  })

  it('is what of a deadline differs', () => {
    const [change] = found((document) =>
      Object.assign(rule(document, 'P-11'), {
        due: { after: { count: 7, unit: 'WORKING_DAYS' } },
        stops: [{ event: 'TaskTeamAppointed' }, { event: 'TeamMeetingHeld' }],
        legalBasis: 'uchwała',
        validFrom: '2021-01-01',
      }),
    )
    expect(change).toMatchObject({ what: 'DEADLINE', change: 'CHANGED', path: 'deadlines.P-11' })
    expect(change?.fields.toSorted()).toEqual(['due.after.count', 'due.after.unit', 'legalBasis', 'stops', 'validFrom'])
  })

  it('is a row of a rule that ends and another that begins', () => {
    const changes = found((document) => {
      const row = rule(document, 'P-11')
      document.deadlines.push({ ...row, validFrom: '2021-01-01', due: { after: { count: 7, unit: 'CALENDAR_DAYS' } } })
      row.validTo = '2020-12-31'
    })
    expect(changes.map(({ change, path, fields }) => [change, path, fields])).toEqual([
      ['CHANGED', 'deadlines.P-11', ['validTo']],
      ['ADDED', 'deadlines.P-11', []],
    ])
  })

  it('is a step with its rows, and the conditions among them', () => {
    const [change, ...others] = found((document) => {
      const [row] = described(document, 'case').transitions.TaskTeamAppointed ?? []
      if (row) row.guards = row.guards?.slice(1) ?? []
    })
    expect(others).toEqual([])
    expect(change).toMatchObject({ what: 'STEP', process: 'case', id: 'TaskTeamAppointed', fields: ['guards'] })
  })

  it('is the order in which the conditions of a step are asked, or its rows are tried', () => {
    const steps = Object.entries(builtInModel.processes).flatMap(([name, { transitions }]) =>
      Object.entries(transitions).map(([step, rows]) => ({ name, step, rows })),
    )
    const guarded = steps.find(({ rows }) => (rows[0]?.guards?.length ?? 0) > 1)
    const split = steps.find(({ rows }) => rows.length > 1)
    const reversed = ({ name, step }: { name: string; step: string }, of: (rows: unknown[]) => unknown[] | undefined) =>
      found((document) => void of(described(document, name).transitions[step] ?? [])?.reverse()).map(({ path }) => path)
    const pathOf = ({ name, step }: { name: string; step: string }) => `processes.${name}.transitions.${step}`
    expect(guarded && reversed(guarded, ([row]) => (row as { guards?: unknown[] }).guards)).toEqual([
      guarded && pathOf(guarded),
    ])
    expect(split && reversed(split, (rows) => rows)).toEqual([split && pathOf(split)])
  })

  it('is a state, a reaction, and the course of what is part of a thing', () => {
    const changes = found((document) => {
      const { states, reactions, parts } = described(document, 'partnership')
      states.DORMANT = { pl: 'uśpione', en: 'dormant' }
      reactions?.pop()
      delete parts?.team?.transitions.TeamHandedOver
    })
    expect(changes.map(({ what, change, path }) => `${what} ${change} ${path}`)).toEqual([
      'STATE ADDED processes.partnership.states.DORMANT',
      'REACTION REMOVED processes.partnership.reactions.PartnershipMigrated',
      'STEP REMOVED processes.partnership.parts.team.transitions.TeamHandedOver',
    ])
  })

  it('is a part that only one of them has, with its states', () => {
    const changes = found((document) => {
      delete described(document, 'partnership').parts
    })
    const whats = new Set(changes.map(({ what, change }) => `${what} ${change}`))
    expect(whats).toEqual(new Set(['PART REMOVED', 'STATE REMOVED', 'STEP REMOVED']))
  })

  it('is the order of stages, which readers follow, beside a stage that is new', () => {
    const changes = found(({ stages }) => {
      stages.push({ id: 'after', pl: 'Po', en: 'After', level: 'CLIENT', states: ['case/CLOSED'] })
      stages.reverse()
    })
    expect(changes.map(({ path, change }) => [path, change])).toEqual([
      ['stages.after', 'ADDED'],
      ['stages', 'CHANGED'],
    ])
  })

  it('is not what the software brings along, whether a version repeats it or not', () => {
    expect(
      found(({ processes }) => {
        delete processes.remark
      }),
    ).toEqual([])
  })

  it('has a schema, by which it goes out', () => {
    const changes = [...changesBetween(builtInModel, rural), ...changesBetween(rural, builtInModel)]
    expect(changes.length).toBeGreaterThan(20)
    for (const change of changes) expect(ModelChange.parse(JSON.parse(JSON.stringify(change)))).toEqual(change)
  })
})

interface Edit {
  readonly path: string
  readonly change: ModelChange['change']
  readonly apply: (document: ModelDocument) => void
}

const at = <Value>(list: readonly Value[], n: number): Value => list[n % list.length] as Value

/** One edit that is a change: whatever `n` points at is renamed, lengthened, taken away or put in. */
const edits: readonly ((n: number) => Edit)[] = [
  (n) => {
    const name = at(['minInstitutions', 'minTeamMembers', 'noContactDays', 'plenaryQuorumPercent'] as const, n)
    return { path: `parameters.${name}`, change: 'CHANGED', apply: ({ parameters }) => void parameters[name]++ }
  },
  (n) => {
    const sector = at(builtInModel.sectors, n)
    return {
      path: `sectors.${sector}`,
      change: 'REMOVED',
      apply: (document) => {
        document.sectors = document.sectors.filter((each) => each !== sector)
      },
    }
  },
  (n) => {
    const { id } = at(builtInModel.stages, n)
    const apply: Edit['apply'] = ({ stages }) => Object.assign(at(stages, n), { states: ['case/NEW'] })
    return { path: `stages.${id}`, change: 'CHANGED', apply }
  },
  (n) => {
    const { id } = at(builtInModel.deadlines, n)
    const apply: Edit['apply'] = ({ deadlines }) =>
      void at(deadlines, n).reminders.push({ before: { count: 77, unit: 'HOURS' }, to: 'REGION' })
    return { path: `deadlines.${id}`, change: 'CHANGED', apply }
  },
  (n) => {
    const { id } = at(builtInModel.deadlines, n)
    return {
      path: `deadlines.${id}`,
      change: 'REMOVED',
      apply: ({ deadlines }) => void deadlines.splice(n % deadlines.length, 1),
    }
  },
  (n) => {
    const { reason, note } = at(builtInModel.closureReasons, n)
    const other = note === 'REQUIRED' ? 'OPTIONAL' : 'REQUIRED'
    const apply: Edit['apply'] = ({ closureReasons }) => Object.assign(at(closureReasons, n), { note: other })
    return { path: `closureReasons.${reason}`, change: 'CHANGED', apply }
  },
  (n) => {
    const { id } = at(builtInModel.taxonomy.categories, n)
    const apply: Edit['apply'] = ({ taxonomy }) => void taxonomy.categories.splice(n % taxonomy.categories.length, 1)
    return { path: `taxonomy.categories.${id}`, change: 'REMOVED', apply }
  },
  (n) => {
    const path = `taxonomy.exclusive.NEW-X${n}`
    return { path, change: 'ADDED', apply: ({ taxonomy }) => void taxonomy.exclusive.push([`X${n}`, 'NEW']) }
  },
  (n) => {
    const [name, { states }] = at(Object.entries(builtInModel.processes), n)
    const state = at(Object.keys(states), n)
    return {
      path: `processes.${name}.states.${state}`,
      change: 'CHANGED',
      apply: (document) => void Object.assign(described(document, name).states[state] ?? {}, { pl: 'inaczej' }),
    }
  },
  (n) => {
    const [name, { transitions }] = at(Object.entries(builtInModel.processes), n)
    const step = at(Object.keys(transitions), n)
    return {
      path: `processes.${name}.transitions.${step}`,
      change: 'CHANGED',
      apply: (document) => void described(document, name).transitions[step]?.[0]?.from.push('NEW'),
    }
  },
  (n) => {
    const [name] = at(Object.entries(builtInModel.processes), n)
    return {
      path: `processes.${name}.reactions.SomethingNew`,
      change: 'ADDED',
      apply: (document) => {
        const description = described(document, name)
        description.reactions = [...(description.reactions ?? []), { on: 'SomethingNew', do: 'Something' }]
      },
    }
  },
]

const anEdit = fc.tuple(fc.constantFrom(...edits), fc.nat(1000)).map(([edit, n]) => edit(n))

/** Every list whose order nothing depends on, the other way round. */
function turnedRound(document: ModelDocument): ModelDocument {
  const turned = structuredClone(document)
  const { sectors, parameters, closureReasons, taxonomy, deadlines, stages, processes } = turned
  const lists: unknown[][] = [sectors, parameters.mandatoryCriteria, closureReasons, deadlines]
  lists.push(taxonomy.categories, taxonomy.exclusive, ...taxonomy.exclusive, ...stages.map(({ states }) => states))
  for (const { starts, stops, cancels, reminders, escalations, pauses } of deadlines) {
    lists.push(starts, stops, cancels, reminders, escalations, pauses)
  }
  for (const { transitions } of Object.values(processes)) {
    for (const rows of Object.values(transitions)) lists.push(...rows.map(({ from }) => from))
  }
  for (const list of new Set(lists)) list.reverse()
  turned.processes = Object.fromEntries(Object.entries(processes).reverse())
  return turned
}

describe('laws', () => {
  const documents = fc.oneof(
    fc.constant(rural),
    fc.array(anEdit, { maxLength: 3 }).map((some) => edited(...some.map(({ apply }) => apply))),
  )
  const mirrored = { ADDED: 'REMOVED', REMOVED: 'ADDED', CHANGED: 'CHANGED' } as const
  const told = ({ what, change, path, before, after }: ModelChange) =>
    JSON.stringify([what, change, path, before, after])

  it('a document does not differ from itself, nor from itself in another order and under another number', () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(changesBetween(document, structuredClone(document))).toEqual([])
        expect(changesBetween(document, { ...turnedRound(document), version: '9', basedOn: '1.0' })).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  it('one edit is found at its place, and nothing else is', () => {
    fc.assert(
      fc.property(anEdit, ({ path, change, apply }) => {
        expect(found(apply).map((each) => [each.path, each.change])).toEqual([[path, change]])
      }),
    )
  })

  it('the way back takes away what the way there adds', () => {
    fc.assert(
      fc.property(documents, documents, (one, other) => {
        const back = changesBetween(other, one).map(({ change, before, after, ...rest }) =>
          told({ ...rest, change: mirrored[change], before: after, after: before } as ModelChange),
        )
        expect(back.sort()).toEqual(changesBetween(one, other).map(told).sort())
      }),
      { numRuns: 30 },
    )
  })
})
