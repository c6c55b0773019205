import type { IndicatorDefinition, Measured } from './definition.ts'
import { type Counted, said } from './fact.ts'
import { leadersOf, members } from './members.ts'
import { proposalOf, sharedParts, split } from './reading.ts'
import { Tally } from './tally.ts'
import type { FactView } from './view.ts'

/** What the pilot has put in place: agreements, partnerships, teams and their sittings. */
export const outputs: readonly IndicatorDefinition[] = [
  {
    id: 'O-01',
    pl: 'JST z porozumieniem',
    en: 'Local authorities with an agreement',
    unit: 'LOCAL_AUTHORITIES',
    formula: {
      pl: 'Gminy i powiaty, które są stroną podpisanego i nierozwiązanego porozumienia; każda jednostka raz.',
      en: 'Municipalities and counties that are party to an agreement signed and not terminated; each once.',
    },
    reads: ['CooperationAgreementSigned'],
    breakdowns: { kind: { name: (_, party) => (party as Party).kind } },
    measure: agreements,
    distinct: (_, party) => (party as Party).teryt,
  },
  {
    id: 'O-02',
    pl: 'Zawiązane PZK',
    en: 'Partnerships formed',
    unit: 'PARTNERSHIPS',
    formula: {
      pl: 'Partnerstwa zawiązane do dnia T, także te później zawieszone i rozwiązane; obok stan w dniu T.',
      en: 'Partnerships constituted by T, those suspended or dissolved later too; beside that, how they stand at T.',
    },
    reads: ['PartnershipConstituted'],
    breakdowns: { status: { name: (fact, _, view) => view.once(standings).get(fact.streamId) ?? 'ACTIVE' } },
    measure: partnershipsFormed,
  },
  {
    id: 'O-03',
    pl: 'Kooperanci',
    en: 'Cooperators',
    unit: 'INSTITUTIONS',
    formula: {
      pl: 'Pary partnerstwo–instytucja z deklaracją do dnia T, bez późniejszego wystąpienia lub wykluczenia; z liderem.',
      en: 'Pairs of partnership and institution with a declaration by T and no later withdrawal or exclusion; the leader included.',
    },
    reads: ['AccessionDeclarationSigned'],
    breakdowns: { sector: { name: (fact) => String(said(fact, 'sector')) } },
    measure: cooperators,
  },
  {
    id: 'O-04',
    pl: 'Pokrycie sektorowe',
    en: 'Sector coverage',
    unit: 'SECTORS',
    formula: {
      pl: 'Różne sektory kooperantów (O-03) w partnerstwie; średnia z partnerstw.',
      en: 'Distinct sectors of the cooperators (O-03) of a partnership; the mean over partnerships.',
    },
    reads: ['AccessionDeclarationSigned'],
    breakdowns: {},
    measure: sectorCoverage,
  },
  {
    id: 'O-05',
    pl: 'Osoby, rodziny i grupy objęte',
    en: 'Persons, families and groups covered',
    unit: 'CLIENTS',
    formula: {
      pl: 'Różni klienci, dla których powołano ZZK do dnia T; każdy raz w projekcie, także po wznowieniu sprawy.',
      en: 'Distinct clients for whom a task team was appointed by T; each once in the project, also when a case is reopened.',
    },
    reads: ['TaskTeamAppointed'],
    breakdowns: { kind: { name: (_, proposal) => (proposal as Proposal).data.clientKind } },
    measure: clientsCovered,
  },
  {
    id: 'O-06',
    pl: 'Zadaniowe zespoły kooperacyjne (ZZK)',
    en: 'Task teams',
    unit: 'TEAMS',
    formula: { pl: 'Różne zespoły powołane do dnia T.', en: 'Distinct teams appointed by T.' },
    reads: ['TaskTeamAppointed'],
    breakdowns: {},
    measure: taskTeams,
  },
  {
    id: 'O-07',
    pl: 'Posiedzenia ZZK',
    en: 'Task-team sittings',
    unit: 'SITTINGS',
    formula: { pl: 'Odbyte posiedzenia ZZK do dnia T.', en: 'Task-team sittings held by T.' },
    reads: ['TeamMeetingHeld'],
    breakdowns: { mode: { name: (fact) => String(said(fact, 'mode')) } },
    measure: (view) => {
      const main = new Tally('COUNT')
      for (const fact of view.of('TeamMeetingHeld')) main.add(fact)
      return { main, parts: split(main, ['ON_SITE', 'REMOTE'], (fact) => String(said(fact, 'mode'))) }
    },
  },
  {
    id: 'O-08',
    pl: 'Posiedzenia PZK',
    en: 'Partnership sittings',
    unit: 'SITTINGS',
    formula: {
      pl: 'Spotkania inicjujące i posiedzenia plenarne odbyte do dnia T.',
      en: 'Initiating and plenary meetings held by T.',
    },
    reads: ['InitiatingMeetingHeld', 'PlenaryMeetingHeld'],
    breakdowns: { type: { name: ({ type }) => SITTING[type] ?? null } },
    measure: (view) => {
      const main = new Tally('COUNT')
      for (const fact of view.of('InitiatingMeetingHeld', 'PlenaryMeetingHeld')) main.add(fact)
      return { main, parts: split(main, ['INITIATING', 'PLENARY'], ({ type }) => SITTING[type] ?? null) }
    },
  },
]

const SITTING: Readonly<Record<string, string>> = { InitiatingMeetingHeld: 'INITIATING', PlenaryMeetingHeld: 'PLENARY' }

interface Party {
  readonly kind: string
  readonly teryt: string
}
type Proposal = Counted<'CaseProposed'>

function agreements(view: FactView): Measured {
  const terminated = new Set(view.of('CooperationAgreementTerminated').map(({ streamId }) => streamId))
  const counted = new Set<string>()
  const main = new Tally('COUNT')
  for (const fact of view.of('CooperationAgreementSigned')) {
    if (terminated.has(fact.streamId)) {
      main.leave('TERMINATED', fact)
      continue
    }
    const added = fact.data.parties.filter(({ kind, teryt }) => kind !== 'VOIVODESHIP' && !counted.has(teryt))
    if (added.length === 0) main.leave('ALREADY_COUNTED', fact)
    for (const party of added) {
      counted.add(party.teryt)
      main.add(fact, 1, { detail: party })
    }
  }
  return { main, parts: split(main, ['MUNICIPALITY', 'COUNTY'], (_, party) => (party as Party).kind) }
}

/** How each partnership stands at T, by the last fact that says so. */
function standings(view: FactView): ReadonlyMap<string, string> {
  const standing = new Map<string, string>()
  for (const { type, streamId } of view.of('PartnershipSuspended', 'PartnershipResumed', 'PartnershipDissolved')) {
    const status =
      type === 'PartnershipSuspended' ? 'SUSPENDED' : type === 'PartnershipDissolved' ? 'DISSOLVED' : 'ACTIVE'
    standing.set(streamId, status)
  }
  return standing
}

function partnershipsFormed(view: FactView): Measured {
  const main = new Tally('COUNT')
  const counted = new Set<string>()
  for (const fact of view.of('PartnershipConstituted')) {
    if (counted.has(fact.streamId)) main.leave('ALREADY_COUNTED', fact)
    else main.add(fact)
    counted.add(fact.streamId)
  }
  const standing = view.once(standings)
  const statusOf = ({ streamId }: { streamId: string }) => standing.get(streamId) ?? 'ACTIVE'
  return { main, parts: split(main, ['ACTIVE', 'SUSPENDED', 'DISSOLVED'], statusOf) }
}

function cooperators(view: FactView): Measured {
  const { standing, left, repeated } = view.once(members)
  const leaders = view.once(leadersOf)
  const main = new Tally('COUNT')
  for (const fact of standing) main.add(fact)
  for (const fact of left) main.leave('MEMBER_LEFT', fact)
  for (const fact of repeated) main.leave('ALREADY_COUNTED', fact)
  const isLeader = (row: number) => {
    const { streamId, data } = standing[row] as (typeof standing)[number]
    return leaders.get(streamId)?.institutionId === data.institutionId
  }
  return { main, parts: { withLeader: main.where(() => true), withoutLeader: main.where((row) => !isLeader(row)) } }
}

function sectorCoverage(view: FactView): Measured {
  const { standing, left, repeated } = view.once(members)
  const main = new Tally('MEAN')
  const [partnerships, pairs] = [new Set<string>(), new Set<string>()]
  for (const fact of standing) {
    const pair = `${fact.streamId}/${fact.data.sector}`
    if (pairs.has(pair)) main.leave('SECTOR_ALREADY_COUNTED', fact)
    else main.add(fact, 1, { bottom: partnerships.has(fact.streamId) ? 0 : 1 })
    pairs.add(pair)
    partnerships.add(fact.streamId)
  }
  for (const fact of left) main.leave('MEMBER_LEFT', fact)
  for (const fact of repeated) main.leave('ALREADY_COUNTED', fact)
  return { main }
}

function clientsCovered(view: FactView): Measured {
  const main = new Tally('COUNT')
  const counted = new Set<string>()
  for (const fact of view.of('TaskTeamAppointed')) {
    const proposal = proposalOf(view, fact)
    if (!proposal) main.leave('CLIENT_UNKNOWN', fact)
    else if (counted.has(proposal.data.clientId)) main.leave('ALREADY_COUNTED', fact)
    else {
      counted.add(proposal.data.clientId)
      main.add(fact, 1, { detail: proposal, evidence: proposal })
    }
  }
  const kindOf = (row: number) => (main.detail(row) as Proposal).data.clientKind
  const families = main.where((row) => kindOf(row) === 'FAMILY')
  const inThem = (row: number) => {
    const { adults, children } = (families.detail(row) as Proposal).data
    return adults + children
  }
  return {
    main,
    parts: {
      ...sharedParts(main, ['PERSON', 'FAMILY', 'GROUP'], kindOf),
      personsInFamilies: families.remeasured('COUNT', inThem),
    },
  }
}

function taskTeams(view: FactView): Measured {
  const main = new Tally('COUNT')
  const counted = new Set<string>()
  for (const fact of view.of('TaskTeamAppointed')) {
    if (counted.has(fact.data.teamId)) main.leave('ALREADY_COUNTED', fact)
    else main.add(fact)
    counted.add(fact.data.teamId)
  }
  return { main }
}
