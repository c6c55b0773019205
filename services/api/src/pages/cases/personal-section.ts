import type { CaseRow } from '@kooperacje/readmodels'
import { isPurpose, type Purpose, purposes, recordDisclosure } from '../../auth/disclosures.ts'
import { may } from '../../auth/permissions.ts'
import { isUseRestricted } from '../../auth/restriction.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { fieldError } from '../parts/error-summary.ts'
import type { InstitutionNames } from '../parts/institution-names.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { type Opened, openPersonalData, type PersonalData } from './personal-data.ts'

/**
 * Closed until the reader says what for: a case is opened many times a day, a name is needed less often, and a register
 * in which every page view is a read answers nobody's question.
 */
export async function personalSection(visit: Visit, row: CaseRow, names: InstitutionNames): Promise<Html> {
  const { context, words, principal, ledger, query } = visit
  const { personal: texts } = words.texts
  const { purpose } = query
  if (!isPurpose(purpose)) {
    return section(words, html`<p>${texts.lead}</p>\n!${form(words, row, purpose !== undefined)}`)
  }
  if (!(await mayBeShown(visit, row.clientId, purpose))) {
    return section(words, html`<p class="notice">${words.texts.access.hidden}</p>`)
  }
  const data = await openPersonalData(context.store, ledger, row.caseId, principal.role)
  if (data.fields.length > 0) {
    const { fields } = data
    const disclosure = { ledger, subject: row.clientId, object: `case/${row.caseId}`, fields, purpose }
    await recordDisclosure(context.pool, principal, disclosure)
  }
  return section(
    words,
    html`<p class="notice">${texts.logged(words.code('purpose', purpose))} <a class="screen-only" href="${paths.case(ledger, row.caseId)}">${texts.close}</a></p>
!${contentOf(words, data, names)}`,
  )
}

/** While its use is restricted, personal data is for those who answer the client or an inspection (RODO art. 18(2)). */
async function mayBeShown({ context, principal, ledger }: Visit, clientId: string, purpose: Purpose): Promise<boolean> {
  if (!(await isUseRestricted(context, ledger, clientId))) return true
  return may(principal.role, 'client.hold') && (purpose === 'CLIENT_REQUEST' || purpose === 'CONTROL')
}

const section = ({ texts }: Words, body: Html): Html => html`<section aria-labelledby="personal">
<h2 id="personal">${texts.personal.title}</h2>
!${body}
</section>`

function form(words: Words, { ledger, caseId }: CaseRow, wrong: boolean): Html {
  const { personal: texts } = words.texts
  const options = purposes.map((value) => html`<option value="${value}">${words.code('purpose', value)}</option>`)
  return html`<form class="inline-form" method="get" action="${paths.case(ledger, caseId)}">
<div class="field"><label for="purpose">${texts.purpose}</label>
!${wrong ? fieldError({ field: 'purpose', message: texts.wrongPurpose }) : nothing}<select id="purpose" name="purpose"!${wrong ? html` aria-invalid="true" aria-describedby="purpose-error"` : nothing}>!${options}</select></div>
<button>${texts.open}</button>
</form>`
}

function contentOf(words: Words, data: PersonalData, names: InstitutionNames): Html {
  const { personal: texts } = words.texts
  const text = (value: string) => html`${value}`
  const entries: (readonly [string, Html])[] = [
    [texts.client, shown(words, data.clientName, text)],
    [
      texts.problemAreas,
      shown(words, data.problemAreas, (areas) => text(areas.map((area) => words.code('problemArea', area)).join(', '))),
    ],
    [texts.diagnosis, shown(words, data.diagnosis, text)],
  ]
  if (data.closureNote !== 'absent') entries.push([texts.closureNote, shown(words, data.closureNote, text)])
  return html`<dl class="facts">!${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>!${value}</dd></div>`)}</dl>
<h3>${texts.goals}</h3>
!${shown(words, data.goals, (goals) => html`<ul>!${goals.map((goal) => html`<li><span class="key">${goal.goalId}</span> ${goal.text}${goal.lifeArea ? ` (${words.code('lifeArea', goal.lifeArea)})` : ''}</li>`)}</ul>`)}
<h3>${texts.actions}</h3>
!${shown(words, data.actions, (actions) => actionTable(words, actions, names))}
!${spokenList(words, data)}`
}

function spokenList(words: Words, { spoken }: PersonalData): Html {
  const { caseDetails: texts } = words.texts
  if (spoken.length === 0) return nothing
  const items = spoken.map(
    ({ what, on, opened }) =>
      html`<div><dt>${texts.words[what]}, ${words.day(on)}</dt><dd>!${shown(words, opened, (text) => html`${text}`)}</dd></div>\n`,
  )
  return html`<h3>${texts.spoken}</h3>\n<dl class="facts">!${items}</dl>`
}

type Actions = Extract<PersonalData['actions'], { readonly value: unknown }>['value']

function actionTable(words: Words, actions: Actions, names: InstitutionNames): Html {
  const { personal: texts } = words.texts
  return table<Actions[number]>(
    texts.actionsCaption,
    [
      {
        title: texts.action,
        heading: true,
        cell: ({ actionId, text }) => html`<span class="key">${actionId}</span> ${text}`,
      },
      { title: texts.goal, cell: ({ goalId }) => html`<span class="key">${goalId}</span>` },
      { title: texts.owner, cell: ({ owner }) => (owner === 'CLIENT' ? texts.ownerClient : names.of(owner)) },
      { title: words.texts.caseDetails.service, cell: ({ serviceId }) => serviceId ?? '–' },
      { title: texts.due, cell: ({ due }) => html`<time datetime="${due}">${words.day(due)}</time>` },
    ],
    actions,
  )
}

function shown<Value>({ texts }: Words, opened: Opened<Value>, show: (value: Value) => Html): Html {
  if (typeof opened === 'object') return show(opened.value)
  const why = { hidden: texts.personal.outsideRole, erased: texts.personal.forgotten, absent: texts.personal.notYet }
  return html`<span class="soft">${why[opened]}</span>`
}
