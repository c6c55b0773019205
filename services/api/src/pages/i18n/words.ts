import type { CodeGroup } from './code-names.ts'
import { type CommandNames, commandKey } from './command-names.ts'
import { codes as englishCodes } from './en/codes.ts'
import { commands as englishCommands } from './en/commands.ts'
import { fields as englishFields } from './en/fields.ts'
import { guards as englishGuards } from './en/guards.ts'
import { reactions as englishReactions } from './en/reactions.ts'
import { sentences as englishSentences } from './en/sentences.ts'
import { texts as englishTexts } from './en/texts.ts'
import type { FieldName, FieldNames } from './field-names.ts'
import { type Format, formats } from './format.ts'
import type { Locale } from './locale.ts'
import { codes as polishCodes } from './pl/codes.ts'
import { commands as polishCommands } from './pl/commands.ts'
import { fields as polishFields } from './pl/fields.ts'
import { guards as polishGuards } from './pl/guards.ts'
import { reactions as polishReactions } from './pl/reactions.ts'
import { sentences as polishSentences } from './pl/sentences.ts'
import { texts as polishTexts } from './pl/texts.ts'
import { type RuleTexts, ruleText } from './rule-texts.ts'
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
  /** What a guard of a process asks for, and what a reaction does. */
  readonly guard: (process: string, name: string) => string
  readonly reaction: (process: string, name: string) => string
  /** The first of these keys that names a field of a form. */
  readonly field: (keys: readonly string[]) => FieldName | undefined
  readonly fieldNames: FieldNames
}

const wordsOf = (
  locale: Locale,
  texts: typeof polishTexts,
  codes: typeof polishCodes,
  sentences: Sentences,
  commands: CommandNames,
  fields: FieldNames,
  rules: { readonly guards: RuleTexts; readonly reactions: RuleTexts },
): Words => ({
  locale,
  texts,
  sentences,
  format: formats[locale],
  code: (group, code) => (codes[group] as Readonly<Record<string, string>>)[code] ?? code,
  command: (name) => (commands as Readonly<Record<string, string>>)[commandKey(name)] ?? name,
  guard: (process, name) => ruleText(rules.guards, process, name),
  reaction: (process, name) => ruleText(rules.reactions, process, name),
  fieldNames: fields,
  field: (keys) =>
    keys.map((key) => (Object.hasOwn(fields, key) ? fields[key] : undefined)).find((name) => name !== undefined),
  day: (day) => (day ? formats[locale].date(day) : '–'),
})

export const words: Readonly<Record<Locale, Words>> = {
  pl: wordsOf('pl', polishTexts, polishCodes, polishSentences, polishCommands, polishFields, {
    guards: polishGuards,
    reactions: polishReactions,
  }),
  en: wordsOf('en', englishTexts, englishCodes, englishSentences, englishCommands, englishFields, {
    guards: englishGuards,
    reactions: englishReactions,
  }),
}
