import { basketRefusals } from './basket-refusals.ts'
import { caseRefusals } from './case-refusals.ts'
import { dataRightsRefusals } from './data-rights-refusals.ts'
import { governanceRefusals } from './governance-refusals.ts'
import { partnershipRefusals } from './partnership-refusals.ts'

/**
 * Every rule by which a process refuses a command, once. The API turns a row into a problem document
 * (`https://…/problems/<code>`), `docs/reference/errors.md` is generated from it.
 *
 * `kind` is the HTTP family: `conflict` the state forbids it (409), `invalid` the content breaks a rule (422),
 * `missing` what it refers to does not exist (404).
 */
export const refusals = {
  ...partnershipRefusals,
  ...basketRefusals,
  ...caseRefusals,
  ...governanceRefusals,
  ...dataRightsRefusals,
  'already-exists': { kind: 'conflict', en: 'This id is already taken.', pl: 'Ten identyfikator jest już zajęty.' },
  'not-found': { kind: 'missing', en: 'There is no such thing.', pl: 'Nie ma takiego obiektu.' },
  'not-allowed-in-state': {
    kind: 'conflict',
    en: 'The present state does not allow this step.',
    pl: 'Obecny stan nie pozwala na ten krok.',
  },
  'occurred-in-future': {
    kind: 'invalid',
    en: 'A fact cannot be dated after the present moment.',
    pl: 'Fakt nie może mieć daty późniejszej niż obecna chwila.',
  },
  'occurred-too-early': {
    kind: 'invalid',
    en: 'The date lies before the first date that is accepted.',
    pl: 'Data jest wcześniejsza niż pierwsza dopuszczalna data.',
  },
  'no-such-part': {
    kind: 'conflict',
    en: 'There is none of these in a state for this step.',
    pl: 'Nie ma takiego elementu w stanie, który pozwala na ten krok.',
  },
  'no-such-fact': {
    kind: 'invalid',
    en: 'The stream has no fact of this type at this version; look the version up in its history.',
    pl: 'W historii nie ma pod tym numerem faktu tego rodzaju; numer trzeba sprawdzić w historii.',
  },
  'invalid-fact': {
    kind: 'invalid',
    en: 'The corrected fact breaks its schema.',
    pl: 'Sprostowany fakt nie odpowiada swojemu schematowi.',
  },
  'correction-impossible': {
    kind: 'conflict',
    en: 'With this correction the history could not have happened; correct what follows from it first.',
    pl: 'Z tym sprostowaniem historia nie mogłaby się wydarzyć; najpierw trzeba sprostować to, co z niej wynika.',
  },
  'not-in-model': {
    kind: 'conflict',
    en: 'The version of the model that this runs on does not know this step.',
    pl: 'Wersja modelu, według której to się toczy, nie zna tego kroku.',
  },
  'date-order': {
    kind: 'invalid',
    en: 'The dates are in an impossible order.',
    pl: 'Daty są w niemożliwej kolejności.',
  },
  'named-twice': {
    kind: 'invalid',
    en: 'The same id stands twice in one list.',
    pl: 'Ten sam identyfikator występuje na liście dwa razy.',
  },
  'unknown-model-version': {
    kind: 'invalid',
    en: 'There is no such version of the model.',
    pl: 'Nie ma takiej wersji modelu.',
  },
  'same-model-version': {
    kind: 'conflict',
    en: 'This runs on that version of the model already.',
    pl: 'To już toczy się według tej wersji modelu.',
  },
  'model-lacks-state': {
    kind: 'conflict',
    en: 'That version of the model does not have the present state; it could not go on from there.',
    pl: 'Ta wersja modelu nie zna obecnego stanu; nie byłoby z niego dalszej drogi.',
  },
  'wrong-ordinal': {
    kind: 'invalid',
    en: 'Meetings are numbered one after another.',
    pl: 'Spotkania są numerowane kolejno.',
  },
  'attendance-impossible': {
    kind: 'invalid',
    en: 'More people were present than the record of the meeting allows.',
    pl: 'Obecnych było więcej osób, niż pozwala zapis spotkania.',
  },
  'unknown-deadline': {
    kind: 'invalid',
    en: 'No rule of deadlines has this identity.',
    pl: 'Żadna reguła terminów nie ma takiego identyfikatora.',
  },
  'already-told': {
    kind: 'conflict',
    en: 'This notice of the deadline was given already, for the same due day.',
    pl: 'To powiadomienie o terminie zostało już wysłane dla tego samego dnia.',
  },
  'never-told': {
    kind: 'conflict',
    en: 'No such alarm was raised, so there is none to take back.',
    pl: 'Takiego alarmu nie było, więc nie ma czego odwołać.',
  },
  'sender-unknown': {
    kind: 'invalid',
    en: 'A referral is sent by an institution; the caller belongs to none.',
    pl: 'Zgłoszenie wysyła instytucja; wywołujący nie należy do żadnej.',
  },
  'pesel-wrong': {
    kind: 'invalid',
    en: 'This is not a PESEL number: its date or its control digit is wrong; check the digits, or leave it out.',
    pl: 'To nie jest numer PESEL: data albo cyfra kontrolna się nie zgadza; sprawdź cyfry albo pozostaw pole puste.',
  },
  'same-institution': {
    kind: 'invalid',
    en: 'A referral cannot be redirected to the institution that sent it.',
    pl: 'Zgłoszenia nie można przekierować do instytucji, która je wysłała.',
  },
} as const satisfies Record<string, { kind: 'conflict' | 'invalid' | 'missing'; en: string; pl: string }>

export type RefusalCode = keyof typeof refusals
