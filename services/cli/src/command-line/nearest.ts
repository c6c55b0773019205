/** The known word that differs from the given one by at most two letters, for "perhaps … was meant". */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const candidates = known
    .map((word) => ({ word, distance: distance(given, word) }))
    .filter(({ word, distance }) => distance <= 2 && distance < word.length)
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.word
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
