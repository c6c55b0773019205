import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'

/** A day as people write it, that a program can read; a dash where there is none. */
export const day = (words: Words, value: string | null): Html =>
  value === null ? html`–` : html`<time datetime="${value}">${words.day(value)}</time>`
