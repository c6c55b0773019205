import { list, some, tail } from '../compose.ts'
import { counted } from '../plural.ts'
import type { Sentences } from '../sentence.ts'
import { attendance } from './attendance.ts'
import { basketSentences } from './basket-sentences.ts'
import { dataRightsSentences } from './data-rights-sentences.ts'
import { governanceSentences } from './governance-sentences.ts'
import { partnershipSentences } from './partnership-sentences.ts'

const people = counted.pl('osoba', 'osoby', 'osób')
const needs = counted.pl('potrzeba', 'potrzeby', 'potrzeb')
const decisions = counted.pl('decyzja', 'decyzje', 'decyzji')
const goals = counted.pl('cel', 'cele', 'celów', 'celu')
const actions = counted.pl('działanie', 'działania', 'działań')
const reached = counted.pl('osiągnięty', 'osiągnięte', 'osiągniętych', 'osiągniętego')
const partly = counted.pl('częściowo', 'częściowo', 'częściowo')
const missed = counted.pl('nieosiągnięty', 'nieosiągnięte', 'nieosiągniętych', 'nieosiągniętego')

export const sentences: Sentences = {
  InstitutionRegistered: (fact, say) =>
    `Zarejestrowano instytucję ${say.text(fact.name)} (${say.code('sector', fact.sector)}).`,

  ...partnershipSentences,

  ReferralSubmitted: (fact, say) =>
    `Wpłynęło zgłoszenie (pilność: ${say.code('urgency', fact.urgency)}). Zgłasza: ${say.institution(fact.fromInstitutionId)}.`,
  ReferralAccepted: () => 'Lider przyjął zgłoszenie i zaproponował sprawę.',
  ReferralReturned: (fact, say) => `Lider zwrócił zgłoszenie. Powód: ${say.code('returnReason', fact.reason)}.`,
  ReferralRedirected: (fact, say) => `Lider przekazał zgłoszenie. Adresat: ${say.institution(fact.toInstitutionId)}.`,

  CaseProposed: (fact, say) =>
    `Zaproponowano sprawę (${say.code('clientKind', fact.clientKind)}). Źródło: ${say.code('source', fact.source)}.`,
  CaseQualified: (fact) =>
    `Zakwalifikowano sprawę${tail(fact.criteriaMet === undefined ? '' : `spełnione kryteria ${fact.criteriaMet} z 5`)}`,
  CaseRejected: (fact, say) =>
    `Sprawy nie podjęto.${fact.redirectedTo ? ` Przekazano do: ${say.institution(fact.redirectedTo)}.` : ''}`,
  ConsentGiven: (fact, say) =>
    `Klient wyraził zgodę ${say.code('consentForm', fact.form)}.${fact.validUntil ? ` Zgoda obowiązuje do ${say.date(fact.validUntil)}.` : ''}`,
  ConsentRefused: () => 'Klient nie zgodził się na udział. Pomoc ustawowa trwa bez zmian.',
  ConsentWithdrawn: (fact) =>
    fact.scope === 'DATA_SHARING'
      ? 'Klient cofnął zgodę na udostępnianie danych, ze skutkiem natychmiastowym.'
      : 'Klient cofnął zgodę, ze skutkiem natychmiastowym.',
  SharedAccessRevoked: (fact, say) => `Cofnięto dostęp do sprawy. Liczba instytucji: ${say.number(fact.institutions)}.`,
  EnvironmentalInterviewRequired: (fact) =>
    `Stwierdzono potrzebę rodzinnego wywiadu środowiskowego${fact.urgent ? ' w trybie pilnym' : ''}.`,
  EnvironmentalInterviewCompleted: () => 'Przeprowadzono rodzinny wywiad środowiskowy.',
  TaskTeamAppointed: (fact) => `Powołano zespół zadaniowy${tail(list(some(people, fact.members)))}`,
  TeamMemberAdded: (fact, say) => `Do zespołu dołączyła nowa osoba (${say.code('sector', fact.sector)}).`,
  TeamMemberRemoved: () => 'Z zespołu odeszła jedna osoba.',
  TeamMeetingHeld: (fact, say) =>
    `Odbyło się posiedzenie zespołu nr ${say.number(fact.ordinal)}${tail(list(attendance(fact.present, fact.invited), fact.clientPresent === undefined ? null : fact.clientPresent ? 'z udziałem klienta' : 'bez udziału klienta', fact.mode ? say.code('mode', fact.mode) : null))}`,
  DiagnosisCompleted: (fact, say) =>
    `Zakończono diagnozę${tail(list(some(needs, fact.needs), `zasoby własne: ${say.number(fact.ownResources)}`, `zasoby środowiska: ${say.number(fact.communityResources)}`))}`,
  PlanAgreed: (fact) =>
    `Klient i zespół uzgodnili plan${tail(list(some(goals, fact.goals), some(actions, fact.actions)))}`,
  SocialContractConcluded: (fact, say) =>
    `Zawarto kontrakt socjalny w wariancie ${say.text(fact.variant)}, do ${say.date(fact.endsOn)}.`,
  PlanStartedWithoutContract: () => 'Rozpoczęto plan bez kontraktu socjalnego.',
  ActionCompleted: (fact, say) => `Wykonano działanie ${say.text(fact.actionId)}.`,
  ActionCancelled: (fact, say) => `Odwołano działanie ${say.text(fact.actionId)}.`,
  GoalProgressRecorded: (fact, say) => `Oceniono cel ${say.text(fact.goalId)}: ${say.code('rating', fact.rating)}.`,
  CaseSuspended: () => 'Zawieszono sprawę.',
  CaseResumed: () => 'Wznowiono sprawę.',
  FinalEvaluationCompleted: (fact) =>
    `Klient i zespół ocenili każdy cel${tail(list(some(reached, fact.achieved), some(partly, fact.partly), some(missed, fact.not)))}${fact.clientScore === undefined ? '' : ` Ocena klienta: ${fact.clientScore} z 5.`}`,
  CaseClosed: (fact, say) => `Zamknięto sprawę. Powód: ${say.code('closureReason', fact.reason)}.`,

  CoordinatorChanged: () => 'Sprawę przejął inny koordynator.',
  CaseTransferred: () => 'Sprawę wraz z zespołem przekazano innemu partnerstwu.',
  CaseMigrated: (fact, say) => `Sprawa toczy się dalej według wersji modelu ${say.text(fact.modelVersion)}.`,
  ConsentExpired: (fact, say) => `Wygasła zgoda ${say.code('consentKind', fact.kind)}.`,
  DisclosureMade: (fact, say) =>
    `Przekazano dane instytucji: ${say.institution(fact.toInstitutionId)}${tail([list(...(fact.kinds ?? []).map((kind) => say.code('dataScope', kind))), `podstawa: ${say.code('disclosureBasis', fact.basis)}`].filter(Boolean).join('; '))}`,
  ConfidentialityStatementSigned: () => 'Podpisano oświadczenie o zachowaniu poufności.',
  TeamMinutesFiled: () => 'Złożono protokół posiedzenia zespołu.',
  ReviewHeld: (fact, say) =>
    `Przeprowadzono przegląd planu${fact.outcome ? ` (${say.code('reviewOutcome', fact.outcome)})` : ''}.`,
  PlanAmended: (fact) =>
    `Klient i zespół zmienili plan${tail(list(some(goals, fact.goals), some(actions, fact.actions), fact.droppedGoals ? `zaniechano: ${goals(fact.droppedGoals)}` : null))}`,
  ConflictDecided: (fact, say) =>
    `Dwa działania ${say.code('conflictKind', fact.kind)}. Rozstrzygnięto: ${say.code('conflictDecision', fact.decision)}.`,
  ContractAmended: (fact, say) => `Obie strony zmieniły kontrakt socjalny. Obowiązuje do ${say.date(fact.endsOn)}.`,
  ActionStarted: (fact, say) => `Rozpoczęto działanie ${say.text(fact.actionId)}.`,
  ContactAttempted: (fact, say) =>
    fact.made
      ? 'Nawiązano kontakt z klientem.'
      : `Próba kontaktu nr ${say.number(fact.ordinal)} bez skutku${fact.means ? ` (${say.code('contactMeans', fact.means)})` : ''}.`,
  FollowUpRecorded: (fact, say) => `Sprawdzono trwałość efektów: ${say.code('followUpOutcome', fact.outcome)}.`,
  CaseReopened: () => 'Sprawę otwarto ponownie. Potrzebna jest nowa zgoda klienta.',

  BlueCardProcedureOpened: () => 'Wszczęto procedurę „Niebieskie Karty”.',
  BlueCardFormForwarded: () => 'Formularz A przekazano do zespołu interdyscyplinarnego.',
  BlueCardPassedToGroup: () => 'Zespół interdyscyplinarny przekazał formularz grupie diagnostyczno-pomocowej.',
  BlueCardGroupMet: () => 'Odbyło się posiedzenie grupy diagnostyczno-pomocowej.',
  BlueCardSuspectInformed: () => 'Osobę podejrzewaną poinformowano o wszczęciu procedury.',
  BlueCardProcedureClosed: () => 'Zakończono procedurę „Niebieskie Karty”.',

  MeetingScheduled: (fact, say) =>
    `Zwołano spotkanie (${say.code('meetingKind', fact.kind ?? fact.of?.kind ?? 'TEAM')}) na ${say.date(fact.plannedOn)}.`,
  MeetingHeld: (fact, say) =>
    `Odbyło się spotkanie (${say.code('meetingKind', fact.of?.kind)})${tail(list(attendance(fact.present, fact.invited), some(decisions, fact.decisions)))}`,
  MeetingCancelled: () => 'Zwołane spotkanie nie odbyło się.',

  SocialContractDrafted: (fact, say) =>
    `Sporządzono projekt kontraktu socjalnego w wariancie ${say.text(fact.variant)}.`,
  SocialContractSigned: (fact, say) => `Podpis pod kontraktem socjalnym: ${say.code('contractParty', fact.by)}.`,
  SocialContractAmended: (fact, say) =>
    `Obie strony podpisały zmianę kontraktu socjalnego, do ${say.date(fact.endsOn)}.`,
  SocialContractEnded: (fact, say) => `Kontrakt socjalny zakończono: ${say.code('contractEnd', fact.how)}.`,

  ...basketSentences,
  ...governanceSentences,
  ...dataRightsSentences,

  DeadlineReminded: (fact, say) =>
    `Przypomniano o terminie ${say.text(fact.rule)} (${say.date(fact.dueOn)}). Do: ${say.code('recipient', fact.recipient)}.`,
  DeadlineAlarmRaised: (fact, say) =>
    `Termin ${say.text(fact.rule)} (${say.date(fact.dueOn)}) minął. Do: ${say.code('recipient', fact.recipient)}.`,
  DeadlineNoticeWithdrawn: (fact, say) =>
    `Odwołano alarm o terminie ${say.text(fact.rule)}. Do: ${say.code('recipient', fact.recipient)}.`,
}
