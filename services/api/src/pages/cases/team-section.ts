import type { CaseRow, TeamMemberEntry } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import type { InstitutionNames } from '../parts/institution-names.ts'
import { table } from '../parts/table.ts'
import { tag } from '../parts/tag.ts'

/** Who sits in the task team, for whom, and whether each has signed the statement of confidentiality. */
export function teamSection(words: Words, { team }: CaseRow, names: InstitutionNames): Html {
  const { case: texts, caseDetails } = words.texts
  if (team.length === 0) return html`<h2>${texts.team}</h2>\n<p>${texts.noTeam}</p>`
  return html`<h2>${texts.team}</h2>
!${table<TeamMemberEntry>(
    texts.teamCaption,
    [
      { title: texts.sector, heading: true, cell: ({ sector }) => words.code('sector', sector) },
      {
        title: texts.institution,
        cell: ({ institutionId }) => (institutionId === null ? texts.guest : names.of(institutionId)),
      },
      { title: texts.member, cell: ({ memberId }) => html`<span class="key">${memberId}</span>` },
      { title: caseDetails.role, cell: ({ role }) => (role === null ? '–' : words.code('teamRole', role)) },
      {
        title: caseDetails.statement,
        cell: ({ signedOn }) => (signedOn === null ? tag(caseDetails.notSigned, 'warn') : words.day(signedOn)),
      },
    ],
    team,
  )}`
}
