import { daysBetween } from '../calendar/days.ts'
import type { IndicatorFact } from './facts.ts'
import { FactView, type Scope } from './view.ts'

export type IndicatorUnit =
  | 'PARTNERSHIPS'
  | 'INSTITUTIONS'
  | 'SECTORS'
  | 'CLIENTS'
  | 'TEAMS'
  | 'SITTINGS'
  | 'PERCENT'
  | 'DAYS'

interface Measured {
  /** `null` where there is nothing to measure: a share of nothing is not 0 %. */
  readonly value: number | null
  readonly numerator?: number
  readonly denominator?: number
  /** The same measure of a part, in the same unit. */
  readonly parts?: Readonly<Record<string, number | null>>
}

export interface IndicatorResult extends Measured {
  readonly id: string
  readonly unit: IndicatorUnit
}

export interface IndicatorDefinition {
  readonly id: string
  readonly en: string
  readonly pl: string
  readonly unit: IndicatorUnit
  readonly measure: (facts: FactView) => Measured
}

/** Indicators of the pilot. Partnerships, institutions, cases and clients are counted once, whatever happens twice. */
export const indicators: readonly IndicatorDefinition[] = [
  { id: 'O-02', en: 'Partnerships formed', pl: 'Zawiązane PZK', unit: 'PARTNERSHIPS', measure: partnershipsFormed },
  { id: 'O-03', en: 'Cooperators', pl: 'Kooperanci', unit: 'INSTITUTIONS', measure: cooperators },
  { id: 'O-04', en: 'Sector coverage', pl: 'Pokrycie sektorowe', unit: 'SECTORS', measure: sectorCoverage },
  {
    id: 'O-05',
    en: 'Persons, families and groups covered',
    pl: 'Osoby, rodziny i grupy objęte',
    unit: 'CLIENTS',
    measure: clientsCovered,
  },
  { id: 'O-06', en: 'Task teams', pl: 'Zadaniowe zespoły kooperacyjne (ZZK)', unit: 'TEAMS', measure: taskTeams },
  { id: 'O-07', en: 'Task-team sittings', pl: 'Posiedzenia ZZK', unit: 'SITTINGS', measure: teamSittings },
  { id: 'O-08', en: 'Partnership sittings', pl: 'Posiedzenia PZK', unit: 'SITTINGS', measure: partnershipSittings },
  {
    id: 'R-01b',
    en: 'Cases with a social contract',
    pl: 'Odsetek spraw z kontraktem socjalnym',
    unit: 'PERCENT',
    measure: casesWithContract,
  },
  { id: 'R-10', en: 'Time to form a partnership', pl: 'Czas zawiązania PZK', unit: 'DAYS', measure: timeToForm },
]

/** All indicators at the cut-off date. The facts are those of `factsOf`, in the order of the log. */
export function evaluateIndicators(facts: readonly IndicatorFact[], scope: Scope): readonly IndicatorResult[] {
  const view = new FactView(facts, scope)
  return indicators.map(({ id, unit, measure }) => ({ id, unit, ...measure(view) }))
}

export function evaluateIndicator(id: string, facts: readonly IndicatorFact[], scope: Scope): IndicatorResult {
  const found = indicators.find((indicator) => indicator.id === id)
  if (!found) throw new Error(`there is no indicator ${id}`)
  return { id, unit: found.unit, ...found.measure(new FactView(facts, scope)) }
}

function partnershipsFormed(facts: FactView): Measured {
  const constituted = distinct(facts.of('PARTNERSHIP_CONSTITUTED').map(({ subject }) => subject))
  const standing = new Map(constituted.map((id) => [id, 'ACTIVE']))
  for (const { kind, subject } of facts.of('PARTNERSHIP_SUSPENDED', 'PARTNERSHIP_RESUMED', 'PARTNERSHIP_DISSOLVED')) {
    const status = kind === 'PARTNERSHIP_RESUMED' ? 'ACTIVE' : kind.slice('PARTNERSHIP_'.length)
    if (standing.has(subject)) standing.set(subject, status)
  }
  const parts = countBy([...standing.values()], ['ACTIVE', 'SUSPENDED', 'DISSOLVED'])
  return { value: constituted.length, parts }
}

function cooperators(facts: FactView): Measured {
  const members = facts.members()
  const withoutLeader = members.filter(({ leader }) => !leader).length
  return { value: members.length, parts: { withLeader: members.length, withoutLeader } }
}

function sectorCoverage(facts: FactView): Measured {
  const members = facts.members()
  const partnerships = distinct(members.map(({ partnershipId }) => partnershipId))
  const pairs = distinct(members.map(({ partnershipId, sector }) => `${partnershipId}/${sector}`))
  return quotient(pairs.length, partnerships.length)
}

function clientsCovered(facts: FactView): Measured {
  const proposals = facts.of('TEAM_APPOINTED').map(({ subject }) => facts.proposalOf(subject))
  const clients = new Map(proposals.flatMap((proposal) => (proposal ? [[proposal.dims.clientId, proposal]] : [])))
  const kinds = [...clients.values()].map(({ dims }) => String(dims.clientKind))
  const families = [...clients.values()].filter(({ dims }) => dims.clientKind === 'FAMILY')
  const personsInFamilies = families.reduce((sum, { value = 0 }) => sum + value, 0)
  return { value: clients.size, parts: { ...countBy(kinds, ['PERSON', 'FAMILY', 'GROUP']), personsInFamilies } }
}

function taskTeams(facts: FactView): Measured {
  return { value: distinct(facts.of('TEAM_APPOINTED').map(({ dims }) => String(dims.teamId))).length }
}

function teamSittings(facts: FactView): Measured {
  const modes = facts.of('TEAM_MEETING').map(({ dims }) => String(dims.mode))
  return { value: modes.length, parts: countBy(modes, ['ON_SITE', 'REMOTE']) }
}

function partnershipSittings(facts: FactView): Measured {
  const initiating = facts.of('INITIATING_MEETING').length
  const plenary = facts.of('PLENARY_MEETING').length
  return { value: initiating + plenary, parts: { INITIATING: initiating, PLENARY: plenary } }
}

function casesWithContract(facts: FactView): Measured {
  const withTeam = new Set(facts.of('TEAM_APPOINTED').map(({ subject }) => subject))
  const variants = new Map(facts.of('CONTRACT_CONCLUDED').map(({ subject, dims }) => [subject, dims.variant]))
  const concluded = [...variants].filter(([caseId]) => withTeam.has(caseId))
  const share = (variant: string) => percent(concluded.filter(([, its]) => its === variant).length, withTeam.size).value
  return { ...percent(concluded.length, withTeam.size), parts: { A: share('A'), B: share('B') } }
}

/** From the first initiating meeting. Counted from the second one beside it: the first was often an information meeting. */
function timeToForm(facts: FactView): Measured {
  const constitutedOn = new Map(facts.of('PARTNERSHIP_CONSTITUTED').map((fact) => [fact.subject, fact.occurredOn]))
  const fromMeeting = (ordinal: number) =>
    facts
      .of('INITIATING_MEETING')
      .filter(({ dims }) => dims.ordinal === ordinal)
      .flatMap(({ subject, occurredOn }) => {
        const on = constitutedOn.get(subject)
        return on === undefined ? [] : [daysBetween(occurredOn, on)]
      })
  const first = fromMeeting(1)
  return { value: median(first), denominator: first.length, parts: { fromSecondMeeting: median(fromMeeting(2)) } }
}

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

const countBy = (values: readonly string[], names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name) => [name, values.filter((value) => value === name).length]))

const quotient = (numerator: number, denominator: number): Measured => ({
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
})

const percent = (numerator: number, denominator: number): Measured => ({
  ...quotient(numerator, denominator),
  value: denominator === 0 ? null : (100 * numerator) / denominator,
})

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length / 2
  const lower = sorted[Math.ceil(middle) - 1]
  const upper = sorted[Math.floor(middle)]
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2
}
