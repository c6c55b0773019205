import { type Html, html, nothing } from '../markup.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** A state in words; the colour only repeats what they say. */
export const tag = (text: string, tone: Tone = 'plain'): Html =>
  html`<span class="tag!${tone === 'plain' ? nothing : html` tag-${tone}`}">${text}</span>`

const tones: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  IN_PROGRESS: 'good',
  ACCEPTED: 'good',
  PUBLISHED: 'good',
  SUSPENDED: 'warn',
  WAITING: 'warn',
  RETURNED: 'warn',
  FAILED: 'bad',
  EXCLUDED: 'bad',
}

/** The tone of a status code, the same on every page. */
export const toneOf = (status: string): Tone => tones[status] ?? 'plain'
