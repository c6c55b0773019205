import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'

export interface FieldFault {
  /** Id of the input; null where the fault is of no single field. */
  readonly field: string | null
  readonly message: string
}

/** What is wrong with a form, above its heading, with the way to each field. */
export function errorSummary({ texts }: Words, faults: readonly FieldFault[]): Html {
  const items = faults.map(({ field, message }) =>
    field === null ? html`<li>${message}</li>` : html`<li><a href="#${field}">${message}</a></li>`,
  )
  return html`<div class="errors" role="alert" aria-labelledby="error-title">
<p class="errors-title" id="error-title">${texts.shell.errorSummary}</p>
<ul>!${items}</ul>
</div>`
}

/** The same words beside the field; the field names it in `aria-describedby`. */
export const fieldError = ({ field, message }: FieldFault): Html =>
  html`<p class="field-error" id="${field}-error">${message}</p>\n`
