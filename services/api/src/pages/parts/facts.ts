import { type Html, html } from '../markup.ts'

/** Names and values, in the order given; what is null is left out. */
export function facts(entries: readonly (readonly [name: string, value: Html | string] | null)[]): Html {
  const items = entries.flatMap((entry) => {
    if (entry === null) return []
    const [name, value] = entry
    return [html`<div><dt>${name}</dt><dd>!${typeof value === 'string' ? html`${value}` : value}</dd></div>\n`]
  })
  return html`<dl class="facts">!${items}</dl>`
}
