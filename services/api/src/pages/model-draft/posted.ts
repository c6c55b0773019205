import { Problem } from '../../http/problems.ts'
import type { Words } from '../i18n/words.ts'
import { type Form, textIn } from '../record/form.ts'
import { rearranged } from '../record/rearranged.ts'
import { newKeyOf } from './apart-list.ts'
import { type Steps, valueAt, withValue } from './at.ts'
import { documentAsks, isApart, itemOf } from './document-shape.ts'
import { type DocumentFault, unknownNames } from './faults.ts'
import { fits } from './fits.ts'
import { FIRST, pageAt } from './page.ts'
import { withPage, wrongKeys } from './page-form.ts'
import { isJson, pageNamed } from './view.ts'

/** What a sending of the form comes to: the document with it, and where to go on; `page` null: it is to be recorded. */
export interface Posted {
  readonly document: unknown
  readonly page: Steps | null
  /** The page is shown again as it was sent. */
  readonly again?: { readonly form: Form; readonly focus: string | null; readonly faults: readonly DocumentFault[] }
}

export function readPosted(words: Words, form: Form): Posted {
  const before = documentIn(textIn(form, '@document'))
  const here = pageNamed(textIn(form, '@page'))
  if (isJson(here)) return fromJson(words, form, before, here)
  const page = pageAt(before, here) ?? FIRST
  const changed = rearranged(form)
  const again = (given: Form, focus: string | null, faults: readonly DocumentFault[]): Posted => {
    return { document: withPage(before, page, given), page: page.steps, again: { form: given, focus, faults } }
  }
  if (changed) return again(changed.form, changed.focus, [])
  const wrong = wrongKeys(page, form)
  if (wrong.length > 0) {
    const { twice, noKey } = words.texts.modelDraft
    const faults = wrong.map(({ path, twice: isTwice }) => ({
      page: page.steps,
      field: path,
      message: isTwice ? twice : noKey,
    }))
    return { ...again(form, null, faults), document: before }
  }
  const document = withPage(before, page, form)
  const [open, add, remove] = ['@open', '@add', '@remove'].map((button) => textIn(form, button))
  if (remove) return { document: without(document, pageNamed(remove)), page: page.steps }
  if (add) return added(words, form, document, page.steps, pageNamed(add))
  return { document, page: open ? pageNamed(open) : null }
}

/** The form brings its document along; one that no page of it could have made was not sent by it. */
function documentIn(text: string): unknown {
  const document = parsed(text)
  if (document === undefined || !fits(documentAsks, document)) throw new Problem('malformed-request')
  return document
}

/** Things of lists can be taken away, and nothing else. */
function without(document: unknown, thing: Steps): unknown {
  const list = pageAt(document, thing.slice(0, -1))
  return list !== null && isApart(list.asks) ? withValue(document, thing, undefined) : document
}

function added(words: Words, form: Form, document: unknown, page: Steps, list: Steps): Posted {
  const asked = pageAt(document, list)
  if (asked === null || !isApart(asked.asks)) return { document, page }
  const fresh = itemOf(asked.asks).kind === 'group' ? {} : []
  const there = valueAt(document, list)
  if (asked.asks.kind !== 'rows' || !asked.asks.keyed) {
    const things = Array.isArray(there) ? there : []
    return { document: withValue(document, list, [...things, fresh]), page: [...list, String(things.length)] }
  }
  const field = newKeyOf(asked)
  const key = textIn(form, field).trim()
  const isFree = /^[\w-]+$/.test(key) && !Object.hasOwn((there ?? {}) as object, key)
  if (isFree) return { document: withValue(document, [...list, key], fresh), page: [...list, key] }
  const { twice, noKey } = words.texts.modelDraft
  const faults = [{ page, field, message: key === '' ? noKey : twice }]
  return { document, page, again: { form, focus: null, faults } }
}

function fromJson(words: Words, form: Form, before: unknown, page: Steps): Posted {
  const { modelDraft: texts, record } = words.texts
  const document = parsed(textIn(form, '@json'))
  const refused = (message: string): Posted => {
    return { document: before, page, again: { form, focus: null, faults: [{ page, field: '@json', message }] } }
  }
  if (document === undefined) return refused(record.faults.json)
  if (!fits(documentAsks, document)) return refused(texts.otherShape)
  const unknown = unknownNames(document)
  if (unknown.length > 0) return refused(texts.unknownNames(unknown.join(', ')))
  const open = textIn(form, '@open')
  return { document, page: open ? pageNamed(open) : null }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
