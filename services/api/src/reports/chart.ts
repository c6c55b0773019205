import { type Html, html, nothing } from '../pages/markup.ts'

export interface Bar {
  readonly label: string
  /** Null where there is nothing to draw: no data, or hidden. */
  readonly value: number | null
  /** The number as it is written; beside the bar, so that nothing rests on length or colour alone. */
  readonly written: string
}

export interface Chart {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly bars: readonly Bar[]
  readonly target: { readonly value: number; readonly written: string } | null
}

const ROW = 26
const LABELS = 170
const BARS = 360
const WIDTH = LABELS + BARS + 110

/** Horizontal bars as SVG, made by the server: no script, sharp in print, read out by its title and description. */
export function barChart({ id, title, about, bars, target }: Chart): Html {
  const top = target ? ROW : 6
  const height = top + bars.length * ROW + 6
  const most = Math.max(target?.value ?? 0, ...bars.map(({ value }) => value ?? 0), 1)
  const x = (value: number) => LABELS + (BARS * value) / most
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-title ${id}-about">
<title id="${id}-title">${title}</title>
<desc id="${id}-about">${about}</desc>
!${bars.map((bar, row) => barOf(bar, top + row * ROW, x))}
!${target ? targetLine(target, x(target.value), height) : nothing}
</svg>`
}

function barOf({ label, value, written }: Bar, y: number, x: (value: number) => number): Html {
  const end = value === null ? LABELS : x(value)
  return html`<text class="chart-label" x="${LABELS - 8}" y="${y + 17}" text-anchor="end">${label}</text>
<rect class="chart-bar" x="${LABELS}" y="${y + 4}" width="${round(end - LABELS)}" height="${ROW - 8}"></rect>
<text class="chart-value" x="${round(end + 6)}" y="${y + 17}">${written}</text>
`
}

const targetLine = ({ written }: { readonly written: string }, x: number, height: number): Html =>
  html`<line class="chart-target" x1="${round(x)}" x2="${round(x)}" y1="${ROW - 8}" y2="${height - 4}" stroke-dasharray="5 3"></line>
<text class="chart-value" x="${round(x)}" y="14" text-anchor="middle">${written}</text>`

const round = (value: number): number => Math.round(value * 10) / 10
