import { builtInModel } from '@kooperacje/domain'
import { modelVersionsList } from '@kooperacje/readmodels'
import { modelChanges } from '../../queries/model-changes.ts'
import { type Html, html, nothing } from '../markup.ts'
import { table } from '../parts/table.ts'
import { paths } from '../paths.ts'
import type { LedgerPage, Visit } from '../visit.ts'
import type { ChangeLine } from './change-line.ts'
import { changesBySection } from './changes-by-section.ts'

/** What a version changes of another one, thing by thing: what an office decides about when it decides about a version. */
export const changesPage: LedgerPage = {
  path: '/model/:id/changes',
  permission: 'model.read',
  async render(visit) {
    const { context, words, ledger, id, query, may } = visit
    const compared = await modelChanges(context, ledger, id, query.from || undefined)
    if (compared === null) return null
    const { modelChanges: texts, model } = words.texts
    const { changes, ...versions } = compared
    const [before, after] = [versions.before.version, versions.after.version]
    const sections = changesBySection(words, changes, versions)
    const title = texts.title(id)
    return {
      title,
      section: 'model',
      body: html`<h1>${title}</h1>
<p class="more"><a href="${paths.modelVersion(ledger, id)}">${model.versionTitle(id)}</a>
!${may('model.simulate') ? html`<a href="${paths.whatIf(ledger, id)}">${words.texts.whatIf.link}</a>` : nothing}</p>
!${await versionForm(visit, before)}
<p>${before === after ? texts.itself : changes.length === 0 ? texts.none(before, after) : texts.lead(before, after)}</p>
!${changes.length === 0 ? nothing : html`<p>${texts.count(changes.length)}</p>`}
!${[...sections].map(([name, lines]) => section(visit, name, lines, { before, after }))}`,
    }
  },
}

/** The version that comes with the software can be compared with, whether its course was recorded or not. */
async function versionForm({ context, words, ledger, id }: Visit, chosen: string): Promise<Html> {
  const { modelChanges: texts, shell } = words.texts
  const recorded = await modelVersionsList(context.pool, ledger)
  const others = new Set([...recorded.map(({ modelVersion }) => modelVersion), builtInModel.version])
  others.delete(id)
  if (others.size === 0) return nothing
  const options = [...others].map(
    (version) => html`<option value="${version}"!${version === chosen ? html` selected` : nothing}>${version}</option>`,
  )
  return html`<form class="inline-form" method="get" action="${paths.modelChanges(ledger, id)}">
<div class="field"><label for="from">${texts.compareWith}</label>
<select id="from" name="from">!${options}</select></div>
<button class="quiet">${shell.filter}</button>
</form>`
}

function section(
  { words }: Visit,
  name: string,
  lines: readonly ChangeLine[],
  { before, after }: { readonly before: string; readonly after: string },
): Html {
  const { modelChanges: texts } = words.texts
  return html`<h2>${name}</h2>
!${table<ChangeLine>(
    texts.caption(name, before, after),
    [
      { title: texts.thing, heading: true, cell: (line) => line.name },
      { title: texts.aspect, cell: (line) => line.aspect },
      { title: texts.inVersion(before), cell: (line) => line.before },
      { title: texts.inVersion(after), cell: (line) => line.after },
    ],
    lines,
  )}
`
}
