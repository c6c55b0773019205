/** Breaks a text between words; lines after the first begin with `indent`. A bracketed `[--option VALUE]` stays whole. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.match(/\[[^\]]*\]|\S+/g) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width || line === '') {
      line = longer
      continue
    }
    lines.push(line)
    line = `${indent}${word}`
  }
  return [...lines, line]
}
