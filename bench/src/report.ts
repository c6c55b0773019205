/** One comparison, both sides measured in the same run. */
export interface Comparison {
  readonly bench: string
  readonly case: string
  readonly ours: number
  readonly peer: string
  readonly theirs: number
  readonly unit: string
  /** How many times the peer's figure ours is. */
  readonly ratio: number
}

export const print = (line: object): void => console.log(JSON.stringify(line))

export function compare({ bench, case: name, ours, peer, theirs, unit }: Omit<Comparison, 'ratio'>): void {
  const ratio = Math.round((ours / theirs) * 100) / 100
  print({
    bench,
    case: name,
    ours: Math.round(ours),
    peer,
    theirs: Math.round(theirs),
    unit,
    ratio,
  } satisfies Comparison)
}

/** A comparison that could not be made, with the reason in words. */
export function skipped(bench: string, peer: string, reason: string): void {
  print({ bench, peer, skipped: reason })
}
