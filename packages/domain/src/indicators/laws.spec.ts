import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addCalendarDays } from '../calendar/days.ts'
import { Chronicle } from '../testing/chronicle.ts'
import { evaluate, leftOut } from './evaluation.ts'
import type { CountableFact } from './fact.ts'
import { evaluateIndicators, indicators } from './indicators.ts'
import type { Tally } from './tally.ts'
import { FactView } from './view.ts'

const AS_OF = '2020-06-30'
const runs = { numRuns: 80 }

/** Facts that might be told of a few partnerships and cases, in an order that nobody checked. */
const kinds = {
  PartnershipConstituted: {},
  PartnershipSuspended: {},
  InitiatingMeetingHeld: { ordinal: 1, mode: 'ON_SITE' },
  PlenaryMeetingHeld: { mode: 'REMOTE' },
  AccessionDeclarationSigned: { institutionId: 'sp-1', sector: 'EDUCATION' },
  MemberWithdrew: { institutionId: 'sp-1' },
  CaseProposed: { partnershipId: 'p0', clientId: 'x', clientKind: 'FAMILY', adults: 1, children: 2 },
  ConsentGiven: { kind: 'PARTICIPATION' },
  ConsentRefused: {},
  TaskTeamAppointed: { teamId: 't', members: [{ memberId: 'm', sector: 'HEALTH' }] },
  TeamMeetingHeld: { teamId: 't', invited: 3, present: 4, clientPresent: false, mode: 'ON_SITE' },
  PlanAgreed: {
    goals: [{ goalId: 'G1' }],
    actions: [
      { actionId: 'A1', owner: 'sp-1', category: 'ADVICE' },
      { actionId: 'A2', owner: 'kpp', category: 'ADVICE', serviceId: 's' },
    ],
  },
  ActionCompleted: { actionId: 'A1' },
  SocialContractConcluded: { variant: 'B' },
  FinalEvaluationCompleted: { ratings: [{ goalId: 'G1', rating: 'PARTLY' }] },
  CaseClosed: { reason: 'GOALS_ACHIEVED' },
  CaseReopened: {},
  CoachingSessionHeld: { workerId: 'w', hours: 2 },
  SupervisionSessionHeld: { hours: 3, participantCount: 4 },
  IntersectoralTrainingHeld: { hours: 8, participants: [{ personId: 'q', sector: 'NGO' }] },
  ServiceBasketVersionPublished: { basketVersion: '1', services: 3, institutions: 2 },
  RemarkSubmitted: { channel: 'MEETING', chapter: '2' },
  RemarkRejected: {},
  RemarkPartlyAccepted: {},
  GoodPracticePublished: {},
} as const

const PARTNERSHIP = /^(Partnership|Initiating|Plenary|Accession|Member|Service)/
const streamOf = (type: string, n: number) =>
  PARTNERSHIP.test(type)
    ? `partnership/p${n}`
    : /^(Case|Consent|Task|Team|Plan|Action|Social|Final)/.test(type)
      ? `case/c${n}`
      : `other/o${n}`

const telling = fc.record({
  type: fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[])),
  stream: fc.nat(2),
  late: fc.nat(30),
})
/** Each on a day of its own, so that the day alone says what came first. */
interface Told {
  readonly day: string
  readonly stream: string
  readonly type: string
  readonly data: object
  readonly recordedOn: string
}
const history: fc.Arbitrary<readonly Told[]> = fc.array(telling, { maxLength: 60 }).map((told) =>
  told.map(({ type, stream, late }, n) => {
    const day = addCalendarDays('2020-05-20', n)
    return { day, stream: streamOf(type, stream), type, data: kinds[type], recordedOn: addCalendarDays(day, late) }
  }),
)

const factsOf = (told: readonly Told[]): readonly CountableFact[] => {
  const chronicle = new Chronicle()
  for (const { day, stream, type, data, recordedOn } of told) chronicle.tell(day, stream, type, data, { recordedOn })
  return chronicle.facts
}

describe('whatever happened', () => {
  it('the order of recording does not matter', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (told, chance) => {
        const shuffled = told.map((each) => ({ each, at: chance.next().value })).sort((a, b) => a.at - b.at)
        const again = evaluateIndicators(factsOf(shuffled.map(({ each }) => each)), { asOf: AS_OF })
        expect(again).toEqual(evaluateIndicators(factsOf(told), { asOf: AS_OF }))
      }),
      runs,
    )
  })

  it('a figure as of T is never changed by what happened after T', () => {
    fc.assert(
      fc.property(history, (told) => {
        const before = told.filter(({ day }) => day <= AS_OF)
        expect(evaluateIndicators(factsOf(told), { asOf: AS_OF })).toEqual(
          evaluateIndicators(factsOf(before), { asOf: AS_OF }),
        )
      }),
      runs,
    )
  })

  it('every figure can be computed again from the events of its explanation', () => {
    fc.assert(
      fc.property(history, (told) => {
        const view = new FactView(factsOf(told), { asOf: AS_OF })
        for (const definition of indicators) {
          const { result, measured } = evaluate(definition, [view])
          expect([definition.id, again(measured.main)]).toEqual([definition.id, result.value])
        }
      }),
      runs,
    )
  })

  it('every event that an indicator reads counts or is left out with a reason, and not both', () => {
    fc.assert(
      fc.property(history, (told) => {
        const facts = factsOf(told)
        const view = new FactView(facts, { asOf: AS_OF })
        for (const definition of indicators) {
          const evaluation = evaluate(definition, [view])
          const { main, parts = {} } = evaluation.measured
          const tallies = [main, ...Object.values(parts)]
          const counted = new Set(
            tallies.flatMap((tally) => tally.facts.flatMap((fact, row) => [fact, tally.evidence(row)])),
          )
          const left = new Set([...leftOut(evaluation).values()].flat())
          const read = facts.filter(
            ({ type }) => definition.reads === 'ALL' || (definition.reads as readonly string[]).includes(type),
          )
          for (const fact of read) {
            expect([definition.id, fact.type, counted.has(fact) || left.has(fact)]).toEqual([
              definition.id,
              fact.type,
              true,
            ])
          }
          for (const fact of main.facts) expect([definition.id, left.has(fact)]).toEqual([definition.id, false])
        }
      }),
      runs,
    )
  })

  it('a part is never more than its whole', () => {
    fc.assert(
      fc.property(history, (told) => {
        for (const { id, unit, value, numerator = 0, denominator = 0 } of evaluateIndicators(factsOf(told), {
          asOf: AS_OF,
        })) {
          if (unit !== 'PERCENT') continue
          expect([id, numerator <= denominator]).toEqual([id, true])
          expect([id, value === null]).toEqual([id, denominator === 0])
        }
      }),
      runs,
    )
  })
})

/** The formulas once more, by the plainest means. */
function again(tally: Tally): number | null {
  const { formula, tops } = tally
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
  if (formula === 'COUNT') return sum(tops)
  if (formula === 'MEDIAN') {
    const sorted = [...tops].sort((a, b) => a - b)
    const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
    return low === undefined || high === undefined ? null : (low + high) / 2
  }
  const whole = sum(tops.map((_, row) => tally.bottom(row)))
  return whole === 0 ? null : ((formula === 'SHARE' ? 100 : 1) * sum(tops)) / whole
}
