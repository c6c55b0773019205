import type { Words } from '../i18n/words.ts'

/** A number in the rules by its name; one that a newer version has by its key. */
export const parameterName = ({ texts }: Words, name: string): string =>
  (texts.model.parameter as Readonly<Record<string, string>>)[name] ?? name

export const parameterValue = ({ format }: Words, value: number | readonly string[]): string =>
  typeof value === 'number' ? format.number(value) : value.join(', ')
