import { formats } from './format.ts'

/** Polish has three forms for whole numbers (1 osoba, 2 osoby, 5 osób) and one for fractions (1,5 osoby). */
export interface PolishForms {
  readonly one: string
  readonly few: string
  readonly many: string
  readonly other: string
}

export interface EnglishForms {
  readonly one: string
  readonly other: string
}

const polish = new Intl.PluralRules('pl')
const english = new Intl.PluralRules('en')

/** `counted.pl(…)(5)` → `5 osób`. */
export const counted = {
  pl: (one: string, few: string, many: string, other = few) => {
    const forms: PolishForms = { one, few, many, other }
    return (n: number) => `${formats.pl.number(n)} ${forms[polish.select(n) as keyof PolishForms]}`
  },
  en: (one: string, other: string) => {
    const forms: EnglishForms = { one, other }
    return (n: number) => `${formats.en.number(n)} ${forms[english.select(n) as keyof EnglishForms]}`
  },
}
