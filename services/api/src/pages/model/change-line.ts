import type { ModelChange, ModelDocument } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { type Tone, tag } from '../parts/tag.ts'

/** A row of a table of changes: one part of one thing, as it is said in either version. */
export interface ChangeLine {
  readonly name: string
  readonly aspect: Html | string
  readonly before: Html | string
  readonly after: Html | string
}

export interface Versions {
  readonly before: ModelDocument
  readonly after: ModelDocument
}

type Write<Value> = (value: Value, document: ModelDocument) => Html | string

/** A part of a thing by what people call it; parts of one label are written together. */
export interface Aspect<Value> {
  readonly label: string
  readonly write: Write<Value>
}

/** How a thing is written: in one piece where it is new or gone, else the parts of it that differ. */
export interface Said<Value> {
  readonly whole: Write<Value>
  readonly aspects?: Readonly<Record<string, Aspect<Value>>>
}

interface Changed<Value> extends Pick<ModelChange, 'change' | 'fields'> {
  readonly before: Value | null
  readonly after: Value | null
}

const tones: Readonly<Record<ModelChange['change'], Tone>> = { ADDED: 'good', REMOVED: 'warn', CHANGED: 'plain' }

export function changeLines<Value>(
  { texts }: Words,
  name: string,
  { change, fields, before, after }: Changed<Value>,
  { whole, aspects = {} }: Said<Value>,
  versions: Versions,
): readonly ChangeLine[] {
  const line = (aspect: Html | string, write: Write<Value>): ChangeLine => ({
    name,
    aspect,
    before: before === null ? '–' : write(before, versions.before),
    after: after === null ? '–' : write(after, versions.after),
  })
  const parts = fields.flatMap((field) => aspects[field.split('.')[0] ?? field] ?? [])
  if (parts.length === 0) return [line(tag(texts.modelChanges.change[change], tones[change]), whole)]
  return [...new Map(parts.map(({ label, write }) => [label, write]))].map(([label, write]) => line(label, write))
}

/** One after the other; a dash where there is none. */
export const listed = (items: readonly (Html | string)[]): Html | string =>
  items.length === 0 ? '–' : html`!${items.map((item, at) => html`!${at === 0 ? nothing : html`; `}!${markup(item)}`)}`

const markup = (item: Html | string): Html => (typeof item === 'string' ? html`${item}` : item)

/** A word of the document that has no other name. */
export const keyed = (words: readonly string[]): Html | string =>
  words.length === 0 ? '–' : html`<span lang="en" class="key">${words.join(', ')}</span>`

/** What both languages call it; either may be what changed. */
export function nameAspects<Value extends Readonly<Record<'pl' | 'en', string>>>({ texts }: Words) {
  const { name } = texts.modelChanges
  return {
    pl: { label: name.pl, write: ({ pl }) => html`<span lang="pl">${pl}</span>` },
    en: { label: name.en, write: ({ en }) => html`<span lang="en">${en}</span>` },
  } satisfies Record<string, Aspect<Value>>
}

export const yesOrNo = ({ texts }: Words, value: true | undefined): string =>
  value ? texts.modelChanges.yes : texts.modelChanges.no
