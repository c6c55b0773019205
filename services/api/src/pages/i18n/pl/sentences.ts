import { counted } from '../plural.ts'
import type { Sentences } from '../sentence.ts'
import { basketSentences } from './basket-sentences.ts'
import { governanceSentences } from './governance-sentences.ts'

const people = counted.pl('osoba', 'osoby', 'osób')
const institutions = counted.pl('instytucja', 'instytucje', 'instytucji')
const sectors = counted.pl('sektor', 'sektory', 'sektorów')
const services = counted.pl('usługa', 'usługi', 'usług')
const animators = counted.pl('animator', 'animatorzy', 'animatorów')
const experts = counted.pl('ekspert ds. modelu', 'eksperci ds. modelu', 'ekspertów ds. modelu')
const needs = counted.pl('potrzeba', 'potrzeby', 'potrzeb')
const decisions = counted.pl('decyzja', 'decyzje', 'decyzji')
const candidates = counted.pl('kandydatura', 'kandydatury', 'kandydatur')
const goals = counted.pl('cel', 'cele', 'celów', 'celu')
const actions = counted.pl('działanie', 'działania', 'działań')
const reached = counted.pl('osiągnięty', 'osiągnięte', 'osiągniętych', 'osiągniętego')
const partly = counted.pl('częściowo', 'częściowo', 'częściowo')
const missed = counted.pl('nieosiągnięty', 'nieosiągnięte', 'nieosiągniętych', 'nieosiągniętego')
const recipients = counted.pl('adresat', 'adresaci', 'adresatów')

const some = (count: (n: number) => string, n: number | undefined) => (n === undefined ? null : count(n))
const list = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(', ')
const tail = (text: string) => (text === '' ? '.' : `: ${text}.`)

/** „obecni: 12 z 14, zdalnie” */
const attendance = (present: number | undefined, invited: number | undefined) =>
  present === undefined ? null : `obecni: ${present}${invited === undefined ? '' : ` z ${invited}`}`

export const sentences: Sentences = {
  InstitutionRegistered: (fact, say) =>
    `Zarejestrowano instytucję ${say.text(fact.name)} (${say.code('sector', fact.sector)}).`,

  PartnershipOpened: (fact, say) =>
    `Rozpoczęto przygotowanie partnerstwa. Porozumienie z ${say.date(fact.agreementSignedOn)}, wersja modelu ${say.text(fact.modelVersion)}.`,
  LeaderDesignated: (fact, say) => `Wyznaczono lidera: ${say.institution(fact.institutionId)}.`,
  SupportTeamAssigned: (fact) =>
    `Przydzielono wsparcie${tail(list(some(animators, fact.animators), some(experts, fact.modelExperts)))}`,
  ResourceDiagnosisCompleted: (fact, say) =>
    `Zakończono diagnozę zasobów. Zasoby pomocy: ${say.number(fact.assistanceResources)}, zasoby lokalne: ${say.number(fact.localResources)}, luki: ${say.number(fact.gaps)}.`,
  CooperatorInvited: (fact, say) =>
    `Zaproszono instytucję: ${say.institution(fact.institutionId)}.${fact.replyBy ? ` Odpowiedź do ${say.date(fact.replyBy)}.` : ''}`,
  InitiatingMeetingHeld: (fact, say) =>
    `Odbyło się spotkanie inicjujące nr ${say.number(fact.ordinal)}${tail(list(attendance(fact.present, fact.invited), fact.mode ? say.code('mode', fact.mode) : null))}`,
  CandidatesPreselected: (fact) =>
    `Lider wybrał wstępnie osoby i rodziny${tail(list(some(candidates, fact.candidates)))}`,
  RegulationsDraftCirculated: (fact, say) =>
    `Rozesłano projekt regulaminu ${say.text(fact.draft)}${tail(list(some(recipients, fact.recipients)))}`,
  RegulationsAdopted: (fact, say) => `Przyjęto regulamin, wersja ${say.text(fact.regulationsVersion)}.`,
  AccessionDeclarationSigned: (fact, say) =>
    `Deklarację przystąpienia podpisała instytucja: ${say.institution(fact.institutionId)}${fact.strategicPartner ? ' (partner strategiczny)' : ''}.`,
  PartnershipConstituted: (fact) =>
    `Partnerstwo zostało zawiązane${tail(list(some(institutions, fact.members), some(sectors, fact.sectors)))}`,
  ContactPersonsDesignated: (fact, say) =>
    `Wyznaczono osoby koordynujące (${say.number(fact.contactPersons)}) i osoby do pracy w zespołach (${say.number(fact.teamCandidates)}).`,
  NetworkOfficerAppointed: (fact, say) =>
    `Powołano pracownika ds. sieci. Zatrudnia go: ${say.institution(fact.institutionId)}.`,
  PlenaryMeetingHeld: (fact, say) =>
    `Odbyło się posiedzenie partnerstwa nr ${say.number(fact.ordinal)}${tail(list(attendance(fact.present, fact.invited), fact.mode ? say.code('mode', fact.mode) : null))}`,
  WorkPlanAdopted: (fact, say) => `Przyjęto plan pracy na rok ${say.text(fact.year)}.`,
  CommunicationRulesAdopted: () => 'Przyjęto zasady komunikacji między partnerstwem a zespołami zadaniowymi.',
  EvaluationConceptAdopted: () => 'Przyjęto koncepcję ewaluacji i monitoringu.',
  ServiceBasketVersionPublished: (fact, say) =>
    `Opublikowano lokalny koszyk usług, wersja ${say.text(fact.basketVersion)}${tail(list(some(services, fact.services), some(institutions, fact.institutions)))}`,
  MemberWithdrew: (fact, say) => `Z partnerstwa wystąpiła instytucja: ${say.institution(fact.institutionId)}.`,
  MemberExcluded: (fact, say) => `Z partnerstwa wykluczono instytucję: ${say.institution(fact.institutionId)}.`,
  TeamOpened: () => 'Zespół zadaniowy partnerstwa rozpoczął pracę.',
  TeamEnded: () => 'Zespół zadaniowy partnerstwa zakończył pracę.',
  PartnershipBelowMinimum: (fact) =>
    `Skład spadł poniżej minimum${tail(list(some(institutions, fact.institutions), some(sectors, fact.sectors)))}`,
  PartnershipSuspended: (fact, say) =>
    `Zawieszono pracę partnerstwa. Powód: ${say.code('suspensionReason', fact.reason)}.`,
  PartnershipResumed: (fact, say) => `Wznowiono pracę partnerstwa, tryb: ${say.code('mode', fact.mode)}.`,
  PartnershipDissolved: () => 'Partnerstwo zostało rozwiązane.',
  PartnershipAbandoned: () => 'Zaniechano tworzenia partnerstwa.',

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
  GoalProgressRecorded: (fact, say) => `Cel ${say.text(fact.goalId)}: ${say.code('rating', fact.rating)}.`,
  CaseSuspended: () => 'Zawieszono sprawę.',
  CaseResumed: () => 'Wznowiono sprawę.',
  FinalEvaluationCompleted: (fact) =>
    `Klient i zespół ocenili każdy cel${tail(list(some(reached, fact.achieved), some(partly, fact.partly), some(missed, fact.not)))}${fact.clientScore === undefined ? '' : ` Ocena klienta: ${fact.clientScore} z 5.`}`,
  CaseClosed: (fact, say) => `Zamknięto sprawę. Powód: ${say.code('closureReason', fact.reason)}.`,

  MeetingScheduled: (fact, say) =>
    `Zwołano spotkanie (${say.code('meetingKind', fact.kind ?? fact.of?.kind ?? 'TEAM')}) na ${say.date(fact.plannedOn)}.`,
  MeetingHeld: (fact, say) =>
    `Odbyło się spotkanie (${say.code('meetingKind', fact.of?.kind)})${tail(list(attendance(fact.present, fact.invited), some(decisions, fact.decisions)))}`,
  MeetingCancelled: () => 'Zwołane spotkanie nie odbyło się.',

  SocialContractDrafted: (fact, say) =>
    `Sporządzono projekt kontraktu socjalnego w wariancie ${say.text(fact.variant)}.`,
  SocialContractSigned: (fact, say) => `Podpis pod kontraktem socjalnym: ${say.code('contractParty', fact.by)}.`,
  SocialContractEnded: (fact, say) => `Kontrakt socjalny zakończono: ${say.code('contractEnd', fact.how)}.`,

  ...basketSentences,
  ...governanceSentences,

  DeadlineReminded: (fact, say) =>
    `Przypomniano o terminie ${say.text(fact.rule)} (${say.date(fact.dueOn)}). Do: ${say.code('recipient', fact.recipient)}.`,
  DeadlineAlarmRaised: (fact, say) =>
    `Termin ${say.text(fact.rule)} (${say.date(fact.dueOn)}) minął. Do: ${say.code('recipient', fact.recipient)}.`,
}
