import { type AnyProcess, isCorrection, processes } from '@kooperacje/domain'
import {
  type CauseRow,
  type Change,
  type Clearance,
  causeRow,
  causesOf,
  difference,
  type FactRow,
  type Moment,
  replay,
  type StreamName,
  type Stretch,
  timelineOf,
} from '@kooperacje/history'
import { type ReadRow, readsOf } from '../../access/reads.ts'
import { clearanceOf, refuseUnknownStream, streamIn, stretchIn } from '../../audit/asked.ts'
import { Problem } from '../../http/problems.ts'
import { type Html, html, nothing } from '../markup.ts'
import { errorSummary, type FieldFault, fieldError } from '../parts/error-summary.ts'
import { facts } from '../parts/facts.ts'
import { listOr, table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'

const MOST = 200

interface Asked {
  readonly stream: StreamName | undefined
  readonly on: Stretch | undefined
  readonly position: number | undefined
  readonly fact: number | undefined
  readonly faults: readonly FieldFault[]
}

/** How a thing stood on a day, step by step, by plain addresses: each can be put into a report. */
export const auditPage: LedgerPage = {
  path: '/audit',
  permission: 'audit.read',
  async render(visit) {
    const { audit: texts, shell } = visit.words.texts
    const asked = await askedIn(visit)
    const { stream, faults } = asked
    return {
      title: faults.length > 0 ? shell.errorTitle(texts.title) : texts.title,
      section: 'audit',
      status: faults.length > 0 ? 422 : 200,
      body: html`!${faults.length > 0 ? errorSummary(visit.words, faults) : nothing}<h1>${texts.title}</h1>
<p>${texts.lead}</p>
!${form(visit, asked)}
!${asked.fact === undefined ? nothing : await causesSection(visit, asked.fact)}
!${stream === undefined || faults.length > 0 ? nothing : await thing(visit, { ...asked, stream })}`,
    }
  },
}

async function askedIn({ query, words, ledger, context, principal }: Visit): Promise<Asked> {
  const { audit: texts } = words.texts
  const faults: FieldFault[] = []
  const stream = streamIn(query.stream)
  const there = stream !== undefined && (await isThere({ context, principal, ledger }, stream))
  if (query.stream && !there) faults.push({ field: 'stream', message: texts.streamWrong })
  const on = stretchIn(query.on || undefined)
  if (query.on && on === undefined) faults.push({ field: 'on', message: texts.onWrong })
  return { stream, on, position: placeIn(query.position), fact: placeIn(query.fact), faults }
}

const placeIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined

async function isThere(
  { context, principal, ledger }: Pick<Visit, 'context' | 'principal' | 'ledger'>,
  stream: StreamName,
): Promise<boolean> {
  try {
    await refuseUnknownStream(context.closedStore, ledger, stream, clearanceOf(principal))
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

function form({ words, ledger, query }: Visit, { faults }: Asked): Html {
  const { audit: texts } = words.texts
  const field = (name: 'stream' | 'on', type: string, hint: string) => {
    const fault = faults.find((each) => each.field === name)
    const invalid = fault === undefined ? nothing : html` aria-invalid="true"`
    const described = fault === undefined ? `${name}-hint` : `${name}-hint ${name}-error`
    return html`<div class="field"><label for="${name}">${texts[name]}</label>
<p class="hint" id="${name}-hint">${hint}</p>
!${fault === undefined ? nothing : fieldError(fault)}<input id="${name}" name="${name}" type="${type}" value="${query[name] ?? ''}" aria-describedby="${described}"!${invalid}></div>\n`
  }
  return html`<form class="inline-form" method="get" action="${paths.audit(ledger)}">
!${field('stream', 'text', texts.streamHint)}!${field('on', 'date', texts.onHint)}<button>${texts.show}</button>
</form>`
}

async function thing(visit: Visit, asked: Asked & { readonly stream: StreamName }): Promise<Html> {
  const { words, context, principal, ledger } = visit
  const { audit: texts } = words.texts
  const { stream, on, position } = asked
  const clearance = clearanceOf(principal)
  const name = `${stream.type}/${stream.id}`
  const moment: Moment = position === undefined ? { until: on } : { position }
  const at = await stateAt(visit, stream, moment, clearance)
  const rows = await factsOf(visit, stream, clearance)
  const asOf =
    position !== undefined
      ? html`<p>${texts.asOfPosition(String(position))}</p>`
      : on === undefined
        ? nothing
        : html`<p>${texts.asOfDay(words.day(on.text))}</p>`
  const here = hereIn(rows, moment) ?? at.last?.position
  const before = here && (await stateAt(visit, stream, { ...moment, position: here - 1 }, clearance))
  const reads = visit.may('disclosure.read') ? await firstReads(readsOf(context.pool, { ledger, object: name })) : null
  return html`<h2>${texts.stateOf(name)}</h2>
!${asOf}
!${stepper(visit, name, rows, here ?? 0)}
!${at.last === undefined ? html`<p>${texts.notBegun}</p>` : facts(Object.entries(at.state).map(([key, value]) => [key, shown(value)]))}
<h2>${texts.changed}</h2>
!${changesTable(visit, before ? difference(before.state, at.state) : [])}
<h2>${texts.facts}</h2>
!${factsTable(visit, name, rows)}
!${reads === null ? nothing : readsSection(visit, reads)}`
}

/** The last entry that the state rests on: a correction is one, although the state holds only what it corrects. */
const hereIn = (rows: readonly FactRow[], { position, until }: Moment): number | undefined =>
  rows.find((row) =>
    position === undefined
      ? until === undefined || isCorrection(row.type) || row.occurredAt < until.after
      : row.position <= position,
  )?.position

const stateAt = ({ context, ledger }: Visit, stream: StreamName, moment: Moment, clearance: Clearance) =>
  replay(context.closedStore, processes[stream.type] as AnyProcess, { ledger, stream, moment, clearance })

async function factsOf({ context, ledger }: Visit, stream: StreamName, clearance: Clearance) {
  const to = await context.closedStore.head(ledger)
  const found: FactRow[] = []
  const query = { ledger, stream, to, backward: true, limit: MOST, clearance }
  for await (const rows of timelineOf(context.closedStore, query)) {
    found.push(...rows.filter((row): row is FactRow => !row.withheld))
  }
  return found
}

async function firstReads(reads: AsyncIterable<readonly ReadRow[]>): Promise<readonly ReadRow[]> {
  for await (const rows of reads) return rows.slice(0, MOST)
  return []
}

function stepper({ words, ledger }: Visit, stream: string, rows: readonly FactRow[], here: number): Html {
  const { audit: texts } = words.texts
  const places = rows.map(({ position }) => position)
  const [earlier, later] = [places.find((each) => each < here), places.findLast((each) => each > here)]
  if (earlier === undefined && later === undefined) return nothing
  const link = (position: number | undefined, text: string) =>
    position === undefined ? nothing : html`<a href="${paths.audit(ledger, { stream, position })}">${text}</a>\n`
  return html`<nav class="more" aria-label="${texts.steps}">
!${link(earlier, texts.earlier)}!${link(later, texts.later)}</nav>`
}

function changesTable({ words }: Visit, changes: readonly Change[]): Html {
  const { audit: texts } = words.texts
  const columns = [
    { title: texts.place, heading: true, cell: ({ path }: Change) => html`<span class="key">${path}</span>` },
    { title: texts.before, cell: ({ before }: Change) => shown(before) },
    { title: texts.after, cell: ({ after }: Change) => shown(after) },
  ]
  return listOr(texts.unchanged, changes, () => table<Change>(texts.changedCaption, columns, changes))
}

function factsTable({ words, ledger }: Visit, stream: string, rows: readonly FactRow[]): Html {
  const { audit: texts } = words.texts
  return table<FactRow>(
    texts.factsCaption,
    [
      {
        title: texts.position,
        heading: true,
        cell: ({ position }) => html`<a href="${paths.audit(ledger, { stream, position })}">${position}</a>`,
      },
      { title: texts.happened, cell: ({ occurredAt }) => words.format.moment(occurredAt) },
      { title: texts.recorded, cell: ({ recordedAt }) => words.format.moment(recordedAt) },
      { title: texts.what, cell: ({ type }) => html`<span class="key">${type}</span>` },
      {
        title: texts.who,
        cell: ({ by }) => html`${words.code('role', by.role)} <span class="key">${by.actorId}</span>`,
      },
      {
        title: texts.why,
        cell: ({ position }) =>
          html`<a href="${paths.audit(ledger, { stream, fact: position })}">${texts.causes(String(position))}</a>`,
      },
    ],
    rows,
  )
}

async function causesSection(visit: Visit, position: number): Promise<Html> {
  const { words, context, principal, ledger } = visit
  const { audit: texts } = words.texts
  const { closedStore: store } = context
  const clearance = clearanceOf(principal)
  const head = await store.head(ledger)
  const rows: CauseRow[] = []
  for await (const caused of causesOf(store, { ledger, position, head, clearance })) {
    rows.push(await causeRow(store, caused, clearance))
    if (rows.length >= MOST) break
  }
  const link = (at: number, stream?: string) => html`<a href="${paths.audit(ledger, { stream, fact: at })}">${at}</a>`
  const columns = [
    { title: texts.position, heading: true, cell: (row: CauseRow) => link(row.position, row.stream) },
    { title: texts.what, cell: (row: CauseRow) => html`<span class="key">${row.type}, ${row.stream}</span>` },
    { title: texts.happened, cell: (row: CauseRow) => words.format.moment(row.occurredAt) },
    {
      title: texts.because,
      cell: ({ tie, because }: CauseRow) =>
        tie === null || because === null ? '–' : html`${texts.tie[tie]} !${link(because)}`,
    },
  ]
  return html`<h2>${texts.causes(String(position))}</h2>
!${listOr(texts.none, rows, () => table<CauseRow>(texts.causesCaption, columns, rows))}`
}

function readsSection({ words }: Visit, reads: readonly ReadRow[]): Html {
  const { audit: texts } = words.texts
  const columns = [
    { title: texts.recorded, heading: true, cell: ({ readAt }: ReadRow) => words.format.moment(readAt) },
    {
      title: texts.who,
      cell: ({ role, actorId }: ReadRow) => html`${words.code('role', role)} <span class="key">${actorId}</span>`,
    },
    { title: texts.purpose, cell: ({ purpose }: ReadRow) => words.code('purpose', purpose) },
    { title: texts.fields, cell: ({ fields }: ReadRow) => html`<span class="key">${fields.join(', ')}</span>` },
  ]
  return html`<h2>${texts.reads}</h2>
!${listOr(texts.noReads, reads, () => table<ReadRow>(texts.readsCaption, columns, reads))}`
}

/** States are told as they are: an inspector compares them with what a program prints. */
function shown(value: unknown): Html {
  if (value === null || value === undefined) return html`–`
  return html`<span class="key">${typeof value === 'string' ? value : JSON.stringify(value)}</span>`
}
