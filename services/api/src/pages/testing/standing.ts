/** Everything that a browser would send of a form as it stands. */
export function standing(text: string): Record<string, string | readonly string[]> {
  const form = new Map<string, string[]>()
  const add = (name: string | undefined, value: string) => {
    if (name !== undefined) form.set(name, [...(form.get(name) ?? []), plain(value)])
  }
  for (const [tag] of text.matchAll(/<input [^>]*>/g)) {
    const isBox = tag.includes('type="checkbox"')
    if (!isBox || tag.includes(' checked')) add(attribute(tag, 'name'), attribute(tag, 'value') ?? '')
  }
  for (const [, tag, value] of text.matchAll(/<textarea ([^>]*)>\n?(.*?)<\/textarea>/gs)) {
    add(attribute(tag ?? '', 'name'), value ?? '')
  }
  for (const [, tag, options] of text.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
    add(attribute(tag ?? '', 'name'), /value="([^"]*)" selected/.exec(options ?? '')?.[1] ?? '')
  }
  return Object.fromEntries(form)
}
const attribute = (tag: string, name: string) => new RegExp(`(?:^| )${name}="([^"]*)"`).exec(tag)?.[1]
const plain = (text: string) => text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
