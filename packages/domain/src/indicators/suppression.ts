import type { Figure, Formula } from './tally.ts'

/** Cells under this are not shown to the public: of so few, somebody may be recognised. */
export const SMALLEST_PUBLIC_CELL = 5

export interface Cell {
  readonly formula: Formula
  readonly figure: Figure
}

/**
 * Is this too little to be shown? A count under five; a mean or a median over fewer than five things; a share of which
 * the whole, the part or the rest is under five, since each can be told from the other two. Nought is under five too:
 * were it shown, a hidden cell would be known to be one to four, and "none of them" says something about each of them.
 */
export function isSmall({ formula, figure }: Cell): boolean {
  const { value, numerator = 0, denominator = 0 } = figure
  switch (formula) {
    case 'COUNT':
      return (value ?? 0) < SMALLEST_PUBLIC_CELL
    case 'SHARE':
      return [denominator, numerator, denominator - numerator].some((some) => some < SMALLEST_PUBLIC_CELL)
    default:
      return denominator < SMALLEST_PUBLIC_CELL
  }
}

export interface Hidden {
  readonly cells: ReadonlySet<string>
  readonly total: boolean
}

/**
 * Which cells of one breakdown are hidden, and whether their total is. When exactly one cell is hidden, the others and the
 * total give it away: then the smallest of the others is hidden with it, and where there is no other, the total.
 */
export function hiddenCells(cells: ReadonlyMap<string, Cell>, total: Cell): Hidden {
  const hidden = new Set([...cells].filter(([, cell]) => isSmall(cell)).map(([key]) => key))
  if (isSmall(total)) return { cells: hidden, total: true }
  if (hidden.size !== 1) return { cells: hidden, total: false }
  const [smallest] = [...cells]
    .filter(([key]) => !hidden.has(key))
    .sort(([, one], [, other]) => size(one) - size(other))
  if (!smallest) return { cells: hidden, total: true }
  return { cells: hidden.add(smallest[0]), total: false }
}

const size = ({ formula, figure }: Cell): number =>
  formula === 'COUNT' ? (figure.value ?? 0) : (figure.denominator ?? 0)
