import { describe, it } from 'vitest'
import { ServicePlaceFreed, ServicePlaceTaken, ServiceSuspended } from '../basket/events.ts'
import { basket } from '../basket/process.ts'
import { agreePlan, amendPlan, cancelAction, closeCase, completeAction, transferCase } from '../cases/commands.ts'
import {
  ActionCancelled,
  ActionCompleted,
  CaseClosed,
  CaseTransferred,
  PlanAgreed,
  PlanAmended,
} from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import { TeamOpened } from '../partnerships/events.ts'
import { partnership } from '../partnerships/process.ts'
import {
  inPublished,
  placeTaken,
  serviceProposed,
  servicesPublished,
  serviceVerified,
} from '../testing/basket-facts.ts'
import { accessRevoked, contractConcluded, inDiagnosed } from '../testing/case-facts.ts'
import { active } from '../testing/partnership-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import { ConflictDecided } from './events.ts'

/** Debts are counselled by the centre and by an association, addiction is treated at the clinic (two places). */
const kept: readonly NewEvent[] = [
  ...inPublished,
  serviceProposed('debts-ngo', 'ngo'),
  serviceVerified('debts-ngo'),
  servicesPublished('1.1', ['debts-ngo', 1]),
]
const clientId = 'client-1'
const goals = [{ goalId: 'G1', text: 'Spłata zaległości' }]
const action = (actionId: string, given: object = {}) => ({
  actionId,
  goalId: 'G1',
  owner: 'CLIENT' as const,
  due: '2020-02-28',
  text: 'Spotkania',
  ...given,
})
const atMops = action('A1', { serviceId: 'debts' })
const atNgo = action('A2', { serviceId: 'debts-ngo' })
const therapy = action('A3', { serviceId: 'therapy' })
const plan = (...actions: object[]) => ({ clientTookPart: true, goals, actions })
const agreed = (...actions: object[]) => event(PlanAgreed, { clientId, ...plan(...actions) } as never)
const place = (serviceId: string, actionId: string, caseId = 'this') =>
  event(ServicePlaceTaken, { serviceId, caseId, clientId, actionId, from: '2019-11-12', until: '2020-02-28' })
const onBasket = (fact: NewEvent) => onStream(basket, 'pzk', fact)
const freed = (serviceId: string) => onBasket(event(ServicePlaceFreed, { serviceId, caseId: 'this' }))

const begin = (facts: readonly NewEvent[], ...more: readonly NewEvent[]) =>
  given(caseProcess, ...facts)
    .besides(partnership, 'pzk', ...active)
    .besides(basket, 'pzk', ...kept, ...more)

const reason = 'Stowarzyszenie prowadzi także mediacje z bankiem.'
const duplicate = { kind: 'DUPLICATE' as const, actions: ['A1', 'A2'] as [string, string] }
const decidedAs = (decision: 'KEEP_BOTH' | 'DROP_FIRST' | 'DROP_SECOND') =>
  event(ConflictDecided, {
    clientId,
    ...duplicate,
    services: ['debts', 'debts-ngo'],
    categories: ['DEBT_COUNSELLING', 'DEBT_COUNSELLING'],
    decision,
    reason,
  })

describe('a plan in which two institutions do the same', () => {
  const ready = begin(inDiagnosed)

  it('is not agreed before somebody decided that', () => {
    ready.when(agreePlan, plan(atMops, atNgo)).refuses('conflicts-undecided', {
      conflicts: [
        {
          kind: 'DUPLICATE',
          actions: [
            { caseId: 'this', actionId: 'A1' },
            { caseId: 'this', actionId: 'A2' },
          ],
          services: ['debts', 'debts-ngo'],
          categories: ['DEBT_COUNSELLING', 'DEBT_COUNSELLING'],
          institutions: ['mops', 'ngo'],
          from: '2019-11-12',
          until: '2020-02-28',
        },
      ],
    })
  })

  it('is agreed with the decision, in the same commit', () => {
    ready
      .when(agreePlan, { ...plan(atMops, atNgo), decisions: [{ ...duplicate, decision: 'KEEP_BOTH', reason }] })
      .then(
        decidedAs('KEEP_BOTH'),
        agreed(atMops, atNgo),
        onBasket(place('debts', 'A1')),
        onBasket(place('debts-ngo', 'A2')),
      )
  })

  it('loses the action that was decided against', () => {
    ready
      .when(agreePlan, { ...plan(atMops, atNgo), decisions: [{ ...duplicate, decision: 'DROP_FIRST', reason }] })
      .then(decidedAs('DROP_FIRST'), agreed(atNgo), onBasket(place('debts-ngo', 'A2')))
  })

  it('may not be decided about what is no conflict', () => {
    ready
      .when(agreePlan, { ...plan(atMops, therapy), decisions: [{ ...duplicate, decision: 'KEEP_BOTH', reason }] })
      .refuses('unknown-conflict', duplicate)
    ready
      .when(agreePlan, { ...plan(atMops, atNgo), decisions: [{ ...duplicate, decision: 'KEEP_BOTH' }] })
      .isMalformedAt('decisions.0.reason')
  })

  it('is asked about once, and again when an amendment brings it about', () => {
    const working = [...inDiagnosed, decidedAs('KEEP_BOTH'), agreed(atMops, atNgo), contractConcluded]
    const later = { ...atMops, due: '2020-03-31' }
    const has = [place('debts', 'A1'), place('debts-ngo', 'A2')]
    begin(working, ...has)
      .when(amendPlan, { clientTookPart: true, actions: [later] })
      .then(
        event(PlanAmended, { clientId, clientTookPart: true, goals: [], actions: [later], droppedGoals: [] }),
        freed('debts'),
        onBasket({ ...place('debts', 'A1'), data: { ...place('debts', 'A1').data, until: '2020-03-31' } }),
      )
    begin([...inDiagnosed, agreed(atMops), contractConcluded], has[0]!)
      .when(amendPlan, { clientTookPart: true, actions: [atNgo] })
      .refuses('conflicts-undecided')
  })

  it('is seen across the cases of one client in the partnership', () => {
    begin(inDiagnosed, place('debts-ngo', 'B1', 'other'))
      .when(agreePlan, plan(atMops))
      .refuses('conflicts-undecided')
    begin(inDiagnosed, place('debts-ngo', 'B1', 'other'))
      .when(agreePlan, {
        ...plan(atMops),
        decisions: [
          { kind: 'DUPLICATE', actions: ['A1', 'B1'], otherCaseId: 'other', decision: 'DIFFERENT_NEED', reason },
        ],
      })
      .then(
        event(ConflictDecided, {
          clientId,
          kind: 'DUPLICATE',
          actions: ['A1', 'B1'],
          otherCaseId: 'other',
          services: ['debts', 'debts-ngo'],
          categories: ['DEBT_COUNSELLING', 'DEBT_COUNSELLING'],
          decision: 'DIFFERENT_NEED',
          reason,
        }),
        agreed(atMops),
        onBasket(place('debts', 'A1')),
      )
  })

  it('is not blocked by what two other cases of the client have between them', () => {
    begin(inDiagnosed, place('debts', 'B1', 'other'), place('debts-ngo', 'C1', 'third'))
      .when(agreePlan, plan(therapy))
      .then(agreed(therapy), onBasket(place('therapy', 'A3')))
  })
})

describe('places in the services of a plan', () => {
  it('are refused with the plan when there are none left', () => {
    begin(inDiagnosed, placeTaken('therapy', 'x'), placeTaken('therapy', 'y'))
      .when(agreePlan, plan(therapy))
      .refuses('service-full', { serviceId: 'therapy', capacity: 2, taken: 2, waitingDays: 21 })
    begin(inDiagnosed, event(ServiceSuspended, { serviceId: 'therapy', reason: 'urlop' }))
      .when(agreePlan, plan(therapy))
      .refuses('service-not-offered', { serviceId: 'therapy', state: 'SUSPENDED' })
  })

  it('are one for a case, however many of its actions use the service', () => {
    const second = action('A4', { serviceId: 'therapy', from: '2019-11-20', due: '2020-05-31' })
    begin(inDiagnosed)
      .when(agreePlan, plan(therapy, second))
      .then(
        agreed(therapy, second),
        onBasket(
          event(ServicePlaceTaken, {
            serviceId: 'therapy',
            caseId: 'this',
            clientId,
            actionId: 'A3',
            from: '2019-11-12',
            until: '2020-05-31',
          }),
        ),
      )
    const working = [...inDiagnosed, agreed(therapy, second), contractConcluded]
    begin(working, place('therapy', 'A3'))
      .when(completeAction, { actionId: 'A3' })
      .then(event(ActionCompleted, { actionId: 'A3' }))
    begin([...working, event(ActionCompleted, { actionId: 'A3' })], place('therapy', 'A3'))
      .when(completeAction, { actionId: 'A4' })
      .then(event(ActionCompleted, { actionId: 'A4' }), freed('therapy'))
  })

  it('are given back when an action is given up', () => {
    begin([...inDiagnosed, agreed(therapy), contractConcluded], place('therapy', 'A3'))
      .when(cancelAction, { actionId: 'A3', reason: 'zbędne' })
      .then(event(ActionCancelled, { actionId: 'A3', reason: 'zbędne' }), freed('therapy'))
  })

  it('are not asked for where the basket is kept on paper', () => {
    given(caseProcess, ...inDiagnosed)
      .besides(partnership, 'pzk', ...active)
      .when(agreePlan, plan(therapy))
      .then(agreed(therapy))
  })
})

describe('a case that goes to another partnership', () => {
  it('leaves its places in the basket of the first', () => {
    begin([...inDiagnosed, agreed(therapy), contractConcluded], place('therapy', 'A3'))
      .besides(partnership, 'pzk-2', ...active)
      .when(transferCase, { toPartnershipId: 'pzk-2' })
      .then(
        event(CaseTransferred, { fromPartnershipId: 'pzk', toPartnershipId: 'pzk-2' }),
        onStream(partnership, 'pzk-2', event(TeamOpened, { caseId: 'this', teamId: 'zzk-1' })),
        freed('therapy'),
      )
  })
})

describe('a case that is closed', () => {
  it('gives back every place that it has, also one kept by hand', () => {
    const byHand = event(ServicePlaceTaken, { serviceId: 'debts', caseId: 'this', clientId })
    begin([...inDiagnosed, agreed(therapy), contractConcluded], place('therapy', 'A3'), byHand)
      .when(closeCase, { reason: 'MOVED_AWAY', note: 'wyjazd' })
      .then(
        event(CaseClosed, { reason: 'MOVED_AWAY', note: 'wyjazd', clientId }),
        freed('debts'),
        freed('therapy'),
        accessRevoked('mops', 'sp-1', 'pup'),
      )
  })
})
