import { ProblemArea, Sector } from '@kooperacje/domain'
import type { AccessRule } from '@kooperacje/readmodels'
import type { CodeGroup } from '../i18n/code-names.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { paths, type ServiceQuery } from '../paths.ts'
import { categoryOptions } from './categories.ts'

export const accessRules = [
  'NO_REFERRAL',
  'NO_INCOME_TEST',
  'FREE',
  'BY_INCOME',
  'PAID',
] as const satisfies readonly AccessRule[]

interface Choice {
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly chosen: string | undefined
}

/** A form that needs no script; what was asked for stays in it and in the address. */
export function searchForm(words: Words, ledger: string, search: ServiceQuery): Html {
  const { basket: texts } = words.texts
  const named = (group: CodeGroup, codes: readonly string[]) =>
    codes.map((value) => ({ value, text: words.code(group, value) }))
  const choices: readonly Choice[] = [
    { name: 'need', label: texts.need, options: named('problemArea', ProblemArea.options), chosen: search.need },
    { name: 'sector', label: texts.sector, options: named('sector', Sector.options), chosen: search.sector },
    { name: 'category', label: texts.category, options: categoryOptions(words.locale), chosen: search.category },
    {
      name: 'accessRule',
      label: texts.accessRule,
      options: named('accessRule', accessRules),
      chosen: search.accessRule,
    },
    {
      name: 'available',
      label: texts.availability,
      options: [{ value: 'true', text: texts.availableNow }],
      chosen: search.available,
    },
  ]
  const narrowed = Object.values(search).some((value) => value !== undefined)
  return html`<form class="inline-form" role="search" aria-label="${texts.search}" method="get" action="${paths.services(ledger)}">
<div class="field"><label for="text">${texts.text}</label>
<input id="text" name="text" type="search" maxlength="100" value="${search.text ?? ''}"></div>
!${choices.map((choice) => select(choice, texts.any))}
<button>${texts.submit}</button>
!${narrowed ? html`<a href="${paths.services(ledger)}">${texts.reset}</a>` : nothing}
</form>`
}

function select({ name, label, options, chosen }: Choice, any: string): Html {
  const items = options.map(
    ({ value, text }) =>
      html`<option value="${value}"!${value === chosen ? html` selected` : nothing}>${text}</option>`,
  )
  return html`<div class="field"><label for="${name}">${label}</label>
<select id="${name}" name="${name}"><option value="">${any}</option>!${items}</select></div>
`
}
