import type { DeadlineRule } from './rule.ts'
import { caseEnds, coordinatorThenLeader, days, hours, leaderOnly, months, on, workingDays } from './rule-parts.ts'

/**
 * Deadlines that a statute or regulation sets. They never pause by themselves: whoever wants more time must find it in the
 * law. A rule that changed has a row for each time.
 */
const statutory = { origin: 'STATUTORY', pauses: [] } satisfies Partial<DeadlineRule>

/** Sources name the regulation of 2016 and not its first day; the pilot's oldest records are of 2018. */
const regulation2016 = {
  legalBasis: 'Rozporządzenie z 2016 r. w sprawie rodzinnego wywiadu środowiskowego',
  source: 'https://mopslw.pl/?p=531',
  validFrom: '2016-01-01',
  validTo: '2021-05-13',
} satisfies Partial<DeadlineRule>

const regulation2021 = {
  legalBasis: 'Rozporządzenie w sprawie rodzinnego wywiadu środowiskowego, Dz.U. 2021 poz. 893, § 3',
  source: 'https://sip.lex.pl/akty-prawne/dzu-dziennik-ustaw/rodzinny-wywiad-srodowiskowy-19111020/par-3',
  validFrom: '2021-05-14',
} satisfies Partial<DeadlineRule>

const interview = {
  ...statutory,
  process: 'case',
  stops: [on('EnvironmentalInterviewCompleted')],
  // An interview can no longer be recorded on a case that ended, so its alarm could never be answered.
  cancels: caseEnds,
} satisfies Partial<DeadlineRule>

const interviewInTime = {
  ...interview,
  id: 'D-01',
  en: 'Environmental interview, within 14 working days of learning that it is needed',
  pl: 'Rodzinny wywiad środowiskowy, w ciągu 14 dni roboczych od powzięcia wiadomości o potrzebie',
  starts: [on('EnvironmentalInterviewRequired', { urgent: false })],
  due: { after: workingDays(14) },
  ...coordinatorThenLeader(workingDays(5), workingDays(1)),
} satisfies Partial<DeadlineRule>

const interviewAtOnce = {
  ...interview,
  id: 'D-02',
  en: 'Environmental interview in an urgent case, at once and within 2 working days',
  pl: 'Rodzinny wywiad środowiskowy w sprawie pilnej, niezwłocznie, nie później niż w 2 dni robocze',
  starts: [on('EnvironmentalInterviewRequired', { urgent: true })],
  due: { after: workingDays(2) },
  reminders: [{ before: workingDays(1), to: 'COORDINATOR' }],
  escalations: [
    { after: days(1), to: 'COORDINATOR' },
    { after: days(1), to: 'LEADER' },
  ],
} satisfies Partial<DeadlineRule>

const interviewRenewed = {
  ...interview,
  id: 'D-03',
  en: 'Environmental interview brought up to date at least every 6 months for those on lasting help',
  pl: 'Aktualizacja rodzinnego wywiadu środowiskowego nie rzadziej niż co 6 miesięcy przy stałej pomocy',
  starts: [on('EnvironmentalInterviewCompleted', { lastingHelp: true })],
  due: { after: months(6) },
  ...coordinatorThenLeader(days(30), days(7)),
} satisfies Partial<DeadlineRule>

/** Dates of the Blue Card procedure. The case may close on the day it opens: the terms run on. */
const blueCard = {
  ...statutory,
  process: 'case',
  restricted: true,
  cancels: [on('BlueCardProcedureClosed')],
} satisfies Partial<DeadlineRule>

const blueCard2011 = {
  legalBasis: 'Rozporządzenie z 2011 r. w sprawie procedury „Niebieskie Karty”',
  source: 'https://mopsbukowno.pl/przemoc-domowa/procedura-niebieskiej-karty',
  validFrom: '2011-10-18',
  validTo: '2023-09-27',
} satisfies Partial<DeadlineRule>

const blueCard2023 = {
  legalBasis: 'Rozporządzenie z 6 września 2023 r. w sprawie procedury „Niebieskie Karty”, Dz.U. 2023 poz. 1870',
  source:
    'https://serwisy.gazetaprawna.pl/samorzad/artykuly/9309343,nowe-wzory-formularzy-w-procedurze-niebieskiej-karty.html',
  validFrom: '2023-09-28',
} satisfies Partial<DeadlineRule>

const blueCardForwarded = {
  ...blueCard,
  id: 'D-04',
  starts: [on('BlueCardProcedureOpened')],
  stops: [on('BlueCardFormForwarded')],
} satisfies Partial<DeadlineRule>

const matter = {
  ...statutory,
  process: 'matter',
  stops: [on('MatterSettled')],
  cancels: [],
} satisfies Partial<DeadlineRule>

const administrative = {
  ...matter,
  legalBasis: 'Kodeks postępowania administracyjnego, art. 35 § 3',
  unconfirmed: true,
  validFrom: '2000-01-01',
  endsOnWorkingDay: true,
  prolongs: [{ event: 'MatterExtended', until: 'until' }],
  ...leaderOnly(days(7)),
} satisfies Partial<DeadlineRule>

const interdisciplinary = {
  ...statutory,
  id: 'D-14',
  process: 'interdisciplinary-team',
  starts: [on('InterdisciplinaryTeamFormed'), on('InterdisciplinaryTeamSat')],
  stops: [on('InterdisciplinaryTeamSat')],
  cancels: [],
  unconfirmed: true,
  ...leaderOnly(days(14)),
} satisfies Partial<DeadlineRule>

export const statutoryRules: readonly DeadlineRule[] = [
  { ...interviewInTime, ...regulation2016 },
  { ...interviewInTime, ...regulation2021 },
  { ...interviewAtOnce, ...regulation2016 },
  { ...interviewAtOnce, ...regulation2021 },
  { ...interviewRenewed, ...regulation2016 },
  { ...interviewRenewed, ...regulation2021 },
  {
    ...blueCardForwarded,
    ...blueCard2011,
    en: 'Blue Card form A to the interdisciplinary team within 7 days',
    pl: 'Formularz „Niebieska Karta – A” do zespołu interdyscyplinarnego w ciągu 7 dni',
    due: { after: days(7) },
    ...leaderOnly(days(2)),
  },
  {
    ...blueCardForwarded,
    ...blueCard2023,
    en: 'Blue Card form A to the interdisciplinary team within 5 working days',
    pl: 'Formularz „Niebieska Karta – A” do zespołu interdyscyplinarnego w ciągu 5 dni roboczych',
    due: { after: workingDays(5) },
    ...leaderOnly(workingDays(2)),
  },
  {
    ...blueCard,
    ...blueCard2023,
    id: 'D-05',
    en: 'Blue Card passed by the team to the diagnostic-aid group within 3 working days',
    pl: 'Przekazanie „Niebieskiej Karty” grupie diagnostyczno-pomocowej w ciągu 3 dni roboczych',
    starts: [on('BlueCardFormForwarded')],
    stops: [on('BlueCardPassedToGroup')],
    due: { after: workingDays(3) },
    ...leaderOnly(workingDays(1)),
  },
  {
    ...blueCard,
    ...blueCard2023,
    id: 'D-06',
    en: 'First sitting of the diagnostic-aid group at once, within 5 working days of receiving the form',
    pl: 'Pierwsze posiedzenie grupy diagnostyczno-pomocowej niezwłocznie, w ciągu 5 dni roboczych od otrzymania formularza',
    starts: [on('BlueCardPassedToGroup')],
    first: true,
    stops: [on('BlueCardGroupMet')],
    due: { after: workingDays(5) },
    ...leaderOnly(workingDays(2)),
  },
  {
    // The person was absent from the sitting, so the term is counted from it: the source gives its length only.
    ...blueCard,
    ...blueCard2023,
    id: 'D-07',
    en: 'Absent suspected perpetrator told that the procedure began within 3 working days',
    pl: 'Poinformowanie nieobecnej osoby stosującej przemoc o wszczęciu procedury w ciągu 3 dni roboczych',
    starts: [on('BlueCardGroupMet')],
    first: true,
    stops: [on('BlueCardSuspectInformed')],
    due: { after: workingDays(3) },
    ...leaderOnly(workingDays(1)),
  },
  {
    ...matter,
    id: 'D-08',
    en: 'Request of the centre for information that matters for benefits answered within 7 days',
    pl: 'Odpowiedź na wniosek ośrodka o informacje istotne dla świadczeń w ciągu 7 dni',
    starts: [on('MatterOpened', { kind: 'INFORMATION_REQUEST' })],
    due: { after: days(7) },
    ...leaderOnly(days(2)),
    legalBasis: 'Ustawa o pomocy społecznej, art. 105',
    unconfirmed: true,
    validFrom: '2004-05-01',
  },
  {
    ...administrative,
    id: 'D-09',
    en: 'Administrative matter settled at once, within a month',
    pl: 'Załatwienie sprawy administracyjnej niezwłocznie, w ciągu miesiąca',
    starts: [{ ...on('MatterOpened', { kind: 'ADMINISTRATIVE' }), unless: { complex: true } }],
    due: { after: months(1) },
  },
  {
    ...administrative,
    id: 'D-09b',
    en: 'Complex administrative matter settled within 2 months',
    pl: 'Załatwienie szczególnie skomplikowanej sprawy administracyjnej w ciągu 2 miesięcy',
    starts: [on('MatterOpened', { kind: 'ADMINISTRATIVE', complex: true })],
    due: { after: months(2) },
  },
  {
    ...matter,
    id: 'D-10',
    en: 'Reply to a request of a data subject within a month, which may be extended by two',
    pl: 'Odpowiedź na żądanie osoby, której dane dotyczą, w ciągu miesiąca, z możliwością przedłużenia o dwa',
    starts: [on('MatterOpened', { kind: 'DATA_SUBJECT_REQUEST' })],
    prolongs: [{ event: 'MatterExtended', by: months(2) }],
    due: { after: months(1) },
    endsOnWorkingDay: true,
    ...leaderOnly(days(7)),
    legalBasis: 'RODO, art. 12 ust. 3',
    unconfirmed: true,
    validFrom: '2018-05-25',
  },
  {
    // Hours run through nights and holidays (Regulation 1182/71 art. 3 (3)), so nothing moves this end.
    ...matter,
    id: 'D-11',
    en: 'Breach of personal data notified to the supervisory authority within 72 hours',
    pl: 'Zgłoszenie naruszenia ochrony danych organowi nadzorczemu w ciągu 72 godzin',
    starts: [on('MatterOpened', { kind: 'DATA_BREACH' })],
    due: { after: hours(72) },
    reminders: [
      { before: hours(48), to: 'LEADER' },
      { before: hours(12), to: 'LEADER' },
    ],
    escalations: [
      { after: hours(0), to: 'LEADER' },
      { after: hours(24), to: 'LEADER' },
    ],
    legalBasis: 'RODO, art. 33 ust. 1',
    unconfirmed: true,
    validFrom: '2018-05-25',
  },
  {
    ...matter,
    id: 'D-12',
    en: 'Individual plan of social services made within 30 days, where the leader is a social services centre',
    pl: 'Indywidualny plan usług społecznych w ciągu 30 dni, gdy liderem jest centrum usług społecznych',
    starts: [on('MatterOpened', { kind: 'SERVICE_PLAN' })],
    due: { after: days(30) },
    ...leaderOnly(days(7)),
    legalBasis: 'Ustawa o realizowaniu usług społecznych przez centrum usług społecznych',
    source: 'https://cusstawiski.pl/?page_id=1320',
    validFrom: '2020-01-01',
  },
  {
    ...statutory,
    id: 'D-13',
    en: 'Family work plan reviewed by the family assistant at least every 6 months',
    pl: 'Ocena planu pracy z rodziną przez asystenta rodziny nie rzadziej niż co 6 miesięcy',
    process: 'matter',
    starts: [on('MatterOpened', { kind: 'FAMILY_WORK_PLAN' }), on('MatterReviewed')],
    stops: [on('MatterReviewed')],
    cancels: [on('MatterSettled')],
    due: { after: months(6) },
    ...leaderOnly(days(30), days(7)),
    legalBasis: 'Ustawa o wspieraniu rodziny i systemie pieczy zastępczej, art. 15',
    unconfirmed: true,
    validFrom: '2012-01-01',
  },
  {
    ...interdisciplinary,
    en: 'Interdisciplinary team sits at least every 3 months',
    pl: 'Posiedzenia zespołu interdyscyplinarnego nie rzadziej niż raz na 3 miesiące',
    due: { after: months(3) },
    legalBasis: 'Ustawa o przeciwdziałaniu przemocy w rodzinie, art. 9a',
    validFrom: '2010-08-01',
    validTo: '2023-06-21',
  },
  {
    ...interdisciplinary,
    en: 'Interdisciplinary team sits at least every 2 months',
    pl: 'Posiedzenia zespołu interdyscyplinarnego nie rzadziej niż raz na 2 miesiące',
    due: { after: months(2) },
    legalBasis: 'Ustawa o przeciwdziałaniu przemocy domowej, art. 9a',
    validFrom: '2023-06-22',
  },
]
