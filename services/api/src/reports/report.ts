import {
  type Cell,
  type Evaluation,
  evaluate,
  type FactView,
  hiddenCells,
  indicators,
  isMet,
  type Target,
  targetFor,
  targetsOf,
} from '@kooperacje/domain'
import type { Answered } from '../indicators/asked.ts'
import type { ReportedLedger, ReportScope } from './scope.ts'

/** One number of a report. `hidden`: too few to be shown to the public, or it would give away one that is. */
export interface ReportFigure {
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  readonly hidden: boolean
}

export interface ReportCell extends ReportFigure {
  readonly level: 'REGION' | 'LOCAL_AUTHORITY'
  readonly code: string
  readonly name: string
}

export interface ReportedIndicator extends ReportFigure {
  readonly id: string
  readonly namePl: string
  readonly nameEn: string
  readonly unit: string
  readonly parts: Readonly<Record<string, ReportFigure>>
  readonly target: (Target & { readonly met: boolean | null }) | null
  readonly cells: readonly ReportCell[]
}

export interface Report extends Answered {
  readonly scope: Omit<ReportScope, 'ledgers' | 'place'>
  readonly public: boolean
  readonly included: readonly ReportedLedger[]
  /** Local authorities of the scope whose ledgers the caller may not read. */
  readonly leftOut: readonly ReportedLedger[]
  readonly indicators: readonly ReportedIndicator[]
}

export interface LedgerView extends ReportedLedger {
  readonly view: FactView
}

/** The figures of a scope over those of its ledgers that may be read, joined row by row. */
export function report(
  { ledgers, place, ...scope }: ReportScope,
  readable: readonly LedgerView[],
  given: Answered,
  forPublic: boolean,
): Report {
  const views = readable.map(({ view }) => view)
  const targets = targetsOf(views)
  const names = new Set(readable.map(({ ledger }) => ledger))
  return {
    ...given,
    scope,
    public: forPublic,
    included: readable.map(({ view: _, ...ledger }) => ledger),
    leftOut: ledgers.filter(({ ledger }) => !names.has(ledger)),
    indicators: indicators.map((definition) => {
      const whole = evaluate(definition, views)
      const cells = cellsOf(scope.kind, readable, forPublic).map(({ views, ...cell }) => ({
        ...cell,
        evaluation: evaluate(definition, views),
      }))
      const target = targetFor(targets, definition.id, place, given.asOf)
      return reported(whole, cells, target, forPublic)
    }),
  }
}

interface CellOf extends Omit<ReportCell, keyof ReportFigure> {
  readonly views: readonly FactView[]
}

/**
 * The public sees a macroregion by region only: were its towns shown too, their sum would give away the figure of a region
 * that is hidden.
 */
function cellsOf(kind: ReportScope['kind'], readable: readonly LedgerView[], forPublic: boolean): readonly CellOf[] {
  if (kind === 'LOCAL_AUTHORITY') return []
  const towns = readable.map(({ ledger, name, view }): CellOf => {
    return { level: 'LOCAL_AUTHORITY', code: ledger, name, views: [view] }
  })
  if (kind === 'REGION') return towns
  const regions = [...Map.groupBy(readable, ({ region }) => region ?? '')].map(([code, ledgers]): CellOf => {
    return { level: 'REGION', code, name: code, views: ledgers.map(({ view }) => view) }
  })
  return forPublic ? regions : [...regions, ...towns]
}

function reported(
  { definition, measured, result }: Evaluation,
  cells: readonly (Omit<CellOf, 'views'> & { readonly evaluation: Evaluation })[],
  target: Target | null,
  forPublic: boolean,
): ReportedIndicator {
  const { id, pl: namePl, en: nameEn, unit } = definition
  const whole: Cell = { formula: measured.main.formula, figure: result }
  const parts = Object.entries(measured.parts ?? {}).map(([name, part]): [string, Cell] => [
    name,
    { formula: part.formula, figure: part.figure() },
  ])
  const byCode = new Map(
    cells.map(({ code, evaluation }) => [code, { formula: whole.formula, figure: evaluation.result } as Cell]),
  )
  const hidden = forPublic ? hiddenCells(byCode, whole) : nothingHidden
  const hiddenParts = forPublic ? hiddenCells(new Map(parts), whole) : nothingHidden
  const totalHidden = hidden.total || hiddenParts.total
  return {
    ...{ id, namePl, nameEn, unit },
    ...figureOf(whole, totalHidden),
    parts: Object.fromEntries(parts.map(([name, cell]) => [name, figureOf(cell, hiddenParts.cells.has(name))])),
    target: target && { ...target, met: totalHidden ? null : isMet(target, result.value) },
    cells: cells.map(({ evaluation, ...cell }) => ({
      ...cell,
      ...figureOf({ formula: whole.formula, figure: evaluation.result }, hidden.cells.has(cell.code)),
    })),
  }
}

const nothingHidden = { cells: new Set<string>(), total: false }

function figureOf({ figure }: Cell, hidden: boolean): ReportFigure {
  const { value, numerator = null, denominator = null } = figure
  return hidden
    ? { value: null, numerator: null, denominator: null, hidden }
    : { value, numerator, denominator, hidden }
}
