import { builtInModel, remark } from '@kooperacje/domain'
import { type ModelVersionsTable, modelVersionsList, type RemarksTable, remarksList } from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { readPage } from '../parts/cursor.ts'
import { day } from '../parts/day.ts'
import { paging } from '../parts/paging.ts'
import { statusFilter } from '../parts/status-filter.ts'
import { listOr, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import { paths } from '../paths.ts'
import type { LedgerPage } from '../visit.ts'

type Version = Pick<ModelVersionsTable, 'modelVersion' | 'namePl' | 'nameEn'> & {
  readonly row: ModelVersionsTable | null
}

export const modelPage: LedgerPage = {
  path: '/model',
  permission: 'model.read',
  async render(visit) {
    const {
      context: { pool },
      words,
      ledger,
      query,
    } = visit
    const { model: texts } = words.texts
    const status = Object.hasOwn(remark.description.states, query.status ?? '') ? query.status : undefined
    const [recorded, remarks] = await Promise.all([
      modelVersionsList(pool, ledger),
      readPage(() => remarksList(pool, ledger, { status }, { after: query.after })),
    ])
    const options = Object.keys(remark.description.states).map((value) => {
      return { value, text: words.code('remarkStatus', value) }
    })
    return {
      title: texts.title,
      section: 'model',
      body: html`<h1>${texts.title}</h1>
!${beginLinks(visit, 'DraftModelVersion', 'SubmitRemark')}
<p>${texts.lead}</p>
<h2>${texts.versions}</h2>
!${versionTable(words, ledger, recorded)}
<h2 id="remarks">${texts.remarks}</h2>
!${statusFilter(words, { action: paths.model(ledger), label: texts.byStatus, options, chosen: status })}
!${remarkTable(words, remarks.items)}
!${paging(words, {
        next: remarks.next === null ? null : `${paths.model(ledger, { after: remarks.next, status })}#remarks`,
        first: query.after ? `${paths.model(ledger, { status })}#remarks` : null,
      })}`,
    }
  },
}

/** The version that comes with the software is there whether its course was recorded or not. */
function versionTable(words: Words, ledger: string, recorded: readonly ModelVersionsTable[]): Html {
  const { model: texts } = words.texts
  const rows: Version[] = recorded.map((row) => ({ ...row, row }))
  if (!recorded.some(({ modelVersion }) => modelVersion === builtInModel.version)) {
    rows.push({ modelVersion: builtInModel.version, namePl: builtInModel.pl, nameEn: builtInModel.en, row: null })
  }
  return table<Version>(
    texts.versionsCaption,
    [
      {
        title: texts.version,
        heading: true,
        cell: ({ modelVersion }) =>
          html`<a href="${paths.modelVersion(ledger, modelVersion)}">${texts.versionTitle(modelVersion)}</a>`,
      },
      { title: texts.name, cell: ({ namePl, nameEn }) => (words.locale === 'pl' ? namePl : nameEn) },
      {
        title: texts.status,
        cell: ({ row }) => tag(row ? words.code('modelStatus', row.status) : texts.builtIn, toneOf(row?.status ?? '')),
      },
      { title: texts.drafted, cell: ({ row }) => day(words, row?.draftedOn ?? null) },
      { title: texts.published, cell: ({ row }) => day(words, row?.publishedOn ?? null) },
    ],
    rows,
  )
}

function remarkTable(words: Words, rows: readonly RemarksTable[]): Html {
  const { model: texts } = words.texts
  return listOr(texts.noRemarks, rows, () =>
    table<RemarksTable>(
      texts.remarksCaption,
      [
        { title: texts.remark, heading: true, cell: ({ text }) => text },
        { title: texts.about, cell: ({ modelVersion, chapter }) => texts.aboutVersion(modelVersion, chapter) },
        { title: texts.from, cell: ({ authorRole }) => words.code('remarkAuthor', authorRole) },
        { title: texts.status, cell: ({ status }) => tag(words.code('remarkStatus', status), toneOf(status)) },
        { title: texts.response, cell: ({ response }) => response ?? texts.noResponse },
      ],
      rows,
    ),
  )
}
