import { describe, expect, it } from 'vitest'
import { localAuthorities, localAuthorityOf } from './local-authorities.ts'
import { regionOf, regions } from './regions.ts'
import { hasCountyRights, terytLevel } from './teryt.ts'

describe('a TERYT code', () => {
  it.each([
    ['24', 'VOIVODESHIP'],
    ['2416', 'COUNTY'],
    ['2416021', 'MUNICIPALITY'],
    ['0202011', 'MUNICIPALITY'],
  ])('%s names a %s', (code, level) => expect(terytLevel(code)).toBe(level))

  it.each([
    ['25', 'voivodeships have even numbers'],
    ['34', 'the last one is 32'],
    ['00', 'there is no voivodeship 0'],
    ['2400', 'there is no county 0'],
    ['2416001', 'there is no municipality 0'],
    ['2416026', 'there is no type 6'],
    ['241602', 'a municipality without its type'],
    ['24-16', 'digits only'],
    ['', 'nothing'],
  ])('%s is none: %s', (code) => expect(terytLevel(code)).toBeNull())
})

describe('the local authorities of the pilot', () => {
  it('are the twenty-nine that sources name: 15, 6 and 8', () => {
    const counts = regions.map(({ code }) => localAuthorities.filter(({ region }) => region === code).length)
    expect(counts).toEqual([15, 6, 8, 0])
  })

  it('have codes that are built like codes, each once', () => {
    for (const { municipality, county } of localAuthorities) {
      expect([municipality, terytLevel(municipality)]).toEqual([municipality, 'MUNICIPALITY'])
      expect([county, terytLevel(county)]).toEqual([county, 'COUNTY'])
      expect(municipality.startsWith(county)).toBe(true)
    }
    expect(new Set(localAuthorities.map(({ municipality }) => municipality)).size).toBe(29)
  })

  it('are urban municipalities, each in the region that its code says', () => {
    for (const { region, municipality } of localAuthorities) {
      expect(municipality.at(-1)).toBe('1')
      expect(regionOf(municipality)).toBe(region)
    }
  })

  it('name a county, or are one: cities with county rights are numbered from 61', () => {
    for (const { name, countyName, kind, municipality } of localAuthorities) {
      expect(kind === 'CITY_WITH_COUNTY_RIGHTS').toBe(hasCountyRights(municipality))
      expect(countyName === name).toBe(hasCountyRights(municipality))
    }
  })

  it('are found by either code', () => {
    expect(localAuthorityOf('2416021')).toMatchObject({ name: 'Zawiercie', countyName: 'zawierciański' })
    expect(localAuthorityOf('2416')).toMatchObject({ name: 'Zawiercie' })
    expect(localAuthorityOf('0618')).toBeUndefined()
  })

  it('make up, with the counties that signed beside them, the eleven of Małopolskie', () => {
    const partners = localAuthorities
      .filter(({ region }) => region === 'MALOPOLSKIE')
      .flatMap(({ kind, municipality, county }) =>
        kind === 'MUNICIPALITY_AND_COUNTY' ? [municipality, county] : [municipality],
      )
    expect(partners).toHaveLength(11)
  })

  it('carry dated facts with their source, those that contradict each other too', () => {
    const dates = localAuthorities.flatMap(({ dates }) => dates)
    for (const { on, source } of dates) {
      expect(on).toMatch(/^20\d\d(-\d\d(-\d\d)?)?$/)
      expect(source).toMatch(/^[SW]\d+$/)
    }
    expect(localAuthorityOf('2470011')?.dates.map(({ source }) => source)).toEqual(['S3', 'W23', 'W24'])
  })
})
