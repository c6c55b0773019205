import { newestBaskets } from './baskets.ts'
import type { Attended, CountedService } from './counted-data.ts'
import { type IndicatorDefinition, type Measured, NOT_STATED } from './definition.ts'
import { type CountableFact, type Counted, said } from './fact.ts'
import { Tally } from './tally.ts'
import type { FactView } from './view.ts'

/** What the pilot has given: support with its hours and people, consultations, services, good practices. */
export const supportOutputs: readonly IndicatorDefinition[] = [
  {
    id: 'O-09',
    pl: 'Coaching',
    en: 'Coaching',
    unit: 'HOURS',
    formula: {
      pl: 'Suma godzin coachingu do dnia T; obok liczba różnych pracowników, którzy z niego korzystali.',
      en: 'Hours of coaching by T; beside that, how many distinct workers had any.',
    },
    reads: ['CoachingSessionHeld'],
    breakdowns: {},
    measure: coaching,
  },
  {
    id: 'O-10',
    pl: 'Superwizja',
    en: 'Supervision',
    unit: 'HOURS',
    formula: {
      pl: 'Suma godzin superwizji do dnia T; obok osobogodziny (godziny × uczestnicy) i liczba różnych uczestników.',
      en: 'Hours of supervision by T; beside that, person-hours (hours × participants) and distinct participants.',
    },
    reads: ['SupervisionSessionHeld'],
    breakdowns: {},
    measure: supervision,
  },
  {
    id: 'O-11',
    pl: 'Przeszkoleni',
    en: 'Trained people',
    unit: 'PERSONS',
    formula: {
      pl: 'Różne osoby na szkoleniach międzysektorowych, warsztatach kooperacyjnych i spotkaniach edukacyjnych do dnia T. Zajęcia bez listy obecności liczą się podaną liczbą osób, jako osoby różne od wszystkich innych.',
      en: 'Distinct persons at intersectoral trainings, cooperation workshops and educational meetings by T. An activity without a list of participants counts with the number stated, as persons other than all others.',
    },
    reads: ['IntersectoralTrainingHeld', 'CooperationWorkshopHeld', 'EducationalMeetingHeld'],
    breakdowns: {
      form: { groups: (view) => new Map(TRAINING.map((type) => [FORM[type], trained(view, [type])])) },
      sector: { name: (_, participant) => (participant as Participant | null)?.sector ?? NOT_STATED },
    },
    measure: (view) => {
      const main = trained(view, TRAINING)
      const named = main.where((row) => main.detail(row) !== null)
      return { main, parts: { named, statedOnly: main.where((row) => main.detail(row) === null) } }
    },
  },
  {
    id: 'O-12',
    pl: 'Konsultacje',
    en: 'Consultations',
    unit: 'MEETINGS',
    formula: {
      pl: 'Spotkania konsultacyjne odbyte do dnia T; obok liczba złożonych uwag.',
      en: 'Consultation meetings held by T; beside that, how many remarks were submitted.',
    },
    reads: ['ConsultationMeetingHeld', 'RemarkSubmitted'],
    breakdowns: { channel: { name: (fact) => String(said(fact, 'channel') ?? NOT_STATED) } },
    measure: (view) => {
      const [main, remarks] = [new Tally('COUNT'), new Tally('COUNT')]
      for (const fact of view.of('ConsultationMeetingHeld')) main.add(fact)
      for (const fact of view.of('RemarkSubmitted')) remarks.add(fact)
      return { main, parts: { remarks } }
    },
  },
  {
    id: 'O-13',
    pl: 'Usługi w koszyku',
    en: 'Services in the basket',
    unit: 'SERVICES',
    formula: {
      pl: 'Pozycje najnowszej wersji lokalnego koszyka usług każdego partnerstwa, opublikowanej do dnia T; obok liczba różnych instytucji, które je oferują.',
      en: "Items of the newest version of each partnership's local service basket published by T; beside that, how many distinct institutions offer them.",
    },
    reads: ['ServiceBasketVersionPublished'],
    breakdowns: {
      category: { name: (_, item) => (item as CountedService | null)?.category ?? NOT_STATED },
      sector: { name: (_, item) => (item as CountedService | null)?.sector ?? NOT_STATED },
    },
    measure: services,
  },
  {
    id: 'O-14',
    pl: 'Dobre praktyki',
    en: 'Good practices',
    unit: 'PRACTICES',
    formula: { pl: 'Dobre praktyki opublikowane do dnia T.', en: 'Good practices published by T.' },
    reads: ['GoodPracticePublished', 'GoodPracticeSubmitted'],
    breakdowns: {},
    measure: practices,
  },
]

const TRAINING = ['IntersectoralTrainingHeld', 'CooperationWorkshopHeld', 'EducationalMeetingHeld'] as const
type TrainingType = (typeof TRAINING)[number]
const FORM: Readonly<Record<TrainingType, string>> = {
  IntersectoralTrainingHeld: 'INTERSECTORAL_TRAINING',
  CooperationWorkshopHeld: 'COOPERATION_WORKSHOP',
  EducationalMeetingHeld: 'EDUCATIONAL_MEETING',
}

type Participant = NonNullable<Attended['participants']>[number]

function coaching(view: FactView): Measured {
  const [main, workers] = [new Tally('COUNT'), new Tally('COUNT')]
  const counted = new Set<string>()
  for (const fact of view.of('CoachingSessionHeld')) {
    main.add(fact, fact.data.hours)
    if (counted.has(fact.data.workerId)) workers.leave('ALREADY_COUNTED', fact)
    else workers.add(fact)
    counted.add(fact.data.workerId)
  }
  return { main, parts: { workers } }
}

function supervision(view: FactView): Measured {
  const facts = view.of('SupervisionSessionHeld')
  const [main, personHours] = [new Tally('COUNT'), new Tally('COUNT')]
  for (const fact of facts) {
    main.add(fact, fact.data.hours)
    personHours.add(fact, fact.data.hours * howMany(fact.data))
  }
  return { main, parts: { personHours, participants: distinctPersons(facts) } }
}

const howMany = ({ participants, participantCount = 0 }: Attended) => participants?.length || participantCount

const trained = (view: FactView, types: readonly TrainingType[]) => distinctPersons(view.of(...types))

/** A row for each person at their first activity; one row with the number stated for an activity that names nobody. */
function distinctPersons(facts: readonly CountableFact<Attended>[]): Tally {
  const tally = new Tally('COUNT')
  const counted = new Set<string>()
  for (const fact of facts) {
    const { participants, participantCount = 0 } = fact.data
    if (!participants?.length) {
      tally.add(fact, participantCount)
      continue
    }
    const added = participants.filter(({ personId }) => !counted.has(personId))
    if (added.length === 0) tally.leave('ALREADY_COUNTED', fact)
    for (const participant of added) {
      if (counted.has(participant.personId)) continue
      counted.add(participant.personId)
      tally.add(fact, 1, { detail: participant })
    }
  }
  return tally
}

/** A version says which services it holds, or only how many. */
function services(view: FactView): Measured {
  const { newest, older } = view.once(newestBaskets)
  const [main, institutions] = [new Tally('COUNT'), new Tally('COUNT')]
  for (const fact of newest.values()) {
    const { items } = fact.data
    if (!items) {
      main.add(fact, fact.data.services)
      institutions.add(fact, fact.data.institutions)
      continue
    }
    const offering = new Set<string>()
    for (const item of items) {
      main.add(fact, 1, { detail: item })
      if (!offering.has(item.institutionId)) institutions.add(fact, 1, { detail: item })
      offering.add(item.institutionId)
    }
  }
  for (const fact of older) main.leave('NEWER_VERSION', fact)
  return { main, parts: { institutions } }
}

function practices(view: FactView): Measured {
  const main = new Tally('COUNT')
  const published = new Map<string, Counted<'GoodPracticePublished'>>()
  for (const fact of view.of('GoodPracticePublished')) {
    if (published.has(fact.streamId)) main.leave('ALREADY_COUNTED', fact)
    else main.add(fact)
    published.set(fact.streamId, fact)
  }
  for (const fact of view.of('GoodPracticeSubmitted')) {
    main.leave(published.has(fact.streamId) ? 'ALREADY_COUNTED' : 'NOT_PUBLISHED', fact)
  }
  return { main }
}
