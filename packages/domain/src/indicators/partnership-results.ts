import { addCalendarDays, daysBetween } from '../calendar/days.ts'
import { type IndicatorDefinition, type Measured, NOT_STATED } from './definition.ts'
import type { CountableFact, Counted } from './fact.ts'
import { firstOfEach } from './reading.ts'
import { Tally } from './tally.ts'
import type { FactView } from './view.ts'

/** What came of the work between institutions, and of what the pilot asked them. */
export const partnershipResults: readonly IndicatorDefinition[] = [
  {
    id: 'R-10',
    pl: 'Czas zawiązania PZK',
    en: 'Time to form a partnership',
    unit: 'DAYS',
    formula: {
      pl: 'Dni od pierwszego spotkania inicjującego do zawiązania partnerstwa; mediana z partnerstw. Obok licząc od drugiego spotkania, bo pierwsze bywało informacyjne.',
      en: 'Days from the first initiating meeting to the constitution of the partnership; the median over partnerships. Beside that from the second meeting, as the first was often an information meeting.',
    },
    reads: ['PartnershipConstituted'],
    breakdowns: {},
    measure: timeToForm,
  },
  {
    id: 'R-11',
    pl: 'Trwałość',
    en: 'Durability',
    unit: 'PERCENT',
    formula: {
      pl: 'Zawiązane partnerstwa z posiedzeniem plenarnym w ciągu 180 dni po zakończeniu pilotażu ÷ zawiązane partnerstwa. Pilotaż kończy się z fazą II: w dniu jej zakończenia, a dopóki trwa, w dniu planowanym. Przed tym dniem nie ma czego mierzyć.',
      en: 'Constituted partnerships with a plenary meeting within 180 days after the end of the pilot ÷ constituted partnerships. The pilot ends with phase II: on the day it ended, and while it lasts on the day planned. Before that day there is nothing to measure.',
    },
    reads: ['PartnershipConstituted', 'PlenaryMeetingHeld'],
    breakdowns: {},
    measure: durability,
  },
  {
    id: 'R-12',
    pl: 'Uwagi uwzględnione',
    en: 'Remarks taken up',
    unit: 'PERCENT',
    formula: {
      pl: 'Uwagi przyjęte i przyjęte częściowo ÷ uwagi rozstrzygnięte; każda według ostatniego rozstrzygnięcia.',
      en: 'Remarks accepted and partly accepted ÷ remarks decided on; each by its last decision.',
    },
    reads: ['RemarkAccepted', 'RemarkPartlyAccepted', 'RemarkRejected', 'RemarkSubmitted'],
    breakdowns: {
      chapter: { name: (_, remark) => (remark as Counted<'RemarkSubmitted'> | null)?.data.chapter ?? NOT_STATED },
    },
    measure: remarksTakenUp,
  },
]

function timeToForm(view: FactView): Measured {
  const meetings = new Map<string, Counted<'InitiatingMeetingHeld'>[]>()
  for (const fact of view.of('InitiatingMeetingHeld')) {
    const known = meetings.get(fact.streamId)
    if (known) known.push(fact)
    else meetings.set(fact.streamId, [fact])
  }
  const constituted = firstOfEach(view.of('PartnershipConstituted'))
  const sinceMeeting = (nth: number) => {
    const tally = new Tally('MEDIAN')
    for (const [id, fact] of constituted.first) {
      const evidence = meetings.get(id)?.[nth]
      if (!evidence || evidence.occurredOn > fact.occurredOn) tally.leave('NO_INITIATING_MEETING', fact)
      else tally.add(fact, daysBetween(evidence.occurredOn, fact.occurredOn), { evidence })
    }
    for (const fact of constituted.later) tally.leave('ALREADY_COUNTED', fact)
    return tally
  }
  return { main: sinceMeeting(0), parts: { fromSecondMeeting: sinceMeeting(1) } }
}

const WINDOW_DAYS = 180

/** The end of phase II, the test in municipalities and counties. */
function pilotEnd(view: FactView): string | null {
  const ended = view.of('PilotPhaseEnded').findLast(({ data }) => data.phase === 'II')
  const started = view.of('PilotPhaseStarted').findLast(({ data }) => data.phase === 'II')
  return ended?.occurredOn ?? started?.data.plannedEnd ?? view.scope.pilotEnd ?? null
}

function durability(view: FactView): Measured {
  const main = new Tally('SHARE')
  const end = view.once(pilotEnd)
  const constituted = firstOfEach(view.of('PartnershipConstituted'))
  const plenary = view.of('PlenaryMeetingHeld')
  for (const fact of constituted.later) main.leave('ALREADY_COUNTED', fact)
  if (end === null || view.asOf <= end) {
    const reason = end === null ? 'PILOT_END_UNKNOWN' : 'PILOT_NOT_ENDED'
    for (const fact of [...constituted.first.values(), ...plenary]) main.leave(reason, fact)
    return { main }
  }
  const last = addCalendarDays(end, WINDOW_DAYS)
  const inWindow = plenary.filter(({ occurredOn }) => occurredOn > end && occurredOn <= last)
  const met = firstOfEach(inWindow)
  for (const [id, fact] of constituted.first) {
    const evidence = (met.first.get(id) ?? null) as CountableFact | null
    main.add(fact, evidence ? 1 : 0, { evidence })
  }
  for (const fact of plenary) if (fact.occurredOn <= end || fact.occurredOn > last) main.leave('OUTSIDE_WINDOW', fact)
  for (const fact of met.later) main.leave('ALREADY_COUNTED', fact)
  for (const fact of met.first.values()) if (!constituted.first.has(fact.streamId)) main.leave('NOT_CONSTITUTED', fact)
  return { main }
}

function remarksTakenUp(view: FactView): Measured {
  const main = new Tally('SHARE')
  const newestFirst = [...view.of('RemarkAccepted', 'RemarkPartlyAccepted', 'RemarkRejected')].reverse()
  const decided = firstOfEach<object>(newestFirst)
  const submitted = firstOfEach(view.of('RemarkSubmitted'))
  for (const [id, fact] of decided.first) {
    const remark = submitted.first.get(id) ?? null
    main.add(fact, fact.type === 'RemarkRejected' ? 0 : 1, { detail: remark, evidence: remark })
  }
  for (const fact of decided.later) main.leave('NEWER_VERSION', fact)
  for (const [id, fact] of submitted.first) if (!decided.first.has(id)) main.leave('NOT_DECIDED', fact)
  for (const fact of submitted.later) main.leave('ALREADY_COUNTED', fact)
  return { main }
}
