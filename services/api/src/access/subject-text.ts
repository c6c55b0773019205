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
    ...section(texts.readers, readers, texts.nothing),
    '',
  ].join('\n')
}

const section = (title: string, lines: readonly string[], nothing: string) => [
  '',
  `## ${title}`,
  '',
  ...(lines.length > 0 ? lines : [nothing]),
]

/** What people wrote stays one item of the list, and does not become a heading or a link of the file. */
const line = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`)
