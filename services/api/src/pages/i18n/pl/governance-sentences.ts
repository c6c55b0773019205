import type { GovernanceSentences, Say } from '../sentence.ts'

interface Gathered {
  readonly hours?: number
  readonly participants?: number | readonly unknown[]
  readonly participantCount?: number
}

const held = (what: string) => (fact: Gathered, say: Say) =>
  `Odbyło się ${what}. Godziny: ${say.number(fact.hours)}, uczestnicy: ${say.number(fact.participantCount ?? countOf(fact.participants))}.`

const countOf = (participants: Gathered['participants']) =>
  typeof participants === 'number' ? participants : participants?.length

export const governanceSentences: GovernanceSentences = {
  CooperationAgreementSigned: (fact, say) =>
    `Podpisano porozumienie o współpracy. Region: ${say.code('region', fact.region)}, liczba stron: ${say.number(fact.parties)}.`,
  CooperationAgreementTerminated: () => 'Porozumienie o współpracy przestało obowiązywać.',

  ModelVersionDrafted: () => 'Przedłożono projekt wersji modelu.',
  ModelVersionRevised: () => 'Zmieniono projekt wersji modelu.',
  ModelConsultationOpened: (fact, say) =>
    `Projekt skierowano do konsultacji${fact.until ? ` do ${say.date(fact.until)}` : ''}.`,
  ModelConsultationClosed: () => 'Zakończono konsultacje projektu.',
  ModelOpinionGiven: (fact, say) =>
    `Wydano opinię ${fact.favourable === false ? 'negatywną' : 'pozytywną'}. Kto: ${say.code('opinionGiver', fact.by)}.`,
  ModelVersionApproved: (fact, say) => `Wersję modelu zatwierdza: ${say.code('approver', fact.by)}.`,
  ModelVersionPublished: () => 'Wersja modelu została opublikowana.',
  ModelPutInPilot: (fact, say) => `Wersję modelu testuje ${say.code('macroregion', fact.macroregion)}.`,
  ModelVersionEvaluated: () => 'Zakończono ewaluację wersji modelu.',
  ModelVersionRecommended: () => 'Wersję modelu rekomendowano do stosowania.',
  ModelVersionSuperseded: (fact, say) => `Wersję modelu zastąpiła wersja ${say.text(fact.by)}.`,

  PilotPhaseStarted: (fact, say) =>
    `Rozpoczęto fazę ${say.text(fact.phase)} projektu. Planowany koniec: ${say.date(fact.plannedEnd)}.`,
  PilotPhaseEnded: (fact, say) => `Zakończono fazę ${say.text(fact.phase)} projektu.`,
  PilotModelChosen: (fact, say) =>
    `Do testowania wybrano wersję ${say.text(fact.version)} modelu (${say.code('macroregion', fact.macroregion)}).`,
  PilotTargetSet: (fact, say) =>
    `Ustalono wartość docelową wskaźnika ${say.text(fact.indicator)}: ${say.code('comparator', fact.comparator)} ${say.number(fact.value)}.`,

  MilestonePlanned: (fact, say) => `Zaplanowano kamień milowy ${say.number(fact.number)} na ${say.date(fact.dueOn)}.`,
  MilestoneStarted: () => 'Rozpoczęto realizację kamienia milowego.',
  MilestoneEvidenceCollected: (fact, say) =>
    `Zebrano dowody osiągnięcia kamienia milowego (${say.number(fact.evidence)}).`,
  MilestoneAccepted: (fact, say) => `Odebrano kamień milowy. Kto: ${say.code('acceptingBody', fact.by)}.`,
  MilestoneReturned: () => 'Zwrócono kamień milowy do uzupełnienia.',

  SupportActivityPlanned: (fact, say) =>
    `Zaplanowano działanie (${say.code('supportKind', fact.kind)}) na ${say.date(fact.plannedOn)}.`,
  SupportActivityCancelled: () => 'Odwołano zaplanowane działanie.',
  IntersectoralTrainingHeld: held('szkolenie międzysektorowe'),
  CooperationWorkshopHeld: held('spotkanie warsztatowe (warsztat kooperacyjny)'),
  EducationalMeetingHeld: held('spotkanie edukacyjne'),
  ConsultationMeetingHeld: held('spotkanie konsultacyjne'),
  ConferenceHeld: held('wydarzenie edukacyjne (konferencja)'),
  CoachingSessionHeld: (fact, say) => `Pracownik socjalny skorzystał z coachingu. Godziny: ${say.number(fact.hours)}.`,
  SupervisionSessionHeld: held('spotkanie superwizyjne'),

  RemarkSubmitted: (fact, say) =>
    `Zgłoszono uwagę do wersji ${say.text(fact.version)} modelu. Kanał: ${say.code('consultationChannel', fact.channel)}.`,
  RemarkTriaged: () => 'Uwagę skierowano do rozpatrzenia.',
  RemarkAccepted: () => 'Uwagę uwzględniono.',
  RemarkPartlyAccepted: () => 'Uwagę uwzględniono częściowo.',
  RemarkRejected: () => 'Uwagę odrzucono z uzasadnieniem.',
  RemarkIncorporated: (fact, say) => `Uwagę wprowadzono do wersji ${say.text(fact.version)} modelu.`,

  BarrierReported: (fact, say) =>
    `Zgłoszono barierę. Obszar: ${say.code('barrierArea', fact.area)}, ${say.code('barrierLevel', fact.level)}.`,
  BarrierConfirmed: () => 'Potwierdzono barierę.',
  BarrierDismissed: () => 'Bariery nie potwierdzono.',
  BarrierProposalMade: () => 'Zaproponowano sposób usunięcia bariery.',
  BarrierEscalated: (fact, say) => `Barierę przekazano wyżej. Adresat: ${say.code('escalation', fact.to)}.`,
  BarrierRemoved: () => 'Barierę usunięto.',
  BarrierAcceptedAsLimit: () => 'Barierę przyjęto jako ograniczenie modelu.',

  RecommendationProposed: (fact, say) =>
    `Zaproponowano rekomendację. Adresat: ${say.code('addressee', fact.addressee)}.`,
  RecommendationReviewed: () => 'Rozpatrzono rekomendację.',
  RecommendationAdopted: () => 'Przyjęto rekomendację.',
  RecommendationRejected: () => 'Odrzucono rekomendację.',
  RecommendationPublished: () => 'Opublikowano rekomendację.',

  GoodPracticeSubmitted: () => 'Zgłoszono dobrą praktykę.',
  GoodPracticeVerified: () => 'Zweryfikowano dobrą praktykę i potwierdzono jej anonimowość.',
  GoodPracticePublished: () => 'Opublikowano dobrą praktykę.',
  GoodPracticeReturned: () => 'Zwrócono dobrą praktykę zgłaszającym.',
  GoodPracticeArchived: () => 'Zarchiwizowano dobrą praktykę.',

  MatterOpened: (fact, say) => `Wszczęto sprawę z terminem ustawowym: ${say.code('matterKind', fact.kind)}.`,
  MatterReviewed: () => 'Dokonano oceny planu, który trwa.',
  MatterExtended: () => 'Przedłużono termin załatwienia sprawy.',
  MatterSettled: () => 'Załatwiono sprawę z terminem ustawowym.',
  InterdisciplinaryTeamFormed: () => 'Powołano zespół interdyscyplinarny.',
  InterdisciplinaryTeamSat: () => 'Odbyło się posiedzenie zespołu interdyscyplinarnego.',
}
