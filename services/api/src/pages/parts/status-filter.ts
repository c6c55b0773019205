import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'

interface StatusFilter {
  readonly action: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly chosen: string | undefined
}

/** A list narrowed to one state, by a form that needs no script. */
export function statusFilter({ texts }: Words, { action, label, options, chosen }: StatusFilter): Html {
  const items = options.map(
    ({ value, text }) =>
      html`<option value="${value}"!${value === chosen ? html` selected` : nothing}>${text}</option>`,
  )
  return html`<form class="inline-form" method="get" action="${action}">
<div class="field"><label for="status">${label}</label>
<select id="status" name="status"><option value="">${texts.shell.all}</option>!${items}</select></div>
<button class="quiet">${texts.shell.filter}</button>
</form>`
}
