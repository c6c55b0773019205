import {
  type BarriersTable,
  barriersList,
  type PracticesTable,
  practicesList,
  type RecommendationsTable,
  recommendationsList,
} from '@kooperacje/readmodels'
import type { Words } from '../i18n/words.ts'
import { type Html, html, nothing } from '../markup.ts'
import { beginLinks } from '../parts/begin.ts'
import { listOr, table } from '../parts/table.ts'
import { tag, toneOf } from '../parts/tag.ts'
import type { LedgerPage } from '../visit.ts'

const SHOWN = { limit: 100 }

/** What the pilot teaches. Texts in it are public by their making; a practice is shown to all only once it is published. */
export const lessonsPage: LedgerPage = {
  path: '/lessons',
  permission: 'lesson.read',
  async render(visit) {
    const {
      context: { pool },
      words,
      ledger,
      may,
    } = visit
    const { lessons: texts } = words.texts
    const status = may('practice.submit') ? undefined : 'PUBLISHED'
    const [barriers, recommendations, practices] = await Promise.all([
      barriersList(pool, ledger, {}, SHOWN),
      recommendationsList(pool, ledger, {}, SHOWN),
      practicesList(pool, ledger, { status }, SHOWN),
    ])
    const cut = [barriers, recommendations, practices].some(({ next }) => next !== null)
    return {
      title: texts.title,
      section: 'lessons',
      body: html`<h1>${texts.title}</h1>
!${beginLinks(visit, 'ReportBarrier', 'ProposeRecommendation', 'SubmitGoodPractice')}
<p>${texts.lead}</p>
<h2>${texts.barriers}</h2>
!${barrierTable(words, barriers.items)}
<h2>${texts.recommendations}</h2>
!${recommendationTable(words, recommendations.items)}
<h2>${texts.practices}</h2>
!${practiceTable(words, practices.items)}
!${cut ? html`<p class="soft">${texts.more}</p>` : nothing}`,
    }
  },
}

function barrierTable(words: Words, rows: readonly BarriersTable[]): Html {
  const { lessons: texts } = words.texts
  return listOr(texts.noBarriers, rows, () =>
    table<BarriersTable>(
      texts.barriersCaption,
      [
        { title: texts.barrier, heading: true, cell: ({ text }) => text },
        { title: texts.area, cell: ({ area }) => words.code('barrierArea', area) },
        { title: texts.level, cell: ({ level }) => words.code('barrierLevel', level) },
        { title: texts.proposal, cell: ({ proposal }) => proposal ?? '–' },
        { title: texts.status, cell: ({ status }) => tag(words.code('barrierStatus', status), toneOf(status)) },
      ],
      rows,
    ),
  )
}

function recommendationTable(words: Words, rows: readonly RecommendationsTable[]): Html {
  const { lessons: texts } = words.texts
  return listOr(texts.noRecommendations, rows, () =>
    table<RecommendationsTable>(
      texts.recommendationsCaption,
      [
        { title: texts.recommendation, heading: true, cell: ({ text }) => text },
        { title: texts.addressee, cell: ({ addressee }) => words.code('addressee', addressee) },
        { title: texts.status, cell: ({ status }) => tag(words.code('recommendationStatus', status), toneOf(status)) },
      ],
      rows,
    ),
  )
}

function practiceTable(words: Words, rows: readonly PracticesTable[]): Html {
  const { lessons: texts } = words.texts
  return listOr(texts.noPractices, rows, () =>
    table<PracticesTable>(
      texts.practicesCaption,
      [
        { title: texts.practice, heading: true, cell: ({ title }) => title },
        { title: texts.description, cell: ({ description }) => description },
        { title: texts.status, cell: ({ status }) => tag(words.code('practiceStatus', status), toneOf(status)) },
      ],
      rows,
    ),
  )
}
