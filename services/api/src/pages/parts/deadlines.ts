import { daysBetween } from '@kooperacje/domain'
import { type DeadlineRow, standingOf } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { aboutLink } from './about-link.ts'
import { type Column, table } from './table.ts'
import { tag } from './tag.ts'

interface DeadlineTable {
  readonly caption: string
  readonly ledger: string
  readonly today: string
  /** Left out on the page of the thing they are about. */
  readonly showAbout?: boolean
}

/** Each deadline with the rule that made it and the law behind the rule, as they stood on the day it began. */
export function deadlineTable(
  words: Words,
  rows: readonly DeadlineRow[],
  { caption, ledger, today, showAbout = false }: DeadlineTable,
): Html {
  const { deadlines: texts } = words.texts
  const columns: Column<DeadlineRow>[] = [
    { title: texts.due, cell: ({ dueOn }) => html`<time datetime="${dueOn}">${words.day(dueOn)}</time>` },
    { title: texts.state, cell: (row) => stateOf(words, row, today) },
    { title: texts.rule, heading: true, cell: (row) => ruleText(words, row) },
    { title: texts.basis, cell: (row) => basisOf(words, row) },
  ]
  if (showAbout) columns.push({ title: texts.about, cell: ({ about }) => aboutLink(words, ledger, about) })
  return table(caption, columns, rows)
}

function stateOf(words: Words, row: DeadlineRow, today: string): Html {
  const { deadlines: texts } = words.texts
  const status = standingOf(row, today)
  switch (status) {
    case 'MET':
      return tag(texts.met(words.day(row.stoppedOn)), 'good')
    case 'MET_LATE':
      return tag(texts.metLate(words.day(row.stoppedOn)), 'warn')
    case 'CANCELLED':
      return tag(texts.cancelled)
    case 'TOO_EARLY':
      return tag(texts.tooEarly(words.day(row.stoppedOn)), 'warn')
    case 'PAUSED':
      return tag(texts.paused(words.day(row.pausedOn)))
    case 'OPEN':
    case 'MISSED': {
      const days = daysBetween(today, row.dueOn)
      if (days === 0) return tag(texts.dueToday, 'warn')
      if (days < 0) return tag(texts.overdueBy(-days), 'bad')
      const near = row.remindOn !== null && row.remindOn <= today
      return tag(texts.dueIn(days), near ? 'warn' : 'plain')
    }
  }
}

function ruleText({ locale, texts }: Words, { rule, row, changes }: DeadlineRow): Html {
  const last = changes.at(-1)
  const moved = last === undefined ? '' : ` (${texts.deadlines.changed[last.why]})`
  return html`${rule} ${row[locale]}${moved}`
}

/** A statute is cited as it is called, in Polish; what the model proposes says so. */
function basisOf(words: Words, { row, origin }: DeadlineRow): Html {
  const { texts } = words
  if (row.legalBasis === null) return html`${texts.deadlines.origin[origin]}`
  const doubt = row.unconfirmed ? html` <span class="soft">${texts.deadlines.unconfirmed}</span>` : html``
  return html`<span lang="pl">${row.legalBasis}</span>!${doubt}`
}
