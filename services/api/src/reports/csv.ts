import { stringify } from 'csv-stringify/sync'
import type { Report, ReportedIndicator, ReportFigure } from './report.ts'

const COLUMNS = [
  'scope',
  'as_of',
  'recorded_until',
  'indicator',
  'name_pl',
  'name_en',
  'unit',
  'level',
  'code',
  'name',
  'part',
  'value',
  'numerator',
  'denominator',
  'hidden',
  'target_comparator',
  'target',
  'target_met',
  'target_source',
] as const

export interface CsvOptions {
  /** A byte order mark: without one Excel takes Polish letters for another alphabet. */
  readonly bom: boolean
}

/**
 * The report as RFC 4180 with `;`, as spreadsheets set to Polish expect it. Texts that a spreadsheet would run as a formula
 * are disarmed: names of local authorities and sources of targets come from what somebody typed in.
 */
export function csvOf(report: Report, { bom }: CsvOptions): string {
  return stringify(
    report.indicators.flatMap((indicator) => rowsOf(report, indicator)),
    { header: true, columns: [...COLUMNS], delimiter: ';', record_delimiter: '\r\n', escape_formulas: true, bom, cast },
  )
}

/** `true` and `false` as words; nothing for what is not there. */
const cast = { boolean: (value: boolean) => (value ? 'true' : 'false') }

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | boolean | null>>

function rowsOf({ scope, asOf, recordedUntil }: Report, indicator: ReportedIndicator): Row[] {
  const { id, namePl, nameEn, unit, parts, cells, target } = indicator
  const row = (place: Pick<Row, 'level' | 'code' | 'name' | 'part'>, figure: ReportFigure, whole = false): Row => ({
    scope: scope.code,
    as_of: asOf,
    recorded_until: recordedUntil,
    indicator: id,
    name_pl: namePl,
    name_en: nameEn,
    unit,
    ...place,
    value: figure.value,
    numerator: figure.numerator,
    denominator: figure.denominator,
    hidden: figure.hidden,
    target_comparator: whole && target ? target.comparator : null,
    target: whole && target ? target.value : null,
    target_met: whole && target ? target.met : null,
    target_source: whole && target ? target.source : null,
  })
  const whole = { level: scope.kind, code: scope.code, name: scope.name }
  return [
    row({ ...whole, part: null }, indicator, true),
    ...Object.entries(parts).map(([part, figure]) => row({ ...whole, part }, figure)),
    ...cells.map((cell) => row({ level: cell.level, code: cell.code, name: cell.name, part: null }, cell)),
  ]
}
