import { list, some, tail } from '../compose.ts'
import { counted } from '../plural.ts'
import type { PartnershipSentences } from '../sentence.ts'
import { attendance } from './attendance.ts'

const institutions = counted.pl('instytucja', 'instytucje', 'instytucji')
const sectors = counted.pl('sektor', 'sektory', 'sektorów')
const services = counted.pl('usługa', 'usługi', 'usług')
const animators = counted.pl('animator', 'animatorzy', 'animatorów')
const experts = counted.pl('ekspert ds. modelu', 'eksperci ds. modelu', 'ekspertów ds. modelu')
const candidates = counted.pl('kandydatura', 'kandydatury', 'kandydatur')
const recipients = counted.pl('adresat', 'adresaci', 'adresatów')
const gaps = counted.pl('luka', 'luki', 'luk')

export const partnershipSentences: PartnershipSentences = {
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
  ResourceMapDrawn: (fact) =>
    `Sporządzono mapę zasobów${tail(list(some(sectors, fact.resources), some(gaps, fact.gaps)))}`,
  ResourceGapRecorded: (fact, say) => `Do mapy zasobów wpisano lukę. Sektor: ${say.code('sector', fact.sector)}.`,
  ResourceGapClosed: (fact, say) =>
    `Luka w zasobach została uzupełniona.${fact.institutionId ? ` Zapewnia: ${say.institution(fact.institutionId)}.` : ''}`,
  CooperatorIdentified: (fact, say) => `Wytypowano instytucję: ${say.institution(fact.institutionId)}.`,
  CooperatorAnswered: (fact, say) =>
    `Na zaproszenie odpowiedziała instytucja: ${say.institution(fact.institutionId)} (${say.code('membershipStatus', fact.answer)}).`,
  MutualBenefitRecorded: (fact, say) =>
    `Do rejestru wzajemnych korzyści wpisano instytucję: ${say.institution(fact.institutionId)}.`,
  CharterRecorded: () => 'Spisano kartę partnerstwa: aspirację, wartości, zasady pracy i standardy komunikacji.',
  RegulationsAmended: (fact, say) => `Zmieniono regulamin, obowiązuje wersja ${say.text(fact.regulationsVersion)}.`,
  MinutesFiled: (fact, say) => `Złożono protokół spotkania ${say.text(fact.meetingId)}.`,
  DecisionTaken: (fact, say) => `Posiedzenie ${say.text(fact.meetingId)} podjęło decyzję.`,
  MemberBecameInactive: (fact, say) =>
    `Członek przestał brać udział w pracach: ${say.institution(fact.institutionId)}.`,
  MemberReactivated: (fact, say) => `Członek znów bierze udział w pracach: ${say.institution(fact.institutionId)}.`,
  TeamHandedOver: () => 'Zespół zadaniowy został przekazany.',
  PartnershipMigrated: (fact, say) => `Partnerstwo przeszło na wersję modelu ${say.text(fact.modelVersion)}.`,
}
