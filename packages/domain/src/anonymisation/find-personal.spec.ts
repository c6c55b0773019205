import { describe, expect, it } from 'vitest'
import { findPersonal, type PersonalKind } from './find-personal.ts'

const found = (text: string) => findPersonal(text).map(({ kind, from, to }) => [kind, text.slice(from, to)] as const)

describe('a text is not anonymous when it holds', () => {
  it.each<[PersonalKind, string, string]>([
    ['PESEL', 'Numer 00410500015 podano w formularzu.', '00410500015'],
    ['PESEL', 'Numer 004105 00015 podano w formularzu.', '004105 00015'],
    ['PESEL', 'Z błędną cyfrą kontrolną: 00410500016.', '00410500016'],
    ['NIP', 'Firma (NIP 123-456-32-18) zatrudniła.', 'NIP 123-456-32-18'],
    ['NIP', 'Firma 1234563218 zatrudniła.', '1234563218'],
    ['PHONE', 'Proszę dzwonić: 601 202 303.', '601 202 303'],
    ['PHONE', 'Kontakt +48 601202303.', '+48 601202303'],
    ['PHONE', 'Kontakt (32) 730 68 73.', '(32) 730 68 73'],
    ['PHONE', 'Sekretariat, tel. 32 67 221 34.', 'tel. 32 67 221 34'],
    ['EMAIL', 'Pisać na adres anna.k@poczta.example.pl.', 'anna.k@poczta.example.pl'],
    ['POSTAL_ADDRESS', 'Mieszka przy ul. Polnej 12/3 z matką.', 'ul. Polnej 12/3'],
    ['POSTAL_ADDRESS', 'Rodzina z ulicy 3 Maja 15a.', 'ulicy 3 Maja 15a'],
    ['POSTAL_ADDRESS', 'Adres: 42-400 Zawiercie.', '42-400 Zawiercie'],
    ['DATE_OF_BIRTH', 'Chłopiec ur. 12.03.2010 nie chodził do szkoły.', 'ur. 12.03.2010'],
    ['DATE_OF_BIRTH', 'Kobieta urodzona 5 maja 1985 szuka pracy.', 'urodzona 5 maja 1985'],
    ['PERSON_NAME', 'Wsparciem objęto Annę Kowalską z dziećmi.', 'Annę Kowalską'],
    ['PERSON_NAME', 'Spotkanie z Markiem Nowakiem.', 'Markiem Nowakiem'],
    ['PERSON_NAME', 'Na liście: Kowalski Jan.', 'Kowalski Jan'],
    ['PERSON_NAME', 'Pani Nowakowa przyszła sama.', 'Pani Nowakowa'],
    ['PERSON_NAME', 'Rozmowa z p. Nowak.', 'p. Nowak'],
    ['PERSON_NAME', 'Opisał to J. Wiśniewski.', 'J. Wiśniewski'],
    ['PERSON_NAME', 'Rodzinie Kowalskich pomogła szkoła.', 'Rodzinie Kowalskich'],
  ])('%s: %s', (kind, text, words) => {
    expect(found(text)).toEqual([[kind, words]])
  })

  it('several, each with its place', () => {
    const text = 'Jan Nowak, tel. 601 202 303.'
    expect(findPersonal(text)).toEqual([
      { kind: 'PERSON_NAME', from: 0, to: 9 },
      { kind: 'PHONE', from: 11, to: 27 },
    ])
  })
})

describe('a text is anonymous that speaks of', () => {
  it.each([
    'Szkoła i Miejski Ośrodek Pomocy Społecznej w Zawierciu przekazują sobie wczesne sygnały.',
    'Szkoła Podstawowa nr 5 im. Jana Kochanowskiego prowadzi świetlicę.',
    'W Bielsku-Białej i Piotrkowie Trybunalskim spotkania odbywają się co kwartał.',
    'Pani Dyrektor i Pan Burmistrz otworzyli spotkanie 27.09.2019.',
    'Wskaźnik wzrósł z 10-100 do 20 761 034,04 zł w latach 2018-2020.',
    'Porozumienie obejmuje 50 jednostek, kod TERYT 2416021.',
    'Po 14 dniach zespół liczył 5 osób; numer sprawy MOPS.5122.7.2019.',
    'Rodzina otrzymała wsparcie w ramach kontraktu socjalnego.',
    'Plan A. Następnie spotkanie.',
    'Parafia św. Anny Samotrzeciej oraz ulica Jana Kilińskiego.',
    'Maria i Ewa to imiona bez nazwisk.',
  ])('%s', (text) => {
    expect(found(text)).toEqual([])
  })
})
