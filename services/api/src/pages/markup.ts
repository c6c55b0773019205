import { html as escaping } from 'ghtml'

/** Text that has been through the escaping below, and so may stand in a page as it is. */
export class Html {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}

/**
 * Templates of pages. `${}` escapes, and `!${}` inserts markup as it is. ghtml itself would insert anything there; ours
 * takes only what another template made, so a `!` that slips in front of data (`Hello!${name}`) is a fault of the first
 * request in a test instead of a hole in a page.
 */
export function html(literals: TemplateStringsArray, ...values: readonly unknown[]): Html {
  // ghtml looks at the raw literals only: given the cooked ones, `\n` is a new line here as in any other template.
  const cooked = { raw: literals } as unknown as TemplateStringsArray
  return new Html(escaping(cooked, ...values.map((value, i) => (literals[i]?.endsWith('!') ? made(value) : value))))
}

export const nothing = new Html('')

function made(value: unknown): string {
  if (value instanceof Html) return value.toString()
  if (Array.isArray(value)) return value.map(made).join('')
  throw new Error('only markup may follow a "!" in a template')
}
