import { type Html, html, nothing } from '../markup.ts'
import { fieldError } from './error-summary.ts'

/** No record of the model is older. */
export const EARLIEST = '2000-01-01'

interface DayForm {
  readonly action: string
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly submit: string
  readonly value: string
  readonly latest: string
  /** What is wrong with the day that was asked for. */
  readonly fault: string | null
  /** What else the address asks for. */
  readonly keep?: Readonly<Record<string, string | undefined>>
}

/** One question that a day answers, by a plain address. */
export function dayForm({ action, name, label, hint, submit, value, latest, fault, keep = {} }: DayForm): Html {
  const described = fault === null ? `${name}-hint` : `${name}-hint ${name}-error`
  const invalid = fault === null ? nothing : html` aria-invalid="true"`
  const kept = Object.entries(keep).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}">`],
  )
  return html`<form class="inline-form" method="get" action="${action}">
<div class="field"><label for="${name}">${label}</label>
<p class="hint" id="${name}-hint">${hint}</p>
!${fault === null ? nothing : fieldError({ field: name, message: fault })}<input id="${name}" name="${name}" type="date" min="${EARLIEST}" max="${latest}" value="${value}" aria-describedby="${described}"!${invalid}></div>
!${kept}<button class="quiet">${submit}</button>
</form>`
}
