import type { Words } from '../pages/i18n/words.ts'
import type { SubjectFile } from './subject-file.ts'

/** The file as a person reads it: Markdown, which any editor shows and any printer prints. */
export function subjectText(file: SubjectFile, words: Words): string {
  const texts = words.texts.access
  const who = (role: string, institution: string | null) =>
    [words.code('role', role), ...(institution === null ? [] : [institution])].join(', ')
  const facts = file.facts.flatMap(({ happenedOn, told, stream, by, words: said }) => [
    `- **${words.day(happenedOn)}** ${line(told)} (${stream}; ${who(by.role, by.institution)})`,
    ...said.map(({ field, text }) => `  - ${field}: ${text === null ? words.texts.personal.forgotten : line(text)}`),
  ])
  const deadlines = file.deadlines.map(
    ({ rule, name, about, dueOn, status }) => `- ${rule} ${line(name)} (${about}): ${words.day(dueOn)}, ${status}`,
  )
  const mails = file.mails.map(mailLine(words))
  const readers = file.readers.map(
    ({ readAt, actorId, role, institution, purpose, object, fields }) =>
      `- ${readAt}: ${actorId} (${who(role, institution)}), ${words.code('purpose', purpose)}, ${object}: ${fields.join(', ')}`,
  )
  return [
    `# ${texts.title(file.clientId)}`,
    '',
    texts.about(file.ledger),
    ...(file.restricted ? ['', texts.restricted] : []),
    ...(file.holds.length > 0 ? ['', texts.held(file.holds.join(', '))] : []),
    ...section(texts.facts, facts, texts.nothing),
    ...section(texts.deadlines, deadlines, texts.nothing),
    ...section(
      texts.mails,
      mails.map((mail) => `- ${line(mail)}`),
      texts.nothing,
    ),
    ...section(
      texts.search,
      searchLines(file, words).map((said) => `- ${line(said)}`),
      texts.nothing,
    ),
    ...section(
      texts.receipts,
      receiptLines(file, words).map((said) => `- ${line(said)}`),
      texts.nothing,
    ),
    ...section(texts.readers, readers, texts.nothing),
    '',
  ].join('\n')
}

/** A notice that staff got, in one line. */
export const mailLine =
  ({ texts, code, format }: Words) =>
  ({ about, kind, rule, to, createdAt, status }: SubjectFile['mails'][number]): string =>
    `${format.moment(createdAt)}: ${texts.access.mailKind[kind] ?? kind} ${rule} (${about}), ${code('role', to)}, ${texts.access.mailStatus[status] ?? status}`

export const searchLines = ({ search }: SubjectFile, { texts }: Words): readonly string[] => [
  search.byPesel ? texts.access.found : texts.access.notFound,
  ...(search.alsoKnownAs.length > 0 ? [texts.access.alsoKnownAs(search.alsoKnownAs.join(', '))] : []),
]

export const receiptLines = ({ receipts }: SubjectFile, { texts }: Words): readonly string[] =>
  receipts.map(({ about, address }) => texts.access.receipt(about, address))

const section = (title: string, lines: readonly string[], nothing: string) => [
  '',
  `## ${title}`,
  '',
  ...(lines.length > 0 ? lines : [nothing]),
]

/** What people wrote stays one item of the list, and does not become a heading or a link of the file. */
const line = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`)
