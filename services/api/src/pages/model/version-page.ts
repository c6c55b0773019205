import type { ModelDocument } from '@kooperacje/domain'
import { type ModelVersionsTable, modelVersionsList } from '@kooperacje/readmodels'
import { modelDocument } from '../../queries/models.ts'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { facts } from '../parts/facts.ts'
import { stepsSection } from '../parts/steps.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'
import { ruleTable } from './deadline-rules.ts'
import { parameterName, parameterValue } from './parameter.ts'
import { processTables } from './process-tables.ts'

/** What a version says, for people: what may follow on what, in which time, by what numbers. */
export const versionPage: LedgerPage = {
  path: '/model/:id',
  permission: 'model.read',
  async render(visit) {
    const { context, words, ledger, id, may } = visit
    const { model: texts } = words.texts
    const [document, recorded] = await Promise.all([
      modelDocument(context, ledger, id),
      modelVersionsList(context.pool, ledger),
    ])
    if (document === null) return null
    const row = recorded.find(({ modelVersion }) => modelVersion === id)
    const title = texts.versionTitle(id)
    return {
      title,
      section: 'model',
      body: html`<h1>${title}</h1>
<p>${document[words.locale]}</p>
!${row ? html`<h2>${texts.course}</h2>\n!${courseOf(words, row)}` : nothing}
<p class="more"><a href="${paths.consultation(ledger, id)}">${texts.report}</a>
<a href="${paths.modelChanges(ledger, id)}">${words.texts.modelChanges.link}</a>
!${may('model.simulate') ? html`<a href="${paths.whatIf(ledger, id)}">${words.texts.whatIf.link}</a>` : nothing}
!${may('model.manage') ? html`<a href="${paths.begin(ledger, 'DraftModelVersion', { basedOn: id })}">${texts.basis}</a>` : nothing}
<a href="/v1/${encodeURIComponent(ledger)}/models/${encodeURIComponent(id)}/document">${texts.asJson}</a></p>
!${await stepsSection(visit, { collection: '/models', id })}
<h2>${texts.parameters}</h2>
!${parametersOf(words, document)}
<h2 id="deadlines">${texts.deadlines}</h2>
!${ruleTable(words, document)}
<h2 id="processes">${texts.processes}</h2>
!${processTables(words, document)}`,
    }
  },
}

function courseOf(words: Words, row: ModelVersionsTable): Html {
  const { model: texts } = words.texts
  const { day } = words
  const opinions = row.opinions.map(({ by, favourable, on }) => {
    return `${words.code('opinionGiver', by)}: ${favourable ? texts.favourable : texts.unfavourable}, ${day(on)}`
  })
  const approvals = row.approvals.map(({ by, on }) => `${words.code('approver', by)}, ${day(on)}`)
  const consulted = row.consultationClosedOn ?? row.consultationUntil
  return facts([
    [texts.status, tag(words.code('modelStatus', row.status), toneOf(row.status))],
    [texts.drafted, day(row.draftedOn)],
    row.basedOn === null ? null : [texts.basedOn, row.basedOn],
    row.consultationOpenedOn === null
      ? null
      : [texts.consultation, texts.span(day(row.consultationOpenedOn), day(consulted))],
    opinions.length === 0 ? null : [texts.opinions, opinions.join('; ')],
    approvals.length === 0 ? null : [texts.approvals, approvals.join('; ')],
    row.publishedOn === null ? null : [texts.published, day(row.publishedOn)],
    row.inPilotOn === null ? null : [texts.inPilot, day(row.inPilotOn)],
    row.evaluatedOn === null ? null : [texts.evaluated, day(row.evaluatedOn)],
    row.recommendedOn === null ? null : [texts.recommended, day(row.recommendedOn)],
    row.supersededOn === null
      ? null
      : [texts.superseded, texts.supersededBy(day(row.supersededOn), row.supersededBy ?? '–')],
  ])
}

function parametersOf(words: Words, { parameters }: ModelDocument): Html {
  return facts(
    Object.entries(parameters).map(
      ([name, value]) => [parameterName(words, name), parameterValue(words, value)] as const,
    ),
  )
}
