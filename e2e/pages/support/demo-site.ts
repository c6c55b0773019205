import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from '@kooperacje/api'
import { type DemoAccounts, LEDGER, loadDemo } from '@kooperacje/demo'
import { builtInModel, businessDate, type ModelDocument } from '@kooperacje/domain'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { caughtMails, readSettings, startWorkers } from '@kooperacje/workers'
import type { Page } from 'playwright-core'

export interface DemoSite {
  readonly url: string
  readonly logIn: (page: Page, login: string) => Promise<void>
  readonly passwordOf: (login: string) => string
  readonly close: () => Promise<void>
}

const DAY_MS = 86_400_000
const CAUGHT_WITHIN_MS = 30_000

/**
 * The demo as `pnpm start` shows it, with two referrals of these days (one that is overdue, one that soon will be) and a
 * service that was proposed for the basket, and with a draft of another version of the model.
 */
export async function openDemoSite(): Promise<DemoSite> {
  const database = await createTestDatabase()
  const masterKey = randomBytes(32)
  const accounts = await loadDemo({ databaseUrl: database.serviceUrl, masterKey })
  const { app, context } = await buildApp({ databaseUrl: database.serviceUrl, masterKey, logger: false })
  await referDaysAgo(app, accounts, 'ref-overdue', 10)
  await referDaysAgo(app, accounts, 'ref-near', 6)
  await proposeService(app, accounts)
  await draftVersion(app, accounts)

  const settings = readSettings({
    DATABASE_URL: database.serviceUrl,
    KOOP_MASTER_KEY: masterKey.toString('base64'),
    KOOP_LOG_KEY: randomBytes(32).toString('base64'),
    KOOP_LOG_ORIGIN: 'demo.example/ledgers',
    LOG_LEVEL: 'silent',
    SWEEP_MS: '200',
    MAIL_MS: '200',
  })
  if ('faults' in settings) throw new Error(settings.faults.join(' '))
  const workers = await startWorkers(settings)
  for (const until = performance.now() + CAUGHT_WITHIN_MS; ; await sleep(100)) {
    if ((await caughtMails(context.pool, LEDGER, 1)).length > 0) break
    if (performance.now() > until) throw new Error('no mail was caught')
  }
  const url = await app.listen({ host: '127.0.0.1', port: 0 })

  const passwordOf = (login: string): string => {
    const found = accounts.logins.find((account) => account.login === login)
    if (!found) throw new Error(`the demo has no log-in ${login}`)
    return found.password
  }
  return {
    url,
    passwordOf,
    async logIn(page, login) {
      await page.goto('/login')
      await page.getByLabel('Login').fill(login)
      await page.getByLabel('Hasło').fill(passwordOf(login))
      await page.getByRole('button', { name: 'Zaloguj się' }).click()
      await page.getByRole('heading', { level: 1, name: 'Przegląd' }).waitFor()
    },
    async close() {
      await workers.stop()
      await app.close()
      await database.drop()
    },
  }
}

type App = Awaited<ReturnType<typeof buildApp>>['app']

type Post = (path: string, payload: object) => Promise<void>

const postAs =
  (app: App, key: string): Post =>
  async (path, payload) => {
    const headers = { authorization: `Bearer ${key}` }
    const { statusCode, body } = await app.inject({ method: 'POST', url: `/v1/${LEDGER}${path}`, headers, payload })
    if (statusCode >= 300) throw new Error(`${path} was refused: ${body}`)
  }

/** With something of every kind that makes a difference to the cases of the demo. */
async function draftVersion(app: App, { keys }: DemoAccounts): Promise<void> {
  const document: ModelDocument = JSON.parse(JSON.stringify(builtInModel))
  const weekly = document.deadlines.filter(({ id }) => id === 'P-12')
  for (const rule of weekly) rule.due = { after: { count: 7, unit: 'CALENDAR_DAYS' } }
  document.deadlines = document.deadlines.filter(({ id }) => id !== 'P-19')
  for (const row of document.processes.case?.transitions.TaskTeamAppointed ?? []) row.guards?.pop()
  document.parameters.minTeamMembers = 5
  await postAs(app, keys.region)('/models', { id: '1.1', document: { ...document, version: '1.1', basedOn: '1.0' } })
}

/** Not published: what the demo counts of its basket on paper stays as it is. */
async function proposeService(app: App, { keys }: DemoAccounts): Promise<void> {
  const post = postAs(app, keys.leader)
  await post('/baskets/pzk-zaw/opening', {})
  await post('/baskets/pzk-zaw/services', {
    serviceId: 'debts',
    name: 'Poradnictwo zadłużeniowe',
    category: 'DEBT_COUNSELLING',
    sector: 'SOCIAL_ASSISTANCE',
    targetGroups: ['EVERYBODY'],
    needs: ['HOUSING_ARREARS', 'POVERTY'],
    accessRules: { referralNeeded: false, incomeTest: false, fee: 'FREE' },
    capacity: 12,
    waitingDays: 14,
    contact: { phone: '+48 32 000 00 00', url: 'https://example.pl/poradnictwo' },
  })
}

async function referDaysAgo(app: App, { keys }: DemoAccounts, id: string, days: number): Promise<void> {
  const occurredAt = new Date(Date.now() - days * DAY_MS).toISOString()
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: `/v1/${LEDGER}/referrals`,
    headers: { authorization: `Bearer ${keys.school}` },
    payload: {
      id,
      partnershipId: 'pzk-zaw',
      clientId: `client-${id}`,
      clientKind: 'FAMILY',
      source: 'SCHOOL',
      knownSince: businessDate(occurredAt),
      urgency: 'NORMAL',
      clientAgreed: 'YES',
      clientName: 'Rodzina Delta',
      problemAreas: ['SCHOOL_ABSENCE'],
      occurredAt,
    },
  })
  if (statusCode !== 201) throw new Error(`${id} was refused: ${body}`)
}
