import { daysBetween } from '../calendar/days.ts'
import { type Closure, closures, isDropOut, isSuccess, saysNothing } from './closures.ts'
import { type IndicatorDefinition, type Measured, NOT_STATED } from './definition.ts'
import { type CountableFact, said } from './fact.ts'
import { plans } from './plans.ts'
import { casesWithTeam, consentedCases, firstOfEach, plannedCases } from './reading.ts'
import { Tally } from './tally.ts'
import type { FactView } from './view.ts'

/** What came of the work with clients. */
export const caseResults: readonly IndicatorDefinition[] = [
  {
    id: 'R-01',
    pl: 'Odsetek spraw z planem',
    en: 'Cases with a plan',
    unit: 'PERCENT',
    formula: {
      pl: 'Sprawy z uzgodnionym planem ÷ sprawy z powołanym ZZK.',
      en: 'Cases with a plan agreed ÷ cases with a task team appointed.',
    },
    reads: ['TaskTeamAppointed', 'PlanAgreed'],
    breakdowns: {},
    measure: (view) => ({ main: shareOfCasesWithTeam(view, view.once(plannedCases)) }),
  },
  {
    id: 'R-01b',
    pl: 'Odsetek spraw z kontraktem socjalnym',
    en: 'Cases with a social contract',
    unit: 'PERCENT',
    formula: {
      pl: 'Sprawy z zawartym kontraktem socjalnym ÷ sprawy z powołanym ZZK; obok według wariantu ostatniego kontraktu.',
      en: 'Cases with a social contract concluded ÷ cases with a task team appointed; beside that by the variant of the last contract.',
    },
    reads: ['TaskTeamAppointed', 'SocialContractConcluded'],
    breakdowns: { variant: { groups: (view) => new Map(Object.entries(contracts(view).parts ?? {})) } },
    measure: contracts,
  },
  {
    id: 'R-02',
    pl: 'Skuteczność',
    en: 'Effectiveness',
    unit: 'PERCENT',
    formula: {
      pl: 'Sprawy zamknięte z osiągniętymi celami, w pełni lub częściowo ÷ sprawy zamknięte, bez zamkniętych z powodu śmierci, wyprowadzki, przejścia do procedury ustawowej i odmowy zgody. Sprawa liczy się raz, według ostatniego zamknięcia. Wariant ścisły: tylko cele w pełni osiągnięte.',
      en: 'Cases closed with goals achieved, fully or partly ÷ cases closed, leaving out death, moving away, a move to a statutory procedure and refused consent. A case counts once, by its last closure. Strict variant: goals fully achieved only.',
    },
    reads: ['CaseClosed', 'ConsentRefused'],
    breakdowns: {
      strict: { groups: (view) => new Map([['strict', effectiveness(view).parts?.strict as Tally]]) },
    },
    measure: effectiveness,
  },
  {
    id: 'R-03',
    pl: 'Stopień osiągnięcia celów',
    en: 'Goal attainment',
    unit: 'RATIO',
    formula: {
      pl: 'Suma ocen celów (osiągnięty 1, częściowo 0,5, nieosiągnięty 0) ÷ liczba ocenionych celów, w ewaluacjach końcowych.',
      en: 'Sum of the ratings of goals (achieved 1, partly 0.5, not 0) ÷ number of goals rated, over final evaluations.',
    },
    reads: ['FinalEvaluationCompleted'],
    breakdowns: {
      lifeArea: {
        name: ({ streamId }, rated, view) =>
          view.once(plans).lifeAreas.get(`${streamId}/${(rated as { goalId: string }).goalId}`) ?? NOT_STATED,
      },
    },
    measure: (view) => {
      const main = new Tally('MEAN')
      for (const fact of view.of('FinalEvaluationCompleted')) {
        for (const rated of fact.data.ratings) main.add(fact, RATING[rated.rating] ?? 0, { detail: rated })
      }
      return { main }
    },
  },
  {
    id: 'R-04',
    pl: 'Czas do planu',
    en: 'Time to plan',
    unit: 'DAYS',
    formula: {
      pl: 'Mediana dni od pierwszej zgody do pierwszego uzgodnienia planu w sprawie; obok 90. percentyl (najbliższa ranga).',
      en: 'Median days from the first consent to the first agreement of the plan of a case; beside that the 90th percentile (nearest rank).',
    },
    reads: ['PlanAgreed', 'ConsentGiven'],
    breakdowns: {},
    measure: timeToPlan,
  },
  {
    id: 'R-09',
    pl: 'Rezygnacje',
    en: 'Drop-out',
    unit: 'PERCENT',
    formula: {
      pl: 'Sprawy zamknięte przez rezygnację klienta, wycofanie zgody lub brak kontaktu ÷ wszystkie sprawy zamknięte.',
      en: 'Cases closed because the client resigned, withdrew consent or could not be reached ÷ all cases closed.',
    },
    reads: ['CaseClosed', 'ConsentRefused'],
    breakdowns: {},
    measure: (view) => ({ main: shareOfClosed(view, isDropOut, () => false) }),
  },
  {
    id: 'R-15',
    pl: 'Długość współpracy',
    en: 'Length of cooperation',
    unit: 'DAYS',
    formula: {
      pl: 'Mediana dni od zgody do zamknięcia spraw, które R-02 liczy jako skuteczne; po wznowieniu od zgody danej po nim.',
      en: 'Median days from consent to the closure of cases that R-02 counts as successes; after a reopening from the consent given after it.',
    },
    reads: ['CaseClosed', 'ConsentRefused'],
    breakdowns: {},
    measure: lengthOfCooperation,
  },
]

const RATING: Readonly<Record<string, number>> = { ACHIEVED: 1, PARTLY: 0.5, NOT: 0 }

type PerCase = ReturnType<typeof firstOfEach<object>>

function shareOfCasesWithTeam(view: FactView, reached: PerCase): Tally {
  const main = new Tally('SHARE')
  const teams = view.once(casesWithTeam)
  for (const [caseId, fact] of teams.first) {
    const evidence = reached.first.get(caseId) as CountableFact | undefined
    main.add(fact, evidence ? 1 : 0, { evidence: evidence ?? null })
  }
  for (const fact of teams.later) main.leave('ALREADY_COUNTED', fact)
  for (const fact of reached.first.values()) if (!teams.first.has(fact.streamId)) main.leave('NO_TEAM', fact)
  for (const fact of reached.later) main.leave('ALREADY_COUNTED', fact)
  return main
}

/** The variant is that of the last contract, so the last one is also the evidence. */
function contracts(view: FactView): Measured {
  const newestFirst = firstOfEach([...view.of('SocialContractConcluded')].reverse())
  const main = shareOfCasesWithTeam(view, newestFirst)
  const ofVariant = (variant: string) =>
    main.remeasured('SHARE', (row) => {
      const evidence = main.evidence(row)
      return evidence && said(evidence, 'variant') === variant ? 1 : 0
    })
  return { main, parts: { A: ofVariant('A'), B: ofVariant('B') } }
}

function shareOfClosed(
  view: FactView,
  hit: (closure: Closure) => boolean,
  without: (closure: Closure) => boolean,
): Tally {
  const main = new Tally('SHARE')
  const { closed, undone, repeated } = view.once(closures)
  for (const closure of closed.values()) {
    if (without(closure)) main.leave('REASON_LEFT_OUT', closure.fact)
    else main.add(closure.fact, hit(closure) ? 1 : 0, { detail: closure })
  }
  for (const fact of undone) main.leave('REOPENED', fact)
  for (const fact of repeated) main.leave('ALREADY_COUNTED', fact)
  return main
}

function effectiveness(view: FactView): Measured {
  const main = shareOfClosed(view, isSuccess, saysNothing)
  const fully = (row: number) => ((main.detail(row) as Closure).reason === 'GOALS_ACHIEVED' ? 1 : 0)
  return { main, parts: { strict: main.remeasured('SHARE', fully) } }
}

function timeToPlan(view: FactView): Measured {
  const main = new Tally('MEDIAN')
  const consents = view.once(consentedCases)
  const planned = view.once(plannedCases)
  for (const [caseId, fact] of planned.first) {
    const evidence = consents.first.get(caseId)
    if (evidence && evidence.occurredOn <= fact.occurredOn) {
      main.add(fact, daysBetween(evidence.occurredOn, fact.occurredOn), { evidence })
    } else {
      main.leave('NO_CONSENT', fact)
      if (evidence) main.leave('NO_PLAN', evidence)
    }
  }
  for (const [caseId, fact] of consents.first) if (!planned.first.has(caseId)) main.leave('NO_PLAN', fact)
  for (const fact of [...planned.later, ...consents.later]) main.leave('ALREADY_COUNTED', fact)
  return { main, parts: { p90: main.where(() => true, 'P90') } }
}

function lengthOfCooperation(view: FactView): Measured {
  const main = new Tally('MEDIAN')
  const { closed, undone, repeated } = view.once(closures)
  const consents = new Map<string, CountableFact[]>()
  for (const fact of view.of('ConsentGiven')) {
    const known = consents.get(fact.streamId)
    if (known) known.push(fact)
    else consents.set(fact.streamId, [fact])
  }
  for (const [caseId, closure] of closed) {
    const { fact, reopened } = closure
    const since = reopened?.occurredOn ?? ''
    const given = consents.get(caseId)?.find(({ occurredOn }) => occurredOn >= since && occurredOn <= fact.occurredOn)
    if (!isSuccess(closure)) main.leave('NOT_A_SUCCESS', fact)
    else if (!given) main.leave('NO_CONSENT', fact)
    else main.add(fact, daysBetween(given.occurredOn, fact.occurredOn), { evidence: given })
  }
  for (const fact of undone) main.leave('REOPENED', fact)
  for (const fact of repeated) main.leave('ALREADY_COUNTED', fact)
  return { main }
}
