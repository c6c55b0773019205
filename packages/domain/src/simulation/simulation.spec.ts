import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConsentWithdrawn } from '../cases/events.ts'
import { foldDeadlines } from '../deadlines/fold.ts'
import { countableFact, type LoggedEvent } from '../indicators/fact.ts'
import { evaluateIndicators } from '../indicators/indicators.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import type { Model } from '../kernel/model.ts'
import { builtInModel, builtInModels } from '../model/built-in.ts'
import { consented, inQualified, inTeamAppointed, teamAppointed, teamMeeting } from '../testing/case-facts.ts'
import { active, registered } from '../testing/partnership-facts.ts'
import { histories, walk } from '../testing/random-history.ts'
import { noon } from '../testing/world.ts'
import { Simulation } from './simulation.ts'

type Told = readonly [stream: string, day: string, ...facts: readonly NewEvent[]]

/** A ledger of these facts, each recorded on its own day. */
function ledger(...told: readonly Told[]): readonly LoggedEvent[] {
  const versions = new Map<string, number>()
  return told
    .flatMap(([stream, day, ...facts]) => facts.map((fact) => ({ stream, day, fact })))
    .map(({ stream, day, fact }, index) => {
      const [streamType = '', streamId = ''] = stream.split('/')
      const streamVersion = (versions.get(stream) ?? 0) + 1
      versions.set(stream, streamVersion)
      const at = noon(day)
      const place = { position: index + 1, streamType, streamId, streamVersion }
      return { ...place, ...fact, occurredAt: at, recordedAt: at, actorRole: 'COORDINATOR' }
    })
}

const town: readonly Told[] = [
  ['institution/mops', '2019-04-08', registered('OPS')],
  ['partnership/pzk', '2019-10-25', ...active],
]

/** The built-in version with a change or two. */
function draft(change: (model: Model) => void): Model {
  const model = structuredClone(builtInModel)
  model.version = '2.0'
  change(model)
  return model
}

const within = (rule: string, days: number) => (model: Model) => {
  const row = model.deadlines.find(({ id }) => id === rule)
  if (!row) throw new Error(`there is no rule ${rule}`)
  row.due = { after: { count: days, unit: 'CALENDAR_DAYS' } }
}

const compare = (events: readonly LoggedEvent[], under: Model, until?: string) =>
  new Simulation({ actual: builtInModels, draft: under, until }).take(events).compare()

describe('deadlines under another version', () => {
  const events = ledger(
    ...town,
    ['case/case', '2019-11-11', ...inQualified],
    ['case/case', '2019-11-12', consented],
    ['case/case', '2019-11-20', teamAppointed],
  )

  it('names what would have been late: the rule, the case, the day, by how much', () => {
    const { deadlines } = compare(events, draft(within('P-11', 7)))
    expect(deadlines.differences).toEqual([
      {
        rule: 'P-11',
        origin: 'MODEL_PROPOSED',
        about: 'case/case',
        caseId: 'case',
        startPosition: events.findIndex(({ type }) => type === 'ConsentGiven') + 1,
        startedOn: '2019-11-12',
        metOn: '2019-11-20',
        actual: { dueOn: '2019-11-26', status: 'MET', daysLate: 0 },
        draft: { dueOn: '2019-11-19', status: 'MET_LATE', daysLate: 1 },
        becomes: 'LATE',
      },
    ])
    const row = deadlines.byRule.find(({ rule }) => rule === 'P-11')
    expect(row).toMatchObject({ actual: { MET: 1, MET_LATE: 0 }, draft: { MET: 0, MET_LATE: 1 } })
  })

  it.each([
    ['in time as before, on another day', 10, 'MOVED'],
    ['in time as before, on another day', 30, 'MOVED'],
  ] as const)('%s: %d days', (_, days, becomes) => {
    const [difference] = compare(events, draft(within('P-11', days))).deadlines.differences
    expect(difference).toMatchObject({ rule: 'P-11', becomes })
  })

  it('says what would have been in time, and what would have been later still', () => {
    const late = ledger(
      ...town,
      ['case/case', '2019-11-11', ...inQualified],
      ['case/case', '2019-11-12', consented],
      ['case/case', '2019-12-02', teamAppointed],
    )
    const becomes = (days: number) => compare(late, draft(within('P-11', days))).deadlines.differences[0]?.becomes
    expect([becomes(20), becomes(15), becomes(7)]).toEqual(['IN_TIME', 'LATE_BY_LESS', 'LATE_BY_MORE'])
  })

  it('says what only one of the two has', () => {
    const without = draft((model) => {
      model.deadlines = model.deadlines.filter(({ id }) => id !== 'P-11')
    })
    const [dropped] = compare(events, without).deadlines.differences
    expect(dropped).toMatchObject({ rule: 'P-11', becomes: 'DROPPED', actual: { status: 'MET' } })
    expect(dropped).not.toHaveProperty('draft')
  })

  it('looks at the end of a day', () => {
    const open = compare(events, draft(within('P-11', 7)), '2019-11-19')
    expect(open).toMatchObject({ asOf: '2019-11-19', deadlines: { differences: [{ becomes: 'MOVED' }] } })
    expect(open.events).toBeLessThan(events.length)
    const missed = ledger(...town, ['case/case', '2019-11-12', ...inQualified, consented])
    const after = compare(missed, draft(within('P-11', 7)), '2019-11-21').deadlines.differences
    expect(after).toMatchObject([{ becomes: 'LATE', draft: { status: 'MISSED', daysLate: 2 }, metOn: null }])
  })

  it('moves the indicator of timeliness and no other', () => {
    const { indicators } = compare(events, draft(within('P-11', 7)))
    expect(indicators.filter(({ actual, draft }) => actual !== draft)).toEqual([
      { id: 'R-05', part: 'MODEL_PROPOSED', unit: 'PERCENT', actual: expect.anything(), draft: expect.anything() },
    ])
  })
})

describe('rules under another version', () => {
  const events = ledger(
    ...town,
    ['case/case', '2019-11-12', ...inTeamAppointed],
    ['case/case', '2019-11-20', teamMeeting(1)],
  )

  it('names the facts that it would not have allowed, and goes on as if it had', () => {
    const { refusals } = compare(
      events,
      draft(({ parameters }) => Object.assign(parameters, { minTeamMembers: 4 })),
    )
    expect(refusals).toEqual({
      actual: 0,
      draft: 1,
      byDraft: [
        {
          position: events.findIndex(({ type }) => type === 'TaskTeamAppointed') + 1,
          about: 'case/case',
          type: 'TaskTeamAppointed',
          occurredOn: '2019-11-12',
          refusal: { code: 'too-few-team-members', details: { have: 3, need: 4 } },
        },
      ],
      byActual: [],
    })
  })

  it('follows a course that is described otherwise from the fact on that makes the difference', () => {
    // A version in which the first meeting is already work, so that a diagnosis would come too late.
    const other = draft((model) => {
      const course = model.processes.case
      if (!course) throw new Error('the built-in version describes cases')
      course.transitions.TeamMeetingHeld = [{ from: ['TEAM_APPOINTED'], to: 'IN_PROGRESS' }]
    })
    const second = ledger(
      ...town,
      ['case/case', '2019-11-12', ...inTeamAppointed],
      ['case/case', '2019-11-20', teamMeeting(1)],
      ['case/case', '2019-12-20', teamMeeting(2)],
    )
    const { refusals } = compare(second, other)
    expect(refusals.byDraft).toMatchObject([
      { type: 'TeamMeetingHeld', occurredOn: '2019-12-20', refusal: { code: 'not-allowed-in-state' } },
    ])
  })

  it('does not blame the draft for what the version of the day would not have allowed either', () => {
    const imported = ledger(['case/case', '2019-11-12', event(ConsentWithdrawn, { scope: 'ALL' })])
    const strict = draft(({ parameters }) => Object.assign(parameters, { minTeamMembers: 4 }))
    expect(compare(imported, strict).refusals).toEqual({ actual: 1, draft: 1, byDraft: [], byActual: [] })
  })

  it('says what the version of the day would not have allowed, and the draft would', () => {
    const imported = ledger(...town, ['case/case', '2019-11-12', ...inTeamAppointed])
    const strict = draft(({ parameters }) => Object.assign(parameters, { minTeamMembers: 4 }))
    const told = { actual: () => strict, draft: builtInModel }
    expect(new Simulation(told).take(imported).compare().refusals).toEqual({
      actual: 1,
      draft: 0,
      byDraft: [],
      byActual: [
        expect.objectContaining({
          type: 'TaskTeamAppointed',
          refusal: { code: 'too-few-team-members', details: { have: 3, need: 4 } },
        }),
      ],
    })
  })

  it('asks nothing where no version allows anything else', () => {
    const shorter = draft(within('P-11', 7))
    const told = { actual: builtInModels, draft: shorter, versions: [builtInModel] }
    const imported = ledger(['case/case', '2019-11-12', event(ConsentWithdrawn, { scope: 'ALL' })])
    expect(new Simulation(told).take(imported).compare().refusals.actual).toBe(0)
  })
})

describe('laws', () => {
  const placed = (log: ReturnType<typeof walk>['log']): readonly LoggedEvent[] =>
    ledger(...log.map((fact): Told => [`${fact.streamType}/${fact.streamId}`, fact.occurredAt.slice(0, 10), fact]))

  it('a history differs in nothing from itself', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const events = placed(walk(picks, () => {}).log)
        // What went on under another version may well differ from the built-in one.
        fc.pre(
          events.every(({ data }) => !('modelVersion' in (data as object)) || named(data) === builtInModel.version),
        )
        // Another version in name and in a rule that nothing of the history meets: every fact is asked about.
        const same = draft(({ parameters }) => Object.assign(parameters, { noContactDays: 29 }))
        const { deadlines, refusals } = compare(events, same)
        expect(refusals).toEqual({ actual: 0, draft: 0, byDraft: [], byActual: [] })
        expect(deadlines.differences).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  it('of the indicators only the one of timeliness looks at deadlines', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const { log, models } = walk(picks, () => {})
        const events = placed(log)
        const facts = events.map(countableFact)
        const asOf = '2030-01-01'
        const courses = foldDeadlines(events, models)
        const without = evaluateIndicators(facts, { asOf })
        const differing = evaluateIndicators(facts, { asOf, courses }).filter(
          (figure, at) => JSON.stringify(figure) !== JSON.stringify(without[at]),
        )
        expect(differing.map(({ id }) => id).filter((id) => id !== 'R-05')).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})

const named = (data: unknown) => (data as { modelVersion?: unknown }).modelVersion
