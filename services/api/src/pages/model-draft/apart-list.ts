import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { fieldError } from '../parts/error-summary.ts'
import { textIn } from '../record/form.ts'
import { labelOf, rowLabel } from '../record/labels.ts'
import type { Asked } from '../record/shape.ts'
import { valueAt } from './at.ts'
import { newKeys } from './choices.ts'
import { DOCUMENT, pageName } from './names.ts'
import type { Page } from './page.ts'
import type { DraftView } from './view.ts'

/** Under which name the key of a new thing is sent. */
export const newKeyOf = (list: Page): string => `@new:${list.prefix}`

/** A list whose things have pages of their own: open one, take one away, add one. */
export function apartList(view: DraftView, words: Words, list: Page): Html {
  const { document, faults } = view
  const { modelDraft: texts } = words.texts
  const things = Object.keys((valueAt(document, list.steps) ?? {}) as object)
  const { name, hint } = labelOf(words, DOCUMENT, list.prefix)
  const items = things.map((key) => {
    const steps = [...list.steps, key]
    const title = pageName(words, document, steps)
    return html`<li><button class="quiet" name="@open" value="${steps.join('.')}" formnovalidate>${title}</button>
<button class="quiet" name="@remove" value="${steps.join('.')}" formnovalidate>${texts.remove}<span class="visually-hidden"> ${title}</span></button></li>\n`
  })
  const fault = faults.find(({ field }) => field === list.prefix)
  const by = fault === undefined ? nothing : html` aria-describedby="${list.prefix}-error"`
  return html`<fieldset class="field list"!${by}><legend>${name}</legend>
!${hint === null ? nothing : html`<p class="hint">${hint}</p>`}!${fault === undefined ? nothing : fieldError(fault)}!${
    things.length === 0 ? html`<p>${texts.empty}</p>` : html`<ul class="document-parts">\n!${items}</ul>`
  }
!${adding(view, words, list)}</fieldset>
`
}

const isKeyed = (asks: Asked): boolean => asks.kind === 'rows' && asks.keyed

function adding(view: DraftView, words: Words, list: Page): Html {
  const { modelDraft: texts, record } = words.texts
  const button = html`<button class="quiet" id="${list.prefix}" name="@add" value="${list.steps.join('.')}" formnovalidate>${record.more(rowLabel(words, DOCUMENT, list.prefix, 0).replace(/ 1$/, ''))}</button>`
  if (!isKeyed(list.asks)) return button
  const choices = newKeys(words, view.document, list.steps)
  if (choices?.length === 0) return html`<p>${texts.allThere}</p>`
  const id = newKeyOf(list)
  const fault = view.faults.find(({ field }) => field === id)
  const about = fault === undefined ? nothing : html` aria-describedby="${id}-error" aria-invalid="true"`
  const typed = textIn(view.form, id)
  const input =
    choices === null
      ? html`<input id="${id}" name="${id}" type="text" autocapitalize="none" spellcheck="false" value="${typed}"!${about}>`
      : html`<select id="${id}" name="${id}"!${about}><option value="">${record.choose}</option>!${choices.map(
          ({ value, text }) =>
            html`<option value="${value}"!${value === typed ? html` selected` : nothing}>${text}</option>`,
        )}</select>`
  return html`<div class="field"><label for="${id}">${texts.newKey}</label>
!${fault === undefined ? nothing : fieldError(fault)}<div class="choose">!${input}!${button}</div></div>
`
}
