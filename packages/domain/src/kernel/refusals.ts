import { dataRightsRefusals } from './data-rights-refusals.ts'
import { governanceRefusals } from './governance-refusals.ts'

/**
 * Every rule by which a process refuses a command, once. The API turns a row into a problem document
 * (`https://…/problems/<code>`), `docs/reference/errors.md` is generated from it.
 *
 * `kind` is the HTTP family: `conflict` the state forbids it (409), `invalid` the content breaks a rule (422),
 * `missing` what it refers to does not exist (404).
 */
export const refusals = {
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
  'before-beginning': {
    kind: 'invalid',
    en: 'Nothing can happen to a thing before it began; correct its beginning first, if that is wrong.',
    pl: 'Nic nie może się zdarzyć przed początkiem sprawy; jeśli jej początek jest błędny, najpierw trzeba go sprostować.',
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
  'leader-not-eligible': {
    kind: 'invalid',
    en: 'Only a social assistance centre or a social services centre can lead a partnership.',
    pl: 'Liderem partnerstwa może być tylko ośrodek pomocy społecznej albo centrum usług społecznych.',
  },
  'leader-already-designated': {
    kind: 'conflict',
    en: 'The partnership has a leader already.',
    pl: 'Partnerstwo ma już lidera.',
  },
  'leader-missing': {
    kind: 'conflict',
    en: 'A leader must be designated first.',
    pl: 'Najpierw trzeba wyznaczyć lidera.',
  },
  'no-invitation-sent': {
    kind: 'conflict',
    en: 'At least one institution must be invited before the first initiating meeting.',
    pl: 'Przed pierwszym spotkaniem inicjującym trzeba zaprosić co najmniej jedną instytucję.',
  },
  'wrong-ordinal': {
    kind: 'invalid',
    en: 'Meetings are numbered one after another.',
    pl: 'Spotkania są numerowane kolejno.',
  },
  'member-already-signed': {
    kind: 'conflict',
    en: 'The institution has signed its declaration already.',
    pl: 'Instytucja podpisała już deklarację.',
  },
  'not-a-member': {
    kind: 'invalid',
    en: 'The institution is not a member of the partnership.',
    pl: 'Instytucja nie jest członkiem partnerstwa.',
  },
  'agreement-date-differs': {
    kind: 'invalid',
    en: 'The cooperation agreement was signed on another day; leave the date out or correct it.',
    pl: 'Porozumienie o współpracy podpisano innego dnia; pomiń tę datę albo ją popraw.',
  },
  'not-a-cooperator': {
    kind: 'invalid',
    en: 'The institution is not among those that were asked to cooperate; identify or invite it first.',
    pl: 'Instytucji nie ma wśród wytypowanych ani zaproszonych; najpierw trzeba ją wytypować albo zaprosić.',
  },
  'acts-for-another': {
    kind: 'invalid',
    en: 'An institution answers for itself; only the leader may record this for another.',
    pl: 'Instytucja odpowiada za siebie; za inną może to zapisać tylko lider.',
  },
  'list-and-count-differ': {
    kind: 'invalid',
    en: 'The number does not agree with the list of those who are counted.',
    pl: 'Liczba nie zgadza się z listą osób, które obejmuje.',
  },
  'unknown-meeting': {
    kind: 'invalid',
    en: 'The partnership has held no such meeting; record the meeting first.',
    pl: 'Partnerstwo nie odbyło takiego spotkania; najpierw trzeba je zapisać.',
  },
  'minutes-not-awaited': {
    kind: 'conflict',
    en: 'No such sitting of the team awaits its minutes: it was not held, or they are filed already.',
    pl: 'Żadne takie posiedzenie zespołu nie czeka na protokół: nie odbyło się albo protokół już złożono.',
  },
  'no-quorum': {
    kind: 'conflict',
    en: 'Too few members were represented at this meeting for it to decide.',
    pl: 'Na tym spotkaniu reprezentowanych było za mało członków, aby mogło podejmować decyzje.',
  },
  'handed-to-itself': {
    kind: 'invalid',
    en: 'A team is handed over to somebody else.',
    pl: 'Zespół przekazuje się komuś innemu.',
  },
  'leader-cannot-leave': {
    kind: 'conflict',
    en: 'The leader cannot leave the partnership; a partnership without its leader is dissolved.',
    pl: 'Lider nie może opuścić partnerstwa; partnerstwo bez lidera się rozwiązuje.',
  },
  'basket-version-published': {
    kind: 'conflict',
    en: 'A published version of the service basket is never changed; the next one needs another number.',
    pl: 'Opublikowanej wersji koszyka usług się nie zmienia; następna wymaga innego numeru.',
  },
  'basket-empty': {
    kind: 'conflict',
    en: 'A version of the basket holds at least one verified service of a member; verify a service first.',
    pl: 'Wersja koszyka zawiera co najmniej jedną sprawdzoną usługę członka partnerstwa; najpierw sprawdź usługę.',
  },
  'basket-full': {
    kind: 'conflict',
    en: 'The basket holds as many services as one basket may.',
    pl: 'Koszyk zawiera już największą dozwoloną liczbę usług.',
  },
  'unknown-category': {
    kind: 'invalid',
    en: 'The taxonomy of this version of the model has no such category.',
    pl: 'Klasyfikacja usług w tej wersji modelu nie zawiera takiej kategorii.',
  },
  'service-of-another': {
    kind: 'invalid',
    en: 'The service belongs to another institution; only that one or the leader may do this.',
    pl: 'Usługa należy do innej instytucji; może to zrobić tylko ona albo lider.',
  },
  'wrong-revision': {
    kind: 'conflict',
    en: 'The service has changed meanwhile; look at its newest revision.',
    pl: 'Usługa zmieniła się w międzyczasie; sprawdź jej najnowszą wersję.',
  },
  'already-verified': {
    kind: 'conflict',
    en: 'This revision of the service is verified already.',
    pl: 'Ta wersja usługi jest już sprawdzona.',
  },
  'service-not-verified': {
    kind: 'conflict',
    en: 'A service is published only after its newest revision was verified.',
    pl: 'Usługę publikuje się dopiero po sprawdzeniu jej najnowszej wersji.',
  },
  'service-not-offered': {
    kind: 'conflict',
    en: 'The service is not available on this day; choose a published one.',
    pl: 'Usługa nie jest dostępna w tym dniu; wybierz usługę opublikowaną.',
  },
  'service-full': {
    kind: 'conflict',
    en: 'All places of the service are taken; mind the waiting time or choose another service.',
    pl: 'Wszystkie miejsca w usłudze są zajęte; uwzględnij czas oczekiwania albo wybierz inną usługę.',
  },
  'place-already-taken': {
    kind: 'conflict',
    en: 'The case has a place in this service already.',
    pl: 'Sprawa ma już miejsce w tej usłudze.',
  },
  'no-place': {
    kind: 'conflict',
    en: 'The case has no place in this service.',
    pl: 'Sprawa nie ma miejsca w tej usłudze.',
  },
  'conflicts-undecided': {
    kind: 'conflict',
    en: 'Actions of the plan duplicate or contradict each other; decide each pair and give the reason.',
    pl: 'Działania planu powielają się albo wykluczają; rozstrzygnij każdą parę i podaj powód.',
  },
  'unknown-conflict': {
    kind: 'invalid',
    en: 'A decision is about two actions that are not in conflict in this way; look at the preview of the plan again.',
    pl: 'Rozstrzygnięcie dotyczy działań, które nie są w takim konflikcie; sprawdź ponownie podgląd planu.',
  },
  'leader-has-not-signed': {
    kind: 'conflict',
    en: "The leader's own declaration is missing.",
    pl: 'Brakuje deklaracji lidera.',
  },
  'too-few-institutions': {
    kind: 'conflict',
    en: 'Too few institutions besides the leader have signed.',
    pl: 'Za mało instytucji poza liderem podpisało deklarację.',
  },
  'too-few-sectors': {
    kind: 'conflict',
    en: 'Too few sectors are represented.',
    pl: 'Za mało sektorów jest reprezentowanych.',
  },
  'partnership-not-active': {
    kind: 'conflict',
    en: 'The partnership must be active.',
    pl: 'Partnerstwo musi być aktywne.',
  },
  'teams-open': {
    kind: 'conflict',
    en: 'Task teams of the partnership are still at work; close their cases or hand them over first.',
    pl: 'Zespoły zadaniowe partnerstwa jeszcze pracują; najpierw trzeba zamknąć ich sprawy albo je przekazać.',
  },
  'criteria-not-met': {
    kind: 'invalid',
    en: 'The selection criteria are not met.',
    pl: 'Kryteria wyboru nie są spełnione.',
  },
  'consent-incomplete': {
    kind: 'invalid',
    en: 'The consent does not cover every adult of the family.',
    pl: 'Zgoda nie obejmuje każdej osoby dorosłej w rodzinie.',
  },
  'interview-not-required': {
    kind: 'conflict',
    en: 'No environmental interview is waiting to be held.',
    pl: 'Żaden wywiad środowiskowy nie oczekuje na przeprowadzenie.',
  },
  'interview-already-required': {
    kind: 'conflict',
    en: 'An environmental interview is waiting to be held already.',
    pl: 'Wywiad środowiskowy już oczekuje na przeprowadzenie.',
  },
  'too-few-team-members': {
    kind: 'invalid',
    en: 'A task team needs more members.',
    pl: 'Zespół zadaniowy potrzebuje więcej członków.',
  },
  'too-few-team-sectors': {
    kind: 'invalid',
    en: "A task team needs more sectors besides the leader's.",
    pl: 'Zespół zadaniowy potrzebuje więcej sektorów poza sektorem lidera.',
  },
  'confidentiality-missing': {
    kind: 'invalid',
    en: 'A confidentiality statement of a team member is missing.',
    pl: 'Brakuje oświadczenia o zachowaniu poufności członka zespołu.',
  },
  'no-team-meeting': {
    kind: 'conflict',
    en: 'The team must have met at least once.',
    pl: 'Zespół musi odbyć co najmniej jedno spotkanie.',
  },
  'already-in-team': {
    kind: 'conflict',
    en: 'This person sits in the task team already.',
    pl: 'Ta osoba jest już w zespole zadaniowym.',
  },
  'not-in-team': {
    kind: 'invalid',
    en: 'This person does not sit in the task team.',
    pl: 'Tej osoby nie ma w zespole zadaniowym.',
  },
  'attendance-missing': {
    kind: 'invalid',
    en: 'The record of this meeting must say how many were invited and present.',
    pl: 'Zapis tego spotkania musi podawać liczbę zaproszonych i obecnych.',
  },
  'meeting-of-another': {
    kind: 'invalid',
    en: 'The meeting was called for something else.',
    pl: 'Spotkanie zwołano w innej sprawie.',
  },
  'attendance-impossible': {
    kind: 'invalid',
    en: 'More people were present than the record of the meeting allows.',
    pl: 'Obecnych było więcej osób, niż pozwala zapis spotkania.',
  },
  'diagnosis-incomplete': {
    kind: 'invalid',
    en: 'A diagnosis names at least one need and at least one resource.',
    pl: 'Diagnoza wskazuje co najmniej jedną potrzebę i co najmniej jeden zasób.',
  },
  'client-not-present': {
    kind: 'invalid',
    en: 'A plan is agreed together with the client.',
    pl: 'Plan uzgadnia się razem z klientem.',
  },
  'plan-incomplete': {
    kind: 'invalid',
    en: 'Every action needs an owner, a date and a goal of the plan.',
    pl: 'Każde działanie wymaga wykonawcy, terminu i celu z planu.',
  },
  'unknown-action': { kind: 'invalid', en: 'The plan has no such action.', pl: 'Plan nie zawiera takiego działania.' },
  'action-not-open': {
    kind: 'conflict',
    en: 'The action is completed or cancelled already.',
    pl: 'Działanie jest już zakończone albo odwołane.',
  },
  'unknown-goal': { kind: 'invalid', en: 'The plan has no such goal.', pl: 'Plan nie zawiera takiego celu.' },
  'goals-not-rated': {
    kind: 'invalid',
    en: 'Every goal of the plan must be rated.',
    pl: 'Każdy cel planu musi być oceniony.',
  },
  'open-actions': {
    kind: 'conflict',
    en: 'Actions of the plan are still open.',
    pl: 'Działania z planu są jeszcze otwarte.',
  },
  'consent-not-in-force': {
    kind: 'conflict',
    en: 'There is no consent in force.',
    pl: 'Nie ma obowiązującej zgody.',
  },
  'closure-reason-not-allowed': {
    kind: 'invalid',
    en: 'This reason for closing does not fit the state of the case.',
    pl: 'Ten powód zamknięcia nie pasuje do stanu sprawy.',
  },
  'reason-missing': {
    kind: 'invalid',
    en: 'A reason in words is required.',
    pl: 'Wymagane jest uzasadnienie.',
  },
  'evidence-missing': {
    kind: 'invalid',
    en: 'The evidence does not bear out which criteria are met; each one that is met needs a code or a note.',
    pl: 'Uzasadnienie nie potwierdza spełnionych kryteriów; każde spełnione kryterium wymaga kodu albo notatki.',
  },
  'child-not-heard': {
    kind: 'invalid',
    en: 'A child was not heard, or what a child from 13 on said is not recorded.',
    pl: 'Dziecko nie zostało wysłuchane albo nie zapisano stanowiska dziecka od 13. roku życia.',
  },
  'consent-still-valid': {
    kind: 'conflict',
    en: 'The consent has not run out yet; it can be withdrawn at any time.',
    pl: 'Zgoda jeszcze nie wygasła; w każdej chwili można ją cofnąć.',
  },
  'disclosure-not-covered': {
    kind: 'invalid',
    en: 'No consent in force lets this institution have these data; ask the client, or name the statute.',
    pl: 'Żadna obowiązująca zgoda nie pozwala przekazać tych danych tej instytucji; trzeba zapytać klienta albo wskazać przepis.',
  },
  'case-on-hold': {
    kind: 'conflict',
    en: 'Work of the team on this case is on hold; the leader can say when it goes on.',
    pl: 'Praca zespołu w tej sprawie jest wstrzymana; o dalszych krokach informuje lider.',
  },
  'procedure-already-open': {
    kind: 'conflict',
    en: 'A procedure is open already.',
    pl: 'Procedura jest już wszczęta.',
  },
  'procedure-not-open': {
    kind: 'conflict',
    en: 'No procedure is open; record its opening first.',
    pl: 'Żadna procedura nie jest wszczęta; najpierw trzeba zapisać jej wszczęcie.',
  },
  'procedure-step-missing': {
    kind: 'conflict',
    en: 'An earlier step of the procedure is not recorded yet.',
    pl: 'Wcześniejszy krok procedury nie jest jeszcze zapisany.',
  },
  'procedure-step-taken': {
    kind: 'conflict',
    en: 'This step of the procedure is recorded already.',
    pl: 'Ten krok procedury jest już zapisany.',
  },
  'counts-disagree': {
    kind: 'invalid',
    en: 'The counts by life area do not add up to the counts as a whole.',
    pl: 'Liczby w obszarach życia nie sumują się do liczb łącznych.',
  },
  'nothing-changes': {
    kind: 'invalid',
    en: 'This would change nothing.',
    pl: 'To niczego nie zmienia.',
  },
  'contact-not-tried': {
    kind: 'conflict',
    en: 'Not enough was done to reach the client: more attempts are needed, or more time since the first one.',
    pl: 'Za mało zrobiono, by dotrzeć do klienta: potrzeba więcej prób albo więcej czasu od pierwszej z nich.',
  },
  'contract-of-another': {
    kind: 'invalid',
    en: 'This is not the social contract of the case.',
    pl: 'To nie jest kontrakt socjalny tej sprawy.',
  },
  'contract-not-for-groups': {
    kind: 'invalid',
    en: 'A social contract is concluded with a person or family; the plan of a group begins without one.',
    pl: 'Kontrakt socjalny zawiera się z osobą lub rodziną; plan grupy rozpoczyna się bez kontraktu.',
  },
  'will-defective': {
    kind: 'invalid',
    en: 'No contract is concluded with a person whose declaration of will would be defective; the plan can begin without one.',
    pl: 'Kontraktu nie zawiera się z osobą, której oświadczenie woli byłoby wadliwe; plan można rozpocząć bez kontraktu.',
  },
  'part-of-other-variant': {
    kind: 'invalid',
    en: 'The part of the template that is filled in belongs to the other variant.',
    pl: 'Wypełniona część wzoru należy do drugiego wariantu.',
  },
  'signatures-missing': {
    kind: 'invalid',
    en: 'A contract is amended by the signatures of both parties.',
    pl: 'Zmiana kontraktu wymaga podpisów obu stron.',
  },
  'already-signed': {
    kind: 'conflict',
    en: 'This party has signed already.',
    pl: 'Ta strona już podpisała.',
  },
  'review-dates-missing': {
    kind: 'invalid',
    en: 'A social contract sets at least one date of review within its term.',
    pl: 'Kontrakt socjalny wyznacza co najmniej jeden termin oceny w okresie obowiązywania.',
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
