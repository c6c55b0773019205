/** Why an event does not count towards a figure, in the words of the explanation. */
export const leftOutReasons = {
  AFTER_CUT_OFF: {
    en: 'It happened after the cut-off date.',
    pl: 'Miało miejsce po dniu, na który liczy się wskaźnik.',
  },
  RECORDED_LATER: {
    en: 'It was recorded after the moment that the report goes by.',
    pl: 'Zapisano je po chwili, według której liczy się raport.',
  },
  CORRECTED: { en: 'A later correction replaces it.', pl: 'Zastępuje je późniejsze sprostowanie.' },
  ANNULLED: { en: 'It was annulled: it never happened.', pl: 'Unieważniono je: nie miało miejsca.' },
  OTHER_PARTNERSHIP: {
    en: 'It belongs to another partnership, or to none.',
    pl: 'Dotyczy innego partnerstwa albo żadnego.',
  },
  ALREADY_COUNTED: {
    en: 'Whom or what it tells of is counted already, by another event.',
    pl: 'Kogo lub czego dotyczy, policzono już według innego zdarzenia.',
  },
  TERMINATED: { en: 'The agreement was terminated.', pl: 'Porozumienie rozwiązano.' },
  MEMBER_LEFT: {
    en: 'The institution withdrew or was excluded afterwards.',
    pl: 'Instytucja później wystąpiła albo została wykluczona.',
  },
  SECTOR_ALREADY_COUNTED: {
    en: 'Its sector is counted already in this partnership.',
    pl: 'Jej sektor jest już policzony w tym partnerstwie.',
  },
  CLIENT_UNKNOWN: {
    en: 'No proposal says whom the case is about.',
    pl: 'Żadna propozycja nie mówi, kogo dotyczy sprawa.',
  },
  NO_TEAM: { en: 'No task team was appointed in the case.', pl: 'W sprawie nie powołano ZZK.' },
  NO_CONSENT: { en: 'No consent was given before it.', pl: 'Nie poprzedza jej zgoda klienta.' },
  NO_PLAN: { en: 'No plan has been agreed in the case.', pl: 'W sprawie nie uzgodniono planu.' },
  NEWER_VERSION: { en: 'A newer version replaces it.', pl: 'Zastępuje je nowsza wersja.' },
  NOT_PUBLISHED: { en: 'It has been submitted, not published.', pl: 'Zgłoszono ją, ale nie opublikowano.' },
  REOPENED: { en: 'The case was reopened afterwards.', pl: 'Sprawę później wznowiono.' },
  REASON_LEFT_OUT: {
    en: 'Cases closed for this reason say nothing of the help and are left out by definition.',
    pl: 'Sprawy zamknięte z tego powodu nie mówią o skuteczności; definicja je pomija.',
  },
  NOT_A_SUCCESS: {
    en: 'The case did not end with its goals achieved, fully or partly.',
    pl: 'Sprawa nie zakończyła się osiągnięciem celów, choćby w części.',
  },
  NOT_YET_DUE: { en: 'The deadline is open and not yet past.', pl: 'Termin biegnie i jeszcze nie upłynął.' },
  CANCELLED_IN_TIME: {
    en: 'The deadline became pointless before it was due.',
    pl: 'Termin stał się bezprzedmiotowy, zanim upłynął.',
  },
  OTHER_ORIGIN: {
    en: 'The deadline is proposed by the model; statutory ones are counted apart.',
    pl: 'To termin proponowany przez model; ustawowe liczy się osobno.',
  },
  NOBODY_INVITED: { en: 'Nobody was invited.', pl: 'Nikogo nie zaproszono.' },
  NOT_CONSTITUTED: {
    en: 'The partnership has not been constituted.',
    pl: 'Partnerstwo nie zostało zawiązane.',
  },
  NO_INITIATING_MEETING: {
    en: 'No initiating meeting came before it.',
    pl: 'Nie poprzedza go spotkanie inicjujące.',
  },
  PILOT_END_UNKNOWN: { en: 'Nothing says when the pilot ends.', pl: 'Nie wiadomo, kiedy kończy się pilotaż.' },
  PILOT_NOT_ENDED: {
    en: 'The pilot had not ended by the cut-off date.',
    pl: 'Pilotaż nie zakończył się do dnia, na który liczy się wskaźnik.',
  },
  OUTSIDE_WINDOW: {
    en: 'It does not lie in the 180 days after the end of the pilot.',
    pl: 'Nie przypada na 180 dni po zakończeniu pilotażu.',
  },
  NOT_DECIDED: { en: 'The remark has not been decided on.', pl: 'Uwagi jeszcze nie rozstrzygnięto.' },
  NO_OPEN_ACTION: {
    en: 'No action of this plan is open.',
    pl: 'Żadne działanie tego planu nie jest otwarte.',
  },
  SYSTEM_NOTICE: {
    en: 'A notice that the system wrote itself; nobody recorded it.',
    pl: 'Zawiadomienie zapisane przez sam system.',
  },
  IS_CORRECTION: {
    en: 'A correction; the fact that it corrects is measured by its first recording.',
    pl: 'Sprostowanie; sprostowany fakt mierzy się według pierwszego zapisu.',
  },
} as const satisfies Record<string, { readonly en: string; readonly pl: string }>

export type LeftOutReason = keyof typeof leftOutReasons
