import type { IndicatorUnit } from '@kooperacje/domain'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { tag } from './tag.ts'

/** Counts are whole; means, medians and shares are shown to one place, a ratio to three. */
const decimalsOf = (unit: string): number => (unit === 'RATIO' ? 3 : 1)

/** A number with its sign; a share of nothing is not 0 %. */
export function written({ texts, format, code }: Words, value: number | null, unit: string): string {
  if (value === null) return texts.shell.noData
  const number = format.number(value, decimalsOf(unit))
  return unit === 'PERCENT' ? `${number} ${code('indicatorUnit', unit)}` : number
}

/** The number alone, where its unit stands beside it. */
export const figureCell = (words: Words, value: number | null, unit: string): Html =>
  value === null
    ? html`<span class="soft">${words.texts.shell.noData}</span>`
    : html`${words.format.number(value, decimalsOf(unit))}`

export interface ShownTarget {
  readonly value: number
  readonly comparator: 'EQ' | 'GTE' | 'LTE'
  readonly source: string
  readonly met: boolean | null
}

/** The target beside the figure, with who set it, and in words whether it is met. */
export function targetCell(words: Words, target: ShownTarget | null, unit: IndicatorUnit | string): Html {
  const { indicator: texts } = words.texts
  if (target === null) return html`<span class="soft">${texts.noTarget}</span>`
  const { comparator, value, met, source } = target
  const state = met === null ? nothing : met ? tag(texts.met, 'good') : tag(texts.notMet, 'warn')
  return html`${texts.comparator[comparator]} ${written(words, value, unit)} !${state} <span class="soft">${texts.source(source)}</span>`
}
