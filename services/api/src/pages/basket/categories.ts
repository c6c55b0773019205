import { builtInTaxonomy } from '@kooperacje/domain'
import type { Locale } from '../i18n/locale.ts'

const known = new Map(builtInTaxonomy.categories.map((category) => [category.id, category]))

/** The name of a category; its code where another version of the model brought it. */
export const categoryName = (locale: Locale, id: string): string => known.get(id)?.[locale] ?? id

/** For a list to choose from, in the order of the language. */
export const categoryOptions = (locale: Locale): readonly { readonly value: string; readonly text: string }[] =>
  builtInTaxonomy.categories
    .map((category) => ({ value: category.id, text: category[locale] }))
    .sort((a, b) => a.text.localeCompare(b.text, locale))
