/**
 * The institutions of the scenario: fourteen invited in eight sectors, and the leader. Invented, but for the fact that
 * a municipal social assistance centre leads the partnership in Zawiercie.
 */
export const LEADER = {
  id: 'mops',
  name: 'Miejski Ośrodek Pomocy Społecznej',
  kind: 'OPS',
  sector: 'SOCIAL_ASSISTANCE',
} as const

export const INVITED = [
  { id: 'pcpr', name: 'Powiatowe Centrum Pomocy Rodzinie', kind: 'PCPR', sector: 'FAMILY_AND_FOSTER_CARE' },
  { id: 'sp-1', name: 'Szkoła Podstawowa nr 1', kind: 'SCHOOL', sector: 'EDUCATION' },
  { id: 'sp-2', name: 'Szkoła Podstawowa nr 2', kind: 'SCHOOL', sector: 'EDUCATION' },
  { id: 'przedszkole', name: 'Przedszkole Miejskie', kind: 'SCHOOL', sector: 'EDUCATION' },
  { id: 'pup', name: 'Powiatowy Urząd Pracy', kind: 'LABOUR_OFFICE', sector: 'LABOUR_MARKET' },
  { id: 'zgm', name: 'Zakład Gospodarki Mieszkaniowej', kind: 'HOUSING_MANAGER', sector: 'HOUSING' },
  { id: 'przychodnia', name: 'Przychodnia Rejonowa', kind: 'HEALTH_PROVIDER', sector: 'HEALTH' },
  { id: 'pto', name: 'Poradnia Terapii Uzależnień', kind: 'HEALTH_PROVIDER', sector: 'HEALTH' },
  { id: 'kpp', name: 'Komenda Powiatowa Policji', kind: 'POLICE', sector: 'POLICE_AND_PUBLIC_SAFETY' },
  { id: 'straz', name: 'Straż Miejska', kind: 'OTHER', sector: 'POLICE_AND_PUBLIC_SAFETY' },
  { id: 'sad', name: 'Sąd Rejonowy', kind: 'COURT', sector: 'JUSTICE' },
  { id: 'kuratorzy', name: 'Zespół Kuratorskiej Służby Sądowej', kind: 'COURT', sector: 'JUSTICE' },
  { id: 'schronisko', name: 'Stowarzyszenie prowadzące schronisko', kind: 'NGO', sector: 'NGO' },
  { id: 'swietlica', name: 'Stowarzyszenie prowadzące świetlicę', kind: 'NGO', sector: 'NGO' },
] as const

/** Nine sign besides the leader, so that ten members stand for seven sectors. */
export const SIGNATORIES = ['pcpr', 'sp-1', 'sp-2', 'pup', 'zgm', 'przychodnia', 'pto', 'kpp', 'straz'] as const

export const sectorOf = (id: string): string =>
  [LEADER, ...INVITED].find((institution) => institution.id === id)?.sector ?? 'OTHER'
