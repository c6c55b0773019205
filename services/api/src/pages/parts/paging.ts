import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'

interface Links {
  /** Null on the last page. */
  readonly next: string | null
  /** Null on the first page. */
  readonly first: string | null
}

interface Names {
  readonly next: string
  readonly first: string
}

/** A list is read page by page from its beginning: cursors lead forward, and back to the start. */
export function paging({ texts }: Words, { next, first }: Links, names: Names = texts.shell): Html {
  if (next === null && first === null) return nothing
  return html`<nav class="more" aria-label="${texts.shell.paging}">
!${first === null ? nothing : html`<a href="${first}">${names.first}</a>`}
!${next === null ? nothing : html`<a href="${next}" rel="next">${names.next}</a>`}
</nav>`
}
