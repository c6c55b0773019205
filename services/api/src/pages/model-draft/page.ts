import { at } from '../record/form.ts'
import { type Asked, type Field, KEY } from '../record/shape.ts'
import { type Steps, valueAt } from './at.ts'
import { documentAsks, isApart, isBasic, itemOf } from './document-shape.ts'

/** One page of the form: a part of the document, whose fields are named by the schema and not by the keys on the way. */
export interface Page {
  readonly steps: Steps
  /** Of the fields in the form: `deadlines` for the fields of any rule. */
  readonly prefix: string
  readonly asks: Asked
}

export const FIRST: Page = { steps: [], prefix: '', asks: documentAsks }

/** The page of a part; null where the document has no such part, or none with a page. */
export function pageAt(document: unknown, steps: Steps): Page | null {
  let page = FIRST
  let [next, ...rest] = steps
  while (next !== undefined) {
    const inner = inside(page, next)
    if (inner === null || !hasPage(page, inner)) return null
    // A list may be empty and still be added to; a thing is there or not.
    if (isApart(page.asks) && valueAt(document, inner.steps) === undefined) return null
    page = inner
    ;[next, ...rest] = rest
  }
  return page
}

function inside({ steps, prefix, asks }: Page, step: string): Page | null {
  if (asks.kind === 'group') {
    const field = asks.fields.find((each) => each.name === step && (steps.length > 0 || !isBasic(each)))
    return field ? { steps: [...steps, step], prefix: at(prefix, step), asks: field.asks } : null
  }
  return isApart(asks) && step !== KEY ? { steps: [...steps, step], prefix, asks: itemOf(asks) } : null
}

/** Sections have pages, and long lists with each of their things; the rest stands on the page of what it belongs to. */
const hasPage = (before: Page, { asks }: Page): boolean =>
  before.steps.length === 0 || isApart(before.asks) || isApart(asks)

/** The fields that stand on the page itself, and below which name: a list stands on its page as a field of its own. */
export function fieldsOn({ prefix, asks, steps }: Page): { readonly below: string; readonly fields: readonly Field[] } {
  if (asks.kind === 'group') {
    const own = asks.fields.filter((field) => !isApart(field.asks) && (steps.length > 0 || isBasic(field)))
    return { below: prefix, fields: own }
  }
  if (isApart(asks)) return { below: prefix, fields: [] }
  const names = prefix.split('.')
  return { below: names.slice(0, -1).join('.'), fields: [{ name: names.at(-1) ?? '', required: true, asks }] }
}

/** Lists of this page whose things have pages of their own. */
export function listsOn({ steps, prefix, asks }: Page): readonly Page[] {
  if (steps.length === 0) return []
  if (isApart(asks)) return [{ steps, prefix, asks }]
  if (asks.kind !== 'group') return []
  return asks.fields
    .filter((field) => isApart(field.asks))
    .map((field) => ({ steps: [...steps, field.name], prefix: at(prefix, field.name), asks: field.asks }))
}
