/**
 * Text that came from outside, safe for a terminal and on one line: stream ids may hold any character, and an escape
 * sequence in one could rewrite what an auditor sees. JSON escapes only the first 32.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

export const plain = (text: string): string =>
  text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Cut to the width of a terminal; a pipe has none and gets all of it. */
export function fit(text: string, columns: number | undefined): string {
  return columns === undefined || text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`
}
