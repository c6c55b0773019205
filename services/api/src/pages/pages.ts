import type { FastifyInstance } from 'fastify'
import type { ApiContext } from '../http/context.ts'
import { registerAssets } from './assets.ts'
import { auditPage } from './audit/audit-page.ts'
import { basketPage } from './basket/basket-page.ts'
import { servicePage } from './basket/service-page.ts'
import { casePage } from './cases/case-page.ts'
import { casesPage } from './cases/cases-page.ts'
import { clientsPage } from './clients/clients-page.ts'
import { registerClientSearch } from './clients/search.ts'
import { deadlinesPage } from './deadlines/deadlines-page.ts'
import { indicatorPage } from './indicators/indicator-page.ts'
import { lessonsPage } from './lessons/lessons-page.ts'
import { registerLogIn } from './log-in.ts'
import { mailsPage } from './mails/mails-page.ts'
import { changesPage } from './model/changes-page.ts'
import { consultationPage } from './model/consultation-page.ts'
import { modelPage } from './model/model-page.ts'
import { versionPage } from './model/version-page.ts'
import { registerDraftForms } from './model-draft/draft-forms.ts'
import { overviewPage } from './overview/overview-page.ts'
import { partnershipPage } from './partnership/partnership-page.ts'
import { pilotPage } from './pilot/pilot-page.ts'
import { registerProblemPages } from './problems/problem-pages.ts'
import { registerRecordForms } from './record/record-forms.ts'
import { thingPages } from './record/thing-page.ts'
import { referralsPage } from './referrals/referrals-page.ts'
import { whatIfPage } from './simulation/what-if-page.ts'
import { type LedgerPage, showLedgerPage } from './visit.ts'

/** Every page of a ledger, with who may see it. */
export const ledgerPages: readonly LedgerPage[] = [
  overviewPage,
  indicatorPage,
  partnershipPage,
  casesPage,
  casePage,
  referralsPage,
  deadlinesPage,
  basketPage,
  servicePage,
  pilotPage,
  modelPage,
  versionPage,
  changesPage,
  whatIfPage,
  consultationPage,
  lessonsPage,
  clientsPage,
  mailsPage,
  auditPage,
]

/** Pages for people, made by the server and usable without a script. */
export function registerPages(app: FastifyInstance, context: ApiContext): void {
  app.register(async (pages) => {
    registerAssets(pages)
    registerLogIn(pages, context)
    registerProblemPages(pages)
    registerClientSearch(pages, context)
    registerRecordForms(pages, context)
    registerDraftForms(pages, context)
    for (const page of [...ledgerPages, ...thingPages]) {
      pages.get(`/o/:ledger${page.path}`, { schema: { hide: true } }, (request, reply) =>
        showLedgerPage(page, context, request, reply),
      )
    }
  })
}
