import type { ModelDocument } from '../model/document.ts'

type Taxonomy = ModelDocument['taxonomy']

/**
 * Kinds of local services by life area, and the pairs that do not go together in one plan. No source gives such a list: the
 * categories follow what the sources say cooperating institutions offer, and every pair is a proposal that an office is to
 * confirm or strike out in its own version of the model. The exclusive pairs only ask for a decision, they forbid nothing.
 */
const byLifeArea: Readonly<Record<string, Readonly<Record<string, readonly [pl: string, en: string]>>>> = {
  FAMILY_AND_CARE: {
    FAMILY_ASSISTANT: ['Asystent rodziny', 'Family assistant'],
    FAMILY_THERAPY: ['Terapia rodzinna', 'Family therapy'],
    FAMILY_MEDIATION: ['Mediacje rodzinne', 'Family mediation'],
    PARENTING_COURSE: ['Warsztaty umiejętności wychowawczych', 'Parenting skills course'],
    SUPPORT_FAMILY: ['Rodzina wspierająca', 'Support family'],
    FOSTER_CARE_SUPPORT: ['Wsparcie pieczy zastępczej', 'Support of foster care'],
    NURSERY_CARE: ['Opieka nad dzieckiem do lat 3', 'Care of children under three'],
    DAY_SUPPORT_FOR_CHILDREN: ['Placówka wsparcia dziennego', 'Day support centre for children'],
    CARE_SERVICES: ['Usługi opiekuńcze', 'Care services at home'],
    RESPITE_CARE: ['Opieka wytchnieniowa', 'Respite care'],
    DAY_CENTRE: ['Dzienny dom pomocy', 'Day centre'],
    RESIDENTIAL_CARE: ['Dom pomocy społecznej', 'Residential care home'],
  },
  HOUSING: {
    HOUSING_ALLOWANCE: ['Dodatek mieszkaniowy', 'Housing allowance'],
    ARREARS_INSTALMENTS: ['Rozłożenie zaległości na raty', 'Instalments for rent arrears'],
    ARREARS_WORK_OFF: ['Odpracowanie zadłużenia czynszowego', 'Working off rent arrears'],
    SOCIAL_HOUSING: ['Lokal z najmu socjalnego', 'Social housing'],
    SUPPORTED_FLAT: ['Mieszkanie wspomagane', 'Supported flat'],
    SHELTER: ['Schronisko lub noclegownia', 'Shelter or night shelter'],
  },
  INCOME_AND_DEBTS: {
    PERMANENT_ALLOWANCE: ['Zasiłek stały lub okresowy', 'Permanent or temporary allowance'],
    TARGETED_ALLOWANCE: ['Zasiłek celowy', 'Targeted allowance'],
    FAMILY_BENEFITS: ['Świadczenia rodzinne', 'Family benefits'],
    FOOD_AID: ['Pomoc żywnościowa', 'Food aid'],
    CLOTHING_AID: ['Pomoc rzeczowa i odzież', 'Clothing and aid in kind'],
    DEBT_COUNSELLING: ['Poradnictwo zadłużeniowe', 'Debt counselling'],
  },
  WORK: {
    JOB_PLACEMENT: ['Pośrednictwo pracy', 'Job placement'],
    FULL_TIME_EMPLOYMENT: ['Zatrudnienie subsydiowane w pełnym wymiarze', 'Full-time subsidised employment'],
    VOCATIONAL_COUNSELLING: ['Poradnictwo zawodowe', 'Vocational counselling'],
    FULL_TIME_VOCATIONAL_COURSE: ['Szkolenie zawodowe w pełnym wymiarze', 'Full-time vocational course'],
    SOCIAL_EMPLOYMENT: ['Centrum lub klub integracji społecznej', 'Social integration centre or club'],
    SOCIALLY_USEFUL_WORK: ['Prace społecznie użyteczne', 'Socially useful work'],
  },
  EDUCATION: {
    SCHOOL_PEDAGOGUE: ['Pedagog szkolny', 'School pedagogue'],
    TUTORING: ['Zajęcia wyrównawcze i korepetycje', 'Remedial classes and tutoring'],
    PEDAGOGICAL_DIAGNOSIS: ['Poradnia psychologiczno-pedagogiczna', 'Psychological and pedagogical clinic'],
    SCHOOL_GRANT: ['Stypendium szkolne', 'School grant'],
  },
  HEALTH: {
    PSYCHOLOGICAL_SUPPORT: ['Wsparcie psychologiczne', 'Psychological support'],
    PSYCHIATRIC_CARE: ['Opieka psychiatryczna', 'Psychiatric care'],
    COMMUNITY_NURSING: ['Pielęgniarka środowiskowa', 'Community nursing'],
    REHABILITATION: ['Rehabilitacja', 'Rehabilitation'],
    SELF_HELP_DAY_CENTRE: ['Środowiskowy dom samopomocy', 'Day self-help centre'],
    DISABILITY_CERTIFICATE: ['Orzekanie o niepełnosprawności', 'Certificate of disability'],
  },
  ADDICTION: {
    ADDICTION_THERAPY: ['Terapia uzależnień', 'Addiction therapy'],
    ABSTINENCE_THERAPY: ['Terapia oparta na abstynencji', 'Abstinence-based therapy'],
    HARM_REDUCTION: ['Program ograniczania szkód', 'Harm reduction programme'],
    CODEPENDENCY_THERAPY: ['Terapia współuzależnienia', 'Therapy for relatives of addicted persons'],
    ADDICTION_SELF_HELP: ['Grupa samopomocowa', 'Self-help group'],
  },
  SAFETY: {
    CRISIS_INTERVENTION: ['Interwencja kryzysowa', 'Crisis intervention'],
    VICTIM_SUPPORT: ['Pomoc osobom pokrzywdzonym', 'Support of victims'],
    COMMUNITY_POLICING: ['Dzielnicowy', 'Community police officer'],
    PERPETRATOR_PROGRAMME: ['Program dla osób stosujących przemoc', 'Programme for those who use violence'],
  },
  LEGAL: {
    LEGAL_AID: ['Nieodpłatna pomoc prawna', 'Free legal aid'],
    CIVIC_ADVICE: ['Poradnictwo obywatelskie', 'Civic advice'],
    PROBATION_SUPERVISION: ['Dozór kuratora sądowego', 'Probation supervision'],
    PROBATION_FAMILY_SUPERVISION: ['Nadzór kuratora nad rodziną', "Probation officer's supervision of a family"],
  },
  SOCIAL_TIES: {
    SENIOR_CLUB: ['Klub seniora', 'Senior club'],
    NEIGHBOUR_HELP: ['Pomoc sąsiedzka i wolontariat', 'Help by neighbours and volunteers'],
    CULTURE_AND_SPORT: ['Zajęcia kulturalne i sportowe', 'Culture and sport'],
    PASTORAL_CARE: ['Opieka duszpasterska', 'Pastoral care'],
  },
  OTHER: {
    SOCIAL_WORK: ['Praca socjalna', 'Social work'],
    INTERPRETING: ['Tłumaczenie i asystent międzykulturowy', 'Interpreting and intercultural assistance'],
    TRANSPORT: ['Transport i dowóz', 'Transport'],
  },
}

const exclusive: Taxonomy['exclusive'] = [
  // One demands what the other does not ask for: whoever is in both hears opposite advice every week.
  ['ABSTINENCE_THERAPY', 'HARM_REDUCTION'],
  // Nobody is in two places through the whole working day.
  ['FULL_TIME_VOCATIONAL_COURSE', 'FULL_TIME_EMPLOYMENT'],
  ['FULL_TIME_VOCATIONAL_COURSE', 'JOB_PLACEMENT'],
  ['FULL_TIME_EMPLOYMENT', 'SOCIAL_EMPLOYMENT'],
  ['FULL_TIME_VOCATIONAL_COURSE', 'SOCIAL_EMPLOYMENT'],
  // The act on supporting families is understood to keep the two apart; its wording is not confirmed against the source.
  ['FAMILY_ASSISTANT', 'PROBATION_FAMILY_SUPERVISION'],
  // One home at a time.
  ['SHELTER', 'SUPPORTED_FLAT'],
  ['SHELTER', 'SOCIAL_HOUSING'],
  ['SHELTER', 'RESIDENTIAL_CARE'],
  ['SUPPORTED_FLAT', 'RESIDENTIAL_CARE'],
  ['RESIDENTIAL_CARE', 'CARE_SERVICES'],
  // The arrears are paid back in one way.
  ['ARREARS_INSTALMENTS', 'ARREARS_WORK_OFF'],
]

export const builtInTaxonomy: Taxonomy = {
  categories: Object.entries(byLifeArea).flatMap(([lifeArea, categories]) =>
    Object.entries(categories).map(([id, [pl, en]]) => ({ id, pl, en, lifeArea })),
  ),
  exclusive,
}
