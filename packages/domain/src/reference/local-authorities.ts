import type { Region } from './regions.ts'
import { countyOf, hasCountyRights } from './teryt.ts'

/** Something dated that a source tells of a local authority. */
export interface KnownDate {
  /** A day where the source gives one, else a month. */
  readonly on: string
  readonly what:
    | 'AGREEMENT'
    | 'TRAINING'
    | 'INITIATING_MEETING'
    /** The source says only that it was held by the end of that month. */
    | 'INITIATING_MEETING_BY'
    | 'DECLARATIONS'
    | 'CONSTITUTED'
    | 'WORKING_MEETING'
    | 'WORKING'
    | 'SITTING'
  readonly source: string
}

export interface LocalAuthority {
  readonly region: Region
  readonly name: string
  /** 7 digits. */
  readonly municipality: string
  /** 4 digits; a city with county rights is its own county. */
  readonly county: string
  readonly countyName: string
  /** Whether the county takes part beside its municipality, or the municipality is both. */
  readonly kind: 'CITY_WITH_COUNTY_RIGHTS' | 'MUNICIPALITY' | 'MUNICIPALITY_AND_COUNTY'
  /** State of the register that the codes were read from; boundaries and codes change. */
  readonly validFrom: string
  /** Tags of the sources that name it. */
  readonly sources: readonly string[]
  readonly dates: readonly KnownDate[]
}

const REGISTER_AS_OF = '2020-01-01'

type Given = readonly [name: string, municipality: string, countyName: string | null, ...dates: KnownDate[]]

const on = (day: string, what: KnownDate['what'], source: string): KnownDate => ({ on: day, what, source })
const june = on('2019-06', 'INITIATING_MEETING', 'S3')
const bySeptember = on('2019-09', 'INITIATING_MEETING_BY', 'S3')
const agreed = on('2018', 'AGREEMENT', 'W09')

/** Without the name of a county it is a city with county rights. */
const inRegion =
  (region: Region, source: string, countiesToo = false) =>
  ([name, municipality, countyName, ...dates]: Given): LocalAuthority => ({
    region,
    name,
    municipality,
    county: countyOf(municipality),
    countyName: countyName ?? name,
    kind: hasCountyRights(municipality)
      ? 'CITY_WITH_COUNTY_RIGHTS'
      : countiesToo
        ? 'MUNICIPALITY_AND_COUNTY'
        : 'MUNICIPALITY',
    validFrom: REGISTER_AS_OF,
    sources: [source],
    dates,
  })

const silesian: readonly Given[] = [
  ['Zawiercie', '2416021', 'zawierciański', june, on('2019-09-27', 'INITIATING_MEETING', 'S1')],
  ['Żory', '2479011', null, june],
  ['Rybnik', '2473011', null, june],
  ['Knurów', '2405011', 'gliwicki', june, on('2019-11-13', 'DECLARATIONS', 'W22')],
  ['Cieszyn', '2403011', 'cieszyński', june],
  ['Dąbrowa Górnicza', '2465011', null, june],
  ['Mikołów', '2408021', 'mikołowski', june],
  [
    'Sosnowiec',
    '2475011',
    null,
    june,
    on('2019-11', 'WORKING', 'W28'),
    on('2020-09', 'SITTING', 'W28'),
    on('2021-09-28', 'SITTING', 'W29'),
  ],
  [
    'Będzin',
    '2401011',
    'będziński',
    on('2019-09-04', 'INITIATING_MEETING', 'W25'),
    on('2019-10-09', 'INITIATING_MEETING', 'W26'),
    on('2019-11-27', 'DECLARATIONS', 'W27'),
  ],
  ['Lubliniec', '2407011', 'lubliniecki', bySeptember],
  ['Siemianowice Śląskie', '2474011', null, bySeptember],
  ['Częstochowa', '2464011', null, bySeptember],
  // Two sources contradict each other: [S3] says by the end of September, [W23] gives the day.
  [
    'Mysłowice',
    '2470011',
    null,
    bySeptember,
    on('2019-10-03', 'INITIATING_MEETING', 'W23'),
    on('2019-10-28', 'INITIATING_MEETING', 'W24'),
  ],
  ['Tarnowskie Góry', '2413041', 'tarnogórski', bySeptember],
  ['Bielsko-Biała', '2461011', null, bySeptember],
]

const lesserPolish: readonly Given[] = [
  ['Kraków', '1261011', null],
  ['Gorlice', '1205011', 'gorlicki'],
  ['Bochnia', '1201011', 'bocheński'],
  ['Oświęcim', '1213011', 'oświęcimski', on('2018-10-01', 'AGREEMENT', 'W13')],
  ['Zakopane', '1217011', 'tatrzański'],
  ['Nowy Targ', '1211011', 'nowotarski'],
]

const ofLodz: readonly Given[] = [
  ['Łódź', '1061011', null, agreed],
  ['Piotrków Trybunalski', '1062011', null, on('2019-09-24', 'CONSTITUTED', 'W10')],
  ['Łowicz', '1005011', 'łowicki', agreed],
  ['Zgierz', '1020031', 'zgierski', on('2019-10-28', 'CONSTITUTED', 'W18'), on('2019-12-10', 'WORKING_MEETING', 'W19')],
  [
    'Zduńska Wola',
    '1019011',
    'zduńskowolski',
    on('2019-09-05', 'INITIATING_MEETING', 'W15'),
    on('2019-09-26', 'CONSTITUTED', 'W10'),
    on('2019-12-10', 'WORKING_MEETING', 'W16'),
  ],
  ['Sieradz', '1014011', 'sieradzki'],
  ['Tomaszów Mazowiecki', '1016011', 'tomaszowski', agreed],
  ['Radomsko', '1012011', 'radomszczański', on('2019-05-24', 'TRAINING', 'W21')],
]

/**
 * Every local authority that a source names. No source names one of Opolskie. Names are ambiguous (there are two
 * counties "tomaszowski", and most of these towns have a rural namesake around them), codes are not.
 */
export const localAuthorities: readonly LocalAuthority[] = [
  ...silesian.map(inRegion('SLASKIE', 'S3')),
  ...lesserPolish.map(inRegion('MALOPOLSKIE', 'S2', true)),
  ...ofLodz.map(inRegion('LODZKIE', 'W09')),
]

/** By the code of the municipality or of its county. */
export const localAuthorityOf = (teryt: string): LocalAuthority | undefined =>
  localAuthorities.find(({ municipality, county }) => municipality === teryt || county === teryt)
