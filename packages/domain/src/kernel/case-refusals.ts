/** Rules around a case: consent, team, plan, contract, meetings; part of `refusals`. */
export const caseRefusals = {
  'before-beginning': {
    kind: 'invalid',
    en: 'Nothing can happen to a thing before it began; correct its beginning first, if that is wrong.',
    pl: 'Nic nie może się zdarzyć przed początkiem sprawy; jeśli jej początek jest błędny, najpierw trzeba go sprostować.',
  },
  'minutes-not-awaited': {
    kind: 'conflict',
    en: 'No such sitting of the team awaits its minutes: it was not held, or they are filed already.',
    pl: 'Żadne takie posiedzenie zespołu nie czeka na protokół: nie odbyło się albo protokół już złożono.',
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
} as const satisfies Record<string, { kind: 'conflict' | 'invalid' | 'missing'; en: string; pl: string }>
