import type { Pool } from 'pg'
import { readModels } from '../database.ts'
import type { ModelVersionsTable, RemarkDecision, RemarksTable } from '../governance-tables.ts'

export interface ConsultationTally {
  readonly remarks: number
  readonly decided: number
  readonly accepted: number
  readonly partlyAccepted: number
  readonly rejected: number
  readonly incorporated: number
}

export interface ConsultationReport {
  readonly modelVersion: string
  /** Null for the version that comes with the software while nobody has recorded its course. */
  readonly course: ModelVersionsTable | null
  readonly tally: ConsultationTally
  readonly byChapter: readonly (ConsultationTally & { readonly chapter: string })[]
  readonly byChannel: readonly (ConsultationTally & { readonly channel: string })[]
  /** By chapter, then in the order in which they came. */
  readonly remarks: readonly RemarksTable[]
}

/** More remarks than any consultation has had; a report that leaves some out would be no report. */
const MOST = 20_000

/** Chapters as people number them: 2 before 10, 3.2 before 3.10. */
const chapters = new Intl.Collator('pl', { numeric: true })

/** What was remarked on a version, what became of each remark, and what it changed. */
export async function consultationReport(
  pool: Pool,
  ledger: string,
  modelVersion: string,
): Promise<ConsultationReport | null> {
  const db = readModels(pool)
  const [course, rows] = await Promise.all([
    db
      .selectFrom('modelVersions')
      .selectAll()
      .where('ledger', '=', ledger)
      .where('modelVersion', '=', modelVersion)
      .executeTakeFirst(),
    db
      .selectFrom('remarks')
      .selectAll()
      .where('ledger', '=', ledger)
      .where('modelVersion', '=', modelVersion)
      .orderBy('position')
      .limit(MOST)
      .execute(),
  ])
  if (!course && rows.length === 0) return null
  const remarks = [...rows].sort((one, other) => chapters.compare(one.chapter, other.chapter))
  return {
    modelVersion,
    course: course ?? null,
    tally: tallyOf(remarks),
    byChapter: groups(remarks, ({ chapter }) => chapter).map(([chapter, of]) => ({ chapter, ...tallyOf(of) })),
    byChannel: groups(remarks, ({ channel }) => channel).map(([channel, of]) => ({ channel, ...tallyOf(of) })),
    remarks,
  }
}

function groups(rows: readonly RemarksTable[], keyOf: (row: RemarksTable) => string) {
  const found = new Map<string, RemarksTable[]>()
  for (const row of rows) {
    const group = found.get(keyOf(row))
    if (group) group.push(row)
    else found.set(keyOf(row), [row])
  }
  return [...found]
}

function tallyOf(rows: readonly RemarksTable[]): ConsultationTally {
  const decidedAs = (decision: RemarkDecision) => rows.filter((row) => row.decision === decision).length
  return {
    remarks: rows.length,
    decided: rows.filter(({ decision }) => decision !== null).length,
    accepted: decidedAs('ACCEPTED'),
    partlyAccepted: decidedAs('PARTLY_ACCEPTED'),
    rejected: decidedAs('REJECTED'),
    incorporated: rows.filter(({ status }) => status === 'INCORPORATED').length,
  }
}
