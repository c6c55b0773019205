import type { CaseConsentRow } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import type { InstitutionNames } from '../parts/institution-names.ts'
import { type Column, table } from '../parts/table.ts'
import { type Tone, tag } from '../parts/tag.ts'

const TONES: Readonly<Record<CaseConsentRow['status'], Tone>> = { IN_FORCE: 'good', NARROWED: 'warn', ENDED: 'plain' }

/** Each consent for itself: to what, for whom, until when, and what has become of it. */
export function consentsSection(words: Words, rows: readonly CaseConsentRow[], names: InstitutionNames): Html {
  const { caseDetails: texts } = words.texts
  if (rows.length === 0) return html`<h2>${texts.consents}</h2>\n<p>${texts.noConsents}</p>`
  return html`<h2>${texts.consents}</h2>\n!${table(texts.consentsCaption, columnsOf(words, names), rows)}`
}

function columnsOf(words: Words, names: InstitutionNames): readonly Column<CaseConsentRow>[] {
  const { caseDetails: texts } = words.texts
  return [
    { title: texts.consentTo, heading: true, cell: ({ kind }) => words.code('consentKind', kind) },
    {
      title: texts.status,
      cell: ({ status, endedOn }) =>
        html`!${tag(words.code('consentStatus', status), TONES[status])}!${html` ${endedOn === null ? '' : words.day(endedOn)}`}`,
    },
    {
      title: texts.given,
      cell: ({ givenOn, form, privacyNoticeVersion }) =>
        `${words.day(givenOn)}, ${words.code('consentForm', form)}, ${texts.notice(privacyNoticeVersion)}`,
    },
    { title: texts.validUntil, cell: ({ validUntil }) => (validUntil === null ? texts.noEnd : words.day(validUntil)) },
    {
      title: texts.scope,
      cell: ({ dataScopes }) => dataScopes.map((scope) => words.code('dataScope', scope)).join(', '),
    },
    { title: texts.institutions, cell: ({ institutions }) => institutions.map(names.of).join(', ') },
    {
      title: texts.childrenHeard,
      cell: ({ children, childrenHeard }) =>
        children === 0 ? '–' : texts.heardOf(words.format.number(childrenHeard), words.format.number(children)),
    },
  ]
}
