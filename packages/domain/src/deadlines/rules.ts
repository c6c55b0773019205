import type { Condition } from '../kernel/description.ts'

export type LengthUnit = 'CALENDAR_DAYS' | 'WORKING_DAYS' | 'MONTHS'

export interface Length {
  readonly count: number
  readonly unit: LengthUnit
}

export type DeadlineOrigin = 'STATUTORY' | 'MODEL_PROPOSED'

/**
 * A deadline as data: which fact begins it, which fact meets it, how long it is and by what right. A rule that changed
 * has several rows; the day of the fact that begins it chooses among them.
 */
export interface DeadlineRule {
  readonly id: string
  readonly en: string
  readonly pl: string
  readonly startEvent: string
  /** Only facts whose payload has these values begin it. */
  readonly when?: Condition
  /** Any of these on the same stream meets it. */
  readonly stopEvents: readonly string[]
  /** Any of these on the same stream makes it pointless. */
  readonly cancelEvents: readonly string[]
  /** The same condition as `when`, for a cancelling fact that does so only with certain values. */
  readonly cancelWhen?: Readonly<Record<string, Condition>>
  readonly length: Length
  /** How long before the due day somebody is reminded. */
  readonly remindBefore: Length
  readonly recipient: 'COORDINATOR' | 'LEADER'
  /** Proposed deadlines pause while their case or partnership is suspended; statutory ones never pause by themselves. */
  readonly origin: DeadlineOrigin
  readonly legalBasis: string | null
  /** First and last day of a start that the row applies to. */
  readonly validFrom: string
  readonly validTo?: string
}

const workingDays = (count: number): Length => ({ count, unit: 'WORKING_DAYS' })
const calendarDays = (count: number): Length => ({ count, unit: 'CALENDAR_DAYS' })

/** The implementation version of the model was accepted on this day; before it there was nothing to keep. */
const MODEL_ACCEPTED = '2019-03-29'

/** Sources name the regulation of 2016 and not its first day; the pilot's oldest records are of 2018. */
const INTERVIEW_2016 = '2016-01-01'
const INTERVIEW_2021 = '2021-05-14'

/** However a case ends. An interview can then no longer be recorded on it, so its alarm could never be answered. */
const CASE_ENDS = ['CaseClosed', 'CaseRejected', 'ConsentRefused']

/** Whoever leaves altogether ends the work; whoever only forbids sharing does not. */
const WORK_ENDS = {
  cancelEvents: [...CASE_ENDS, 'ConsentWithdrawn'],
  cancelWhen: { ConsentWithdrawn: { scope: 'ALL' } },
} as const

const interview = {
  startEvent: 'EnvironmentalInterviewRequired',
  stopEvents: ['EnvironmentalInterviewCompleted'],
  cancelEvents: CASE_ENDS,
  recipient: 'COORDINATOR',
  origin: 'STATUTORY',
} as const

const interviewInTime = {
  ...interview,
  id: 'D-01',
  en: 'Environmental interview, within 14 working days of learning that it is needed',
  pl: 'Rodzinny wywiad środowiskowy, w ciągu 14 dni roboczych od powzięcia wiadomości o potrzebie',
  when: { urgent: false },
  length: workingDays(14),
  remindBefore: workingDays(5),
} as const

const interviewAtOnce = {
  ...interview,
  id: 'D-02',
  en: 'Environmental interview in an urgent case, at once and within 2 working days',
  pl: 'Rodzinny wywiad środowiskowy w sprawie pilnej, niezwłocznie, nie później niż w 2 dni robocze',
  when: { urgent: true },
  length: workingDays(2),
  remindBefore: workingDays(1),
} as const

const regulation2016 = {
  legalBasis: 'Rozporządzenie z 2016 r. w sprawie rodzinnego wywiadu środowiskowego',
  validFrom: INTERVIEW_2016,
  validTo: '2021-05-13',
} as const

const regulation2021 = {
  legalBasis: 'Rozporządzenie w sprawie rodzinnego wywiadu środowiskowego, Dz.U. 2021 poz. 893, § 3',
  validFrom: INTERVIEW_2021,
} as const

const proposed = { origin: 'MODEL_PROPOSED', legalBasis: null, validFrom: MODEL_ACCEPTED } as const

export const deadlineRules: readonly DeadlineRule[] = [
  { ...interviewInTime, ...regulation2016 },
  { ...interviewInTime, ...regulation2021 },
  { ...interviewAtOnce, ...regulation2016 },
  { ...interviewAtOnce, ...regulation2021 },
  {
    ...proposed,
    id: 'P-02',
    en: 'Partnership constituted within 90 days of the first initiating meeting',
    pl: 'Zawiązanie PZK w ciągu 90 dni od pierwszego spotkania inicjującego',
    startEvent: 'InitiatingMeetingHeld',
    when: { ordinal: 1 },
    stopEvents: ['PartnershipConstituted'],
    cancelEvents: ['PartnershipAbandoned'],
    length: calendarDays(90),
    remindBefore: calendarDays(14),
    recipient: 'LEADER',
  },
  {
    ...proposed,
    id: 'P-10',
    en: 'Referral answered within 7 days',
    pl: 'Odpowiedź na zgłoszenie w ciągu 7 dni',
    startEvent: 'ReferralSubmitted',
    stopEvents: ['ReferralAccepted', 'ReferralReturned', 'ReferralRedirected'],
    cancelEvents: [],
    length: calendarDays(7),
    remindBefore: calendarDays(2),
    recipient: 'LEADER',
  },
  {
    ...proposed,
    id: 'P-11',
    en: 'Task team appointed within 14 days of the consent',
    pl: 'Powołanie ZZK w ciągu 14 dni od zgody',
    startEvent: 'ConsentGiven',
    when: { kind: 'PARTICIPATION' },
    stopEvents: ['TaskTeamAppointed'],
    ...WORK_ENDS,
    length: calendarDays(14),
    remindBefore: calendarDays(5),
    recipient: 'LEADER',
  },
  {
    ...proposed,
    id: 'P-12',
    en: 'First meeting of the task team within 14 days of its appointment',
    pl: 'Pierwsze posiedzenie ZZK w ciągu 14 dni od powołania',
    startEvent: 'TaskTeamAppointed',
    stopEvents: ['TeamMeetingHeld'],
    ...WORK_ENDS,
    length: calendarDays(14),
    remindBefore: calendarDays(5),
    recipient: 'COORDINATOR',
  },
  {
    ...proposed,
    id: 'P-17',
    en: 'Case closed within 7 days of the withdrawal of consent',
    pl: 'Zamknięcie sprawy w ciągu 7 dni od cofnięcia zgody',
    startEvent: 'ConsentWithdrawn',
    when: { scope: 'ALL' },
    stopEvents: ['CaseClosed'],
    cancelEvents: [],
    length: calendarDays(7),
    remindBefore: calendarDays(2),
    recipient: 'LEADER',
  },
]

/** A rule's row for a start on this day. */
export const ruleOn = (id: string, day: string): DeadlineRule | null =>
  deadlineRules.find((rule) => rule.id === id && inForceOn(rule, day)) ?? null

export const inForceOn = ({ validFrom, validTo }: DeadlineRule, day: string): boolean =>
  day >= validFrom && (validTo === undefined || day <= validTo)
