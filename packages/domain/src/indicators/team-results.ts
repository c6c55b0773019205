import { categoryOf, institutionOf } from './baskets.ts'
import { type IndicatorDefinition, type Measured, NOT_STATED } from './definition.ts'
import type { CountableFact } from './fact.ts'
import { leadersOf } from './members.ts'
import { type ActionInPlan, plans } from './plans.ts'
import { Tally } from './tally.ts'
import { teamsAt } from './teams.ts'
import type { FactView } from './view.ts'

/** How teams work: who takes part, how many sectors meet, and whether their actions fit together. */
export const teamResults: readonly IndicatorDefinition[] = [
  {
    id: 'R-06',
    pl: 'Udział klienta',
    en: 'Client participation',
    unit: 'PERCENT',
    formula: {
      pl: 'Posiedzenia ZZK z obecnym klientem ÷ posiedzenia ZZK (O-07).',
      en: 'Task-team sittings with the client present ÷ task-team sittings (O-07).',
    },
    reads: ['TeamMeetingHeld'],
    breakdowns: {},
    measure: (view) => {
      const main = new Tally('SHARE')
      for (const fact of view.of('TeamMeetingHeld')) main.add(fact, fact.data.clientPresent ? 1 : 0)
      return { main }
    },
  },
  {
    id: 'R-07',
    pl: 'Frekwencja członków ZZK',
    en: 'Attendance of team members',
    unit: 'PERCENT',
    formula: {
      pl: 'Suma obecnych ÷ suma zaproszonych na posiedzenia ZZK. Obecni ponad liczbę zaproszonych nie podnoszą wskaźnika. Według sektora na podstawie list obecności.',
      en: 'Sum of those present ÷ sum of those invited to task-team sittings. Those present beyond the number invited do not raise it. By sector from the attendance lists.',
    },
    reads: ['TeamMeetingHeld'],
    breakdowns: { sector: { groups: attendanceBySector } },
    measure: (view) => {
      const main = new Tally('SHARE')
      for (const fact of view.of('TeamMeetingHeld')) {
        const { invited, present } = fact.data
        if (invited === 0) main.leave('NOBODY_INVITED', fact)
        else main.add(fact, Math.min(present, invited), { bottom: invited })
      }
      return { main }
    },
  },
  {
    id: 'R-08',
    pl: 'Głębokość międzysektorowa',
    en: 'Cross-sector depth',
    unit: 'SECTORS',
    formula: {
      pl: 'Średnia liczba różnych sektorów w ZZK, według składu w dniu T, z sektorem lidera.',
      en: "Mean number of distinct sectors in a task team, as composed at T, the leader's sector included.",
    },
    reads: ['TaskTeamAppointed'],
    breakdowns: {},
    measure: crossSectorDepth,
  },
  {
    id: 'R-13',
    pl: 'Działania zdublowane',
    en: 'Duplicated action',
    unit: 'PERCENT',
    formula: {
      pl: 'Otwarte działania, które u tego samego klienta mają tę samą kategorię usługi co otwarte działanie innej instytucji ÷ otwarte działania. Działania spraw zamkniętych nie są otwarte.',
      en: 'Open actions that share client and service category with an open action of another institution ÷ open actions. Actions of closed cases are not open.',
    },
    reads: ['PlanAgreed', 'PlanAmended'],
    breakdowns: {},
    measure: duplicatedActions,
  },
  {
    id: 'R-14',
    pl: 'Wykorzystanie koszyka usług',
    en: 'Use of the basket',
    unit: 'PERCENT',
    formula: {
      pl: 'Działania planów, które korzystają z usługi z koszyka ÷ działania planów, według stanu planów w dniu T.',
      en: 'Actions of plans that use a service of the basket ÷ actions of plans, as the plans stand at T.',
    },
    reads: ['PlanAgreed', 'PlanAmended'],
    breakdowns: {
      category: {
        name: (fact, row, view) => categoryOf(view, fact, (row as ActionInPlan).action) ?? NOT_STATED,
      },
    },
    measure: (view) => ({
      main: perAction(view, view.once(plans).actions, ({ action }) => action.serviceId !== undefined, 'NEWER_VERSION'),
    }),
  },
]

function attendanceBySector(view: FactView): ReadonlyMap<string, Tally> {
  const rows = new Tally('SHARE')
  for (const fact of view.of('TeamMeetingHeld')) {
    const { invited, present, attendance } = fact.data
    if (attendance) for (const seat of attendance) rows.add(fact, seat.present ? 1 : 0, { detail: seat })
    else if (invited > 0) rows.add(fact, Math.min(present, invited), { bottom: invited })
  }
  return rows.groups((row) => (rows.detail(row) as { sector: string } | null)?.sector ?? NOT_STATED)
}

function crossSectorDepth(view: FactView): Measured {
  const main = new Tally('MEAN')
  const { teams, repeated } = view.once(teamsAt)
  const leaders = view.once(leadersOf)
  for (const { fact, sectors } of teams) {
    const leader = leaders.get(view.partnershipOf(fact) ?? '')?.sector
    const distinct = new Set(sectors)
    if (leader !== undefined) distinct.add(leader)
    main.add(fact, distinct.size)
  }
  for (const fact of repeated) main.leave('ALREADY_COUNTED', fact)
  return { main }
}

/** A row for each action; a plan of which no action is left to count is left out whole. */
function perAction(
  view: FactView,
  actions: readonly ActionInPlan[],
  hit: (action: ActionInPlan) => boolean,
  otherwise: 'NEWER_VERSION' | 'NO_OPEN_ACTION',
): Tally {
  const main = new Tally('SHARE')
  const counted = new Set<CountableFact<object>>()
  for (const each of actions) {
    main.add(each.fact, hit(each) ? 1 : 0, { detail: each })
    counted.add(each.fact)
  }
  for (const fact of view.once(plans).facts) if (!counted.has(fact)) main.leave(otherwise, fact)
  return main
}

/** What the client does alone is no institution's action: it duplicates none, and is open like any other. */
function duplicatedActions(view: FactView): Measured {
  const open = view.once(plans).actions.filter((each) => each.open)
  const owners = new Map<string, Set<string>>()
  const needs = new Map<ActionInPlan, Set<string>>()
  for (const each of open) {
    const { fact, action } = each
    const category = categoryOf(view, fact, action)
    const institution = institutionOf(view, fact, action)
    if (category === null || institution === null) continue
    const client = view.proposals.get(fact.streamId)?.data.clientId ?? fact.streamId
    const need = `${client}/${category}`
    const who = owners.get(need) ?? new Set<string>()
    who.add(institution)
    owners.set(need, who)
    needs.set(each, who)
  }
  return { main: perAction(view, open, (each) => (needs.get(each)?.size ?? 0) > 1, 'NO_OPEN_ACTION') }
}
