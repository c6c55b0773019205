import type { CodeGroup } from './code-names.ts'
import { type CommandNames, commandKey } from './command-names.ts'
import { codes as englishCodes } from './en/codes.ts'
import { commands as englishCommands } from './en/commands.ts'
import { sentences as englishSentences } from './en/sentences.ts'
import { texts as englishTexts } from './en/texts.ts'
import { type Format, formats } from './format.ts'
import type { Locale } from './locale.ts'
import { codes as polishCodes } from './pl/codes.ts'
import { commands as polishCommands } from './pl/commands.ts'
import { sentences as polishSentences } from './pl/sentences.ts'
import { texts as polishTexts } from './pl/texts.ts'
import type { Sentences } from './sentence.ts'

/** All that a page says in one language. */
export interface Words {
  readonly locale: Locale
  readonly texts: typeof polishTexts
  readonly sentences: Sentences
  readonly format: Format
  /** The name of a code; the code itself when a newer writer used one that we do not know. */
  readonly code: (group: CodeGroup, code: string) => string
  readonly day: (day: string | null | undefined) => string
  /** What a command does, as a person would say it. */
  readonly command: (name: string) => string
}

const wordsOf = (
  locale: Locale,
  texts: typeof polishTexts,
  codes: typeof polishCodes,
  sentences: Sentences,
  commands: CommandNames,
): Words => ({
  locale,
  texts,
  sentences,
  format: formats[locale],
  code: (group, code) => (codes[group] as Readonly<Record<string, string>>)[code] ?? code,
  command: (name) => (commands as Readonly<Record<string, string>>)[commandKey(name)] ?? name,
  day: (day) => (day ? formats[locale].date(day) : '–'),
})

export const words: Readonly<Record<Locale, Words>> = {
  pl: wordsOf('pl', polishTexts, polishCodes, polishSentences, polishCommands),
  en: wordsOf('en', englishTexts, englishCodes, englishSentences, englishCommands),
}
