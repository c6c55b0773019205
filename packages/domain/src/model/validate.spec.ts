import { describe, expect, it } from 'vitest'
import { readRuralModel } from '../testing/rural-model.ts'
import { builtInModel } from './built-in.ts'
import { checkModel, modelSchema } from './validate.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests break a document in ways that its type forbids
type Broken = any

/** The faults of the built-in document after somebody has changed it. */
function faultsAfter(change: (document: Broken) => void) {
  const document = structuredClone(builtInModel) as Broken
  change(document)
  return checkModel(document).faults.map(({ path, reason, pl }) => {
    expect(pl).not.toMatch(/^$|\{\d\}/)
    expect(pl).not.toBe(reason)
    return { path, reason }
  })
}
const rule = (changes: object = {}) => ({
  id: 'P-99',
  en: 'A rule',
  pl: 'Reguła',
  process: 'case',
  starts: [{ event: 'CaseQualified' }],
  stops: [{ event: 'TaskTeamAppointed' }],
  cancels: [],
  due: { after: { count: 14, unit: 'CALENDAR_DAYS' } },
  reminders: [],
  escalations: [],
  pauses: [],
  origin: 'MODEL_PROPOSED',
  legalBasis: null,
  validFrom: '2019-03-29',
  ...changes,
})
const withRules = (...rules: object[]) =>
  faultsAfter((document) => {
    document.deadlines = rules
  })

describe('the documents that come with the project', () => {
  it('are free of faults, as the software brings them and as JSON', () => {
    expect(checkModel(builtInModel).faults).toEqual([])
    expect(checkModel(JSON.parse(JSON.stringify(builtInModel)))).toEqual({ document: builtInModel, faults: [] })
    expect(checkModel(readRuralModel()).faults).toEqual([])
  })

  it('have a schema that other programs can read', () => {
    const schema = modelSchema()
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(Object.keys(schema.properties as object)).toContain('deadlines')
  })
})

describe('a document is refused with the path and the reason', () => {
  it('when something is missing or of another form', () => {
    expect(checkModel({ version: '2.0' }).faults.map(({ path }) => path)).toContain('parameters')
    expect(checkModel(null).faults).toHaveLength(1)
    expect(faultsAfter((document) => (document.parameters.minSectors = 'three'))[0]?.path).toBe('parameters.minSectors')
  })

  it('for a cycle without exit', () => {
    const faults = faultsAfter(({ processes }) => {
      for (const [type, rows] of Object.entries<Broken>(processes.referral.transitions)) {
        if (type !== 'ReferralSubmitted') for (const row of rows) row.to = 'WAITING'
      }
      for (const state of ['ACCEPTED', 'RETURNED', 'REDIRECTED']) delete processes.referral.states[state]
    })
    expect(faults).toEqual([
      {
        path: 'processes.referral.states.WAITING',
        reason: 'no step leads from here to an end: whatever comes here would stay for ever',
      },
    ])
  })

  it('for an interruption that work could never come back from, and not for one that it can', () => {
    const faults = faultsAfter(({ processes }) => {
      processes.case.transitions.CaseResumed[0].to = 'SUSPENDED'
      for (const rows of Object.values<Broken>(processes.case.transitions)) {
        for (const row of rows) if (row.to === 'CLOSED') row.from = row.from.filter((s: string) => s !== 'SUSPENDED')
      }
    })
    expect(faults.map(({ path }) => path)).toContain('processes.case.states.SUSPENDED')
  })

  it('for a state that nothing leads to', () => {
    const faults = faultsAfter(({ processes }) => {
      processes.case.states.FORGOTTEN = { pl: 'zapomniana', en: 'forgotten', end: true }
    })
    expect(faults).toEqual([{ path: 'processes.case.states.FORGOTTEN', reason: 'no step leads here' }])
  })

  it('for an unknown process, event, state, guard or reaction', () => {
    const reasons = (change: (document: Broken) => void) =>
      faultsAfter(change).map(({ path, reason }) => `${path}: ${reason}`)
    expect(reasons(({ processes }) => (processes.picnic = processes.meeting))[0]).toMatch(
      /^processes\.picnic: there is no process picnic; known are institution, /,
    )
    expect(reasons(({ processes }) => (processes.case.transitions.CaseSung = [{ from: ['PROPOSED'] }]))).toContain(
      'processes.case.transitions.CaseSung: there is no event CaseSung in this process',
    )
    expect(reasons(({ processes }) => (processes.case.transitions.CaseQualified[0].to = 'SELECTED'))).toContain(
      'processes.case.transitions.CaseQualified.0.to: there is no state SELECTED',
    )
    expect(reasons(({ processes }) => (processes.case.transitions.CaseQualified[0].guards = ['moonIsFull']))).toContain(
      'processes.case.transitions.CaseQualified.0.guards: there is no guard moonIsFull',
    )
    expect(reasons(({ processes }) => (processes.case.reactions[0].do = 'SendFlowers'))).toContain(
      'processes.case.reactions.0.do: there is no reaction SendFlowers',
    )
  })

  it('for a condition that no payload could meet', () => {
    const faults = faultsAfter(({ processes }) => {
      processes.case.transitions.ConsentGiven[0].when = { kind: 'CAKE', colour: 'red' }
    })
    expect(faults.map(({ reason }) => reason)).toEqual([
      'the field kind of ConsentGiven is never "CAKE"',
      'ConsentGiven has no field colour',
    ])
  })

  it('for an unknown sector', () => {
    expect(faultsAfter(({ sectors }) => sectors.push('CIRCUS'))[0]?.path).toMatch(/^sectors\.\d+$/)
  })

  it('for a deadline whose stop can never happen after its start', () => {
    const never = rule({
      process: 'referral',
      starts: [{ event: 'ReferralAccepted' }],
      stops: [{ event: 'ReferralReturned' }],
    })
    expect(withRules(never)).toEqual([
      {
        path: 'deadlines.0.stops',
        reason: 'ReferralReturned can never follow the beginning of P-99: nothing could meet it',
      },
    ])
    expect(withRules(rule({ stops: [{ event: 'ReferralReturned' }] }))[0]?.reason).toBe(
      'case has no step ReferralReturned',
    )
  })

  it('for two rows of a rule that are in force on one day, and not for rows that follow each other', () => {
    const first = rule({ validTo: '2023-09-27' })
    expect(withRules(first, rule({ validFrom: '2023-09-28' }))).toEqual([])
    expect(withRules(first, rule({ validFrom: '2023-09-27' }))).toEqual([
      { path: 'deadlines.1.validFrom', reason: 'P-99 is in force twice: see deadlines.0' },
    ])
  })

  it('for a statutory deadline without its law, or one that pauses', () => {
    expect(withRules(rule({ origin: 'STATUTORY' }))).toEqual([
      { path: 'deadlines.0.legalBasis', reason: 'P-99 is statutory and names no law' },
    ])
    expect(withRules(rule({ origin: 'STATUTORY', legalBasis: 'art. 1', pauses: ['CASE_SUSPENDED'] }))[0]?.path).toBe(
      'deadlines.0.pauses',
    )
  })

  it('for a due day in a field that the fact does not have, and for a reminder before the beginning', () => {
    expect(withRules(rule({ due: { on: 'endsOn' } }))).toEqual([
      { path: 'deadlines.0.due', reason: 'CaseQualified has no field endsOn' },
    ])
    const before = { count: 14, unit: 'CALENDAR_DAYS' }
    expect(withRules(rule({ reminders: [{ before, to: 'LEADER' }] }))[0]?.path).toBe('deadlines.0.reminders.0.before')
  })

  it('for categories that exclude what does not exist, and for lists that say a thing twice', () => {
    const faults = faultsAfter((document) => {
      document.taxonomy.exclusive = [['FLYING', 'FLYING']]
      document.closureReasons.push(document.closureReasons[0])
      document.stages[0].states = ['case/NOWHERE']
    })
    expect(faults.map(({ reason }) => reason)).toEqual([
      'there is no category FLYING',
      'there is no category FLYING',
      'a category cannot exclude itself',
      'stands twice',
      'there is no state case/NOWHERE',
    ])
  })
})
