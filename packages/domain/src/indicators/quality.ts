import type { IndicatorDefinition, Measured } from './definition.ts'
import { Tally } from './tally.ts'
import type { TimelinessCourse } from './timeliness-course.ts'
import type { FactView } from './view.ts'

/** Whether things are done in time, and recorded in time. */
export const quality: readonly IndicatorDefinition[] = [
  {
    id: 'R-05',
    pl: 'Terminowość',
    en: 'Timeliness',
    unit: 'PERCENT',
    formula: {
      pl: 'Terminy ustawowe dotrzymane ÷ (zakończone + niezakończone, które upłynęły przed dniem T). Termin, który stał się bezprzedmiotowy po upływie, jest niedotrzymany. Terminy proponowane przez model liczy się osobno.',
      en: 'Statutory deadlines met ÷ (stopped + unstopped ones past due at T). A deadline that became pointless after it was due is missed. Deadlines proposed by the model are counted apart.',
    },
    reads: [],
    breakdowns: {
      rule: { name: (_, course) => (course as TimelinessCourse).rule, joins: ['MODEL_PROPOSED'] },
      origin: { name: (_, course) => (course as TimelinessCourse).origin, joins: ['MODEL_PROPOSED'] },
    },
    measure: timeliness,
  },
  {
    id: 'Q-01',
    pl: 'Opóźnienie zapisu',
    en: 'Recording delay',
    unit: 'DAYS',
    formula: {
      pl: 'Mediana dni od zdarzenia do jego zapisania, ze wszystkich faktów do dnia T. Sprostowany fakt mierzy się od jego poprawnej daty do pierwszego zapisu; zawiadomień systemu nie liczy się.',
      en: 'Median days from a fact to its recording, over all facts by T. A corrected fact is measured from its right day to its first recording; notices of the system are not counted.',
    },
    reads: 'ALL',
    breakdowns: { role: { name: ({ actorRole }) => actorRole } },
    measure: recordingDelay,
  },
]

function timeliness(view: FactView): Measured {
  const [statutory, proposed] = [new Tally('SHARE'), new Tally('SHARE')]
  for (const course of view.scope.courses ?? []) {
    const fact = view.at(course.startPosition)
    if (!fact || course.startedOn > view.asOf) continue
    if (view.scope.partnershipId !== undefined && view.partnershipOf(fact) !== view.scope.partnershipId) continue
    const tally = course.origin === 'STATUTORY' ? statutory : proposed
    if (tally === proposed) statutory.leave('OTHER_ORIGIN', fact)
    const { dueOn } = course
    const stoppedOn = by(view.asOf, course.stoppedOn)
    const cancelledOn = by(view.asOf, course.cancelledOn)
    const evidence = stoppedOn === null || course.stopPosition === null ? null : (view.at(course.stopPosition) ?? null)
    if (stoppedOn !== null) tally.add(fact, inTime(course, stoppedOn) ? 1 : 0, { detail: course, evidence })
    else if (cancelledOn !== null && cancelledOn <= dueOn) tally.leave('CANCELLED_IN_TIME', fact)
    else if (dueOn < view.asOf && course.bound !== 'AT_LEAST') tally.add(fact, 0, { detail: course })
    else tally.leave('NOT_YET_DUE', fact)
  }
  return { main: statutory, parts: { MODEL_PROPOSED: proposed } }
}

/** Where something must wait, coming early is the fault, and not coming yet is none. */
const inTime = ({ bound, dueOn }: TimelinessCourse, stoppedOn: string): boolean =>
  bound === 'AT_LEAST' ? stoppedOn >= dueOn : stoppedOn <= dueOn

/** What happened after T has not happened yet. */
const by = (asOf: string, day: string | null): string | null => (day !== null && day <= asOf ? day : null)

const SYSTEM_NOTICE = /^Deadline/
function recordingDelay(view: FactView): Measured {
  const main = new Tally('MEDIAN')
  for (const type of view.types()) {
    const facts = view.ofType(type)
    if (SYSTEM_NOTICE.test(type)) for (const fact of facts) main.leave('SYSTEM_NOTICE', fact)
    else main.addAll(facts, ({ delay }) => delay)
  }
  for (const fact of view.corrections()) main.leave('IS_CORRECTION', fact)
  return { main }
}
