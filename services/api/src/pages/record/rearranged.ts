import { type Form, textIn, withoutRow, withRow } from './form.ts'

/** A row more, a row less, or what comes after a choice: the form comes back as it was sent, and nothing is recorded. */
export function rearranged(form: Form): { readonly form: Form; readonly focus: string } | null {
  const [more, less, chosen] = ['@more', '@less', '@choose'].map((button) => textIn(form, button))
  if (more) {
    const longer = withRow(form, more)
    return { form: longer, focus: `${more}.${Number(textIn(longer, `${more}.#`)) - 1}` }
  }
  const [, list, row] = /^(.+)\.(\d+)$/.exec(less ?? '') ?? []
  if (list !== undefined) return { form: withoutRow(form, list, Number(row)), focus: list }
  return chosen ? { form, focus: chosen } : null
}
