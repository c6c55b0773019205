import {
  type ConsultationReport,
  type ConsultationTally,
  consultationReport,
  type RemarksTable,
} from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { type Column, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import type { LedgerPage } from '../visit.ts'

/** The report that is published after a consultation: every remark with its answer, chapter by chapter, fit for print. */
export const consultationPage: LedgerPage = {
  path: '/model/:id/consultation',
  permission: 'model.read',
  async render({ context: { pool }, words, ledger, id }) {
    const { consultation: texts } = words.texts
    const report = await consultationReport(pool, ledger, id)
    const title = texts.title(id)
    const table = `/v1/${encodeURIComponent(ledger)}/models/${encodeURIComponent(id)}/consultation-report?format=csv`
    return {
      title,
      section: 'model',
      body: html`<h1>${title}</h1>
!${
        report === null || report.remarks.length === 0
          ? html`<p>${texts.none}</p>`
          : html`<p>${texts.lead}</p>
<p class="screen-only"><a href="${table}">${texts.asTable}</a></p>
<h2>${texts.tally}</h2>
!${tallies(words, report)}
!${report.byChapter.map(({ chapter }) => chapterOf(words, chapter, report))}`
      }`,
    }
  },
}

type TallyRow = ConsultationTally & { readonly name: string }

function tallies(words: Words, { tally, byChapter, byChannel }: ConsultationReport): Html {
  const { consultation: texts } = words.texts
  const figure = (title: string, value: (row: TallyRow) => number): Column<TallyRow> => {
    return { title, numeric: true, cell: (row) => words.format.number(value(row)) }
  }
  const columns = (title: string): Column<TallyRow>[] => [
    { title, heading: true, cell: ({ name }) => name },
    figure(texts.remarks, ({ remarks }) => remarks),
    figure(texts.accepted, ({ accepted }) => accepted),
    figure(texts.partly, ({ partlyAccepted }) => partlyAccepted),
    figure(texts.rejected, ({ rejected }) => rejected),
    figure(texts.incorporated, ({ incorporated }) => incorporated),
  ]
  const all = { name: texts.all, ...tally }
  const chapters = byChapter.map(({ chapter, ...row }) => ({ name: chapter, ...row }))
  const channels = byChannel.map(({ channel, ...row }) => ({
    name: words.code('consultationChannel', channel),
    ...row,
  }))
  return html`!${table(texts.tallyCaption, columns(texts.chapter), [...chapters, all])}
!${table(texts.channelCaption, columns(texts.channel), [...channels, all])}`
}

function chapterOf(words: Words, chapter: string, { remarks }: ConsultationReport): Html {
  const { consultation: texts } = words.texts
  return html`<h2>${texts.chapterTitle(chapter)}</h2>
!${table<RemarksTable>(
    texts.chapterCaption(chapter),
    [
      {
        title: texts.remark,
        heading: true,
        cell: ({ text, proposedWording }) =>
          html`${text}!${proposedWording === null ? nothing : html`<br><span class="soft">${texts.wording(proposedWording)}</span>`}`,
      },
      {
        title: texts.from,
        cell: ({ authorRole, channel }) =>
          `${words.code('remarkAuthor', authorRole)}, ${words.code('consultationChannel', channel)}`,
      },
      {
        title: texts.decision,
        cell: ({ decision }) =>
          decision === null ? tag(texts.undecided) : tag(words.code('remarkStatus', decision), toneOf(decision)),
      },
      { title: texts.response, cell: ({ response }) => response ?? '–' },
      {
        title: texts.change,
        cell: ({ incorporatedVersion, incorporatedChapter }) =>
          incorporatedVersion === null ? '–' : texts.changed(incorporatedVersion, incorporatedChapter ?? ''),
      },
    ],
    remarks.filter((row) => row.chapter === chapter),
  )}
`
}
