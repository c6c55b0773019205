import type { ReadRow } from '@kooperacje/api'
import type { CauseRow, ChangeRow, StateRow, TimelineRow } from '@kooperacje/history'
import { Columns } from './columns.ts'
import { plain } from './plain.ts'

/** What auditors read at a terminal: a line a row, times on the clock of Poland with their offset from UTC. */

export function timelineText(columns: number | undefined): (rows: readonly TimelineRow[]) => string {
  const lines = new Columns(columns, [1, 25, 25, 1, 1, 1])
  return (rows) =>
    lines.batch(
      rows.map((row) => {
        const recorded = seconds(row.recordedInPoland)
        if (row.withheld) return [String(row.position), '', recorded, '(withheld)', '', '', '']
        const version = row.version === undefined ? '' : `@${row.version}`
        return [
          String(row.position),
          seconds(row.occurredInPoland),
          recorded,
          plain(`${row.stream}${version}`),
          plain(row.type),
          plain(`${row.by.role}:${row.by.actorId}`),
          plain(JSON.stringify(row.data)),
        ]
      }),
    )
}

export function statesText(columns: number | undefined): (rows: readonly StateRow[]) => string {
  const lines = new Columns(columns, [1, 1, 1, 10, 25])
  return (rows) =>
    lines.batch(
      rows.map((row) => [
        String(row.position ?? '–'),
        plain(row.stream),
        plain(row.status),
        row.since ?? '–',
        row.recordedInPoland === null ? '–' : seconds(row.recordedInPoland),
        `${row.facts} ${row.facts === 1 ? 'fact' : 'facts'}`,
      ]),
    )
}

export const changesText = (rows: readonly ChangeRow[]): string =>
  rows
    .map(({ stream, before, after, changes }) =>
      [
        plain(`${stream}: ${placeText(before)} → ${placeText(after)}`),
        ...changes.map(({ path, before, after }) => plain(`  ${path}  ${valueText(before)} → ${valueText(after)}`)),
        '',
      ].join('\n'),
    )
    .join('')

const placeText = ({ position, facts }: StateRow) => (position === null ? 'not begun' : `${position} (${facts} facts)`)

const valueText = (value: unknown) => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value))

const TIES: Readonly<Record<NonNullable<CauseRow['tie']>, string>> = {
  CAUSATION: 'done because of',
  REACTION: 'reaction to',
  COMMAND: 'same command as',
  DEADLINE: 'deadline begun by',
  CORRECTION: 'corrects',
}

/** An indented tree; the fact that was asked about is marked. */
export function causesText(): (rows: readonly CauseRow[]) => string {
  let outermost: number | undefined
  return (rows) =>
    rows
      .map((row) => {
        outermost ??= row.depth
        const mark = row.depth === 0 ? '▸ ' : '  '
        const indent = '  '.repeat(row.depth - outermost)
        const by = row.reaction === null ? '' : ` by ${row.reaction}`
        const why = row.tie === null ? '' : `  (${TIES[row.tie]} ${row.because}${by})`
        const what = `${row.position}  ${row.type}  ${row.stream}  ${seconds(row.occurredInPoland)}  ${row.by.role}:${row.by.actorId}`
        return plain(`${mark}${indent}${what}${why}`)
      })
      .map((line) => `${line}\n`)
      .join('')
}

export function readsText(columns: number | undefined): (rows: readonly ReadRow[]) => string {
  const lines = new Columns(columns, [1, 25, 1, 1, 1, 1])
  return (rows) =>
    lines.batch(
      rows.map(({ id, readInPoland, role, actorId, purpose, subject, object, fields }) =>
        [String(id), seconds(readInPoland), `${role}:${actorId}`, purpose, subject, object, fields.join(', ')].map(
          plain,
        ),
      ),
    )
}

/** `2019-11-12T10:00:00.000+01:00` without its milliseconds. */
const seconds = (instant: string) => `${instant.slice(0, 19)}${instant.slice(23)}`
