/** The institutions of the town. Invented, like everything in it; their kinds and sectors are those that the sources name. */
const rows = [
  ['mops', 'Miejski Ośrodek Pomocy Społecznej', 'OPS', 'SOCIAL_ASSISTANCE'],
  ['pcpr', 'Centrum Pomocy Rodzinie', 'PCPR', 'FAMILY_AND_FOSTER_CARE'],
  ['sp-3', 'Szkoła Podstawowa nr 3', 'SCHOOL', 'EDUCATION'],
  ['sp-8', 'Szkoła Podstawowa nr 8', 'SCHOOL', 'EDUCATION'],
  ['sp-15', 'Szkoła Podstawowa nr 15', 'SCHOOL', 'EDUCATION'],
  ['poradnia-pp', 'Poradnia Psychologiczno-Pedagogiczna', 'SCHOOL', 'EDUCATION'],
  ['pup', 'Powiatowy Urząd Pracy', 'LABOUR_OFFICE', 'LABOUR_MARKET'],
  ['mzbm', 'Miejski Zarząd Budynków Mieszkalnych', 'HOUSING_MANAGER', 'HOUSING'],
  ['przychodnia', 'Przychodnia Miejska', 'HEALTH_PROVIDER', 'HEALTH'],
  ['terapia', 'Poradnia Terapii Uzależnień', 'HEALTH_PROVIDER', 'HEALTH'],
  ['kmp', 'Komenda Miejska Policji', 'POLICE', 'POLICE_AND_PUBLIC_SAFETY'],
  ['straz', 'Straż Miejska', 'OTHER', 'POLICE_AND_PUBLIC_SAFETY'],
  ['kuratorzy', 'Zespół Kuratorskiej Służby Sądowej', 'COURT', 'JUSTICE'],
  ['zus', 'Oddział Zakładu Ubezpieczeń Społecznych', 'OTHER', 'SOCIAL_INSURANCE'],
  ['swietlica', 'Stowarzyszenie prowadzące świetlicę', 'NGO', 'NGO'],
  ['schronisko', 'Fundacja prowadząca schronisko', 'NGO', 'NGO'],
  ['cis', 'Centrum Integracji Społecznej', 'OTHER', 'SOCIAL_ECONOMY'],
  ['mdk', 'Młodzieżowy Dom Kultury', 'OTHER', 'CULTURE_AND_SPORT'],
  ['parafia', 'Parafialny Zespół Pomocy', 'OTHER', 'CHURCH'],
  ['pogotowie', 'Stacja Ratownictwa Medycznego', 'HEALTH_PROVIDER', 'HEALTH'],
] as const

export interface TownInstitution {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly sector: string
}

export const institutions: readonly TownInstitution[] = rows.map(([id, name, kind, sector]) => ({
  ...{ id, name, kind, sector },
}))

export const LEADER = 'mops'
/** Joins a year later, as the ambulance service did in Sosnowiec. */
export const LATE_MEMBER = 'pogotowie'
/** Signs with the others and leaves again. */
export const LEAVER = 'parafia'

export const firstMembers: readonly TownInstitution[] = institutions.filter(({ id }) => id !== LATE_MEMBER)

/** Those whose staff sit in task teams: members for the whole time, the leader beside them. */
export const partners: readonly TownInstitution[] = firstMembers.filter(({ id }) => id !== LEADER && id !== LEAVER)

export const sectorOf = (id: string): string => institutions.find((each) => each.id === id)?.sector ?? 'OTHER'
