import type { Words } from '../pages/i18n/words.ts'
import { type Html, html, nothing } from '../pages/markup.ts'
import type { SubjectFile } from './subject-file.ts'
import { mailLine, receiptLines, searchLines } from './subject-text.ts'

const STYLE =
  'body{font:1rem/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}h1,h2{line-height:1.2}li{margin:.4rem 0}small{color:#444}'

/** The file as a page of its own, without a script or anything from elsewhere: to be opened, read out and printed. */
export function subjectHtml(file: SubjectFile, words: Words): string {
  const texts = words.texts.access
  const who = (role: string, institution: string | null) =>
    [words.code('role', role), ...(institution === null ? [] : [institution])].join(', ')
  const facts = file.facts.map(
    ({ happenedOn, told, stream, by, words: said }) =>
      html`<li><strong>${words.day(happenedOn)}</strong> ${told} <small>(${stream}; ${who(by.role, by.institution)})</small>!${
        said.length === 0
          ? nothing
          : html`<ul>!${said.map(({ field, text }) => html`<li>${field}: ${text ?? words.texts.personal.forgotten}</li>`)}</ul>`
      }</li>\n`,
  )
  const deadlines = file.deadlines.map(
    ({ rule, name, about, dueOn, status }) =>
      html`<li>${rule} ${name} <small>(${about})</small>: ${words.day(dueOn)}, ${status}</li>\n`,
  )
  const readers = file.readers.map(
    ({ readAt, actorId, role, institution, purpose, object, fields }) =>
      html`<li>${words.format.moment(readAt)}: ${actorId} (${who(role, institution)}), ${words.code('purpose', purpose)}, ${object}: ${fields.join(', ')}</li>\n`,
  )
  const plain = (lines: readonly string[]) => lines.map((each) => html`<li>${each}</li>\n`)
  return `<!doctype html>\n${html`<html lang="${words.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${texts.title(file.clientId)}</title><style>${STYLE}</style></head>
<body><main>
<h1>${texts.title(file.clientId)}</h1>
<p>${texts.about(file.ledger)}</p>
!${file.restricted ? html`<p>${texts.restricted}</p>` : nothing}
!${file.holds.length > 0 ? html`<p>${texts.held(file.holds.join(', '))}</p>` : nothing}
!${section(texts.facts, facts, texts.nothing)}
!${section(texts.deadlines, deadlines, texts.nothing)}
!${section(texts.mails, plain(file.mails.map(mailLine(words))), texts.nothing)}
!${section(texts.search, plain(searchLines(file, words)), texts.nothing)}
!${section(texts.receipts, plain(receiptLines(file, words)), texts.nothing)}
!${section(texts.readers, readers, texts.nothing)}
</main></body>
</html>
`}`
}

const section = (title: string, items: readonly Html[], none: string): Html =>
  html`<h2>${title}</h2>
!${items.length === 0 ? html`<p>${none}</p>` : html`<ul>\n!${items}</ul>`}`
