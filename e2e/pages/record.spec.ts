import { LEDGER } from '@kooperacje/demo'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launch, openPage } from './support/browser.ts'
import { type DemoSite, openDemoSite } from './support/demo-site.ts'
import { violations, wcag } from './support/violations.ts'

const CASE = 'case-Delta'

describe.skipIf(browserPath === undefined)('recording one’s work, in a browser without scripts', () => {
  let site: DemoSite
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    site = await openDemoSite()
    browser = await launch()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  const step = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const at = (path: string) => page.locator(`[id="${path}"]`)
  const typed = async (fields: Readonly<Record<string, string>>) => {
    for (const [path, value] of Object.entries(fields)) await at(path).fill(value)
  }
  const chosen = async (fields: Readonly<Record<string, string>>) => {
    for (const [path, value] of Object.entries(fields)) await at(path).selectOption(value)
  }
  async function record(notice: string) {
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click()
    await page.getByRole('status').getByText(`Zapisano. ${notice}.`).waitFor()
  }
  const today = new Date().toISOString().slice(0, 10)
  const inMonths = (months: number) => {
    const day = new Date()
    day.setUTCMonth(day.getUTCMonth() + months, 1)
    return day.toISOString().slice(0, 10)
  }

  it('the leader accepts a referral out of the inbox, and lands on the case that came of it', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'kierownik')
    await page.getByRole('link', { name: 'Lista zgłoszeń' }).click()
    await page.getByRole('link', { name: 'ref-near' }).click()
    await step('Przyjmij zgłoszenie')
    await typed({ adults: '1', children: '2' })
    await page.locator('summary').click()
    await typed({ caseId: CASE })
    await record('Przyjmij zgłoszenie')
    await heading(`Sprawa ${CASE}`).waitFor()
    await page.context().close()
  })

  it('a disabled step names its reason and the states in which it would be possible', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'koordynator')
    await page.goto(`/o/${LEDGER}/cases/${CASE}`)
    await page.locator('summary', { hasText: 'Teraz niemożliwe' }).click()
    const off = page.getByRole('link', { name: 'Zapisz diagnozę', exact: true, disabled: true })
    expect(await off.getAttribute('href')).toBeNull()
    const reason = page.locator(`[id="${await off.getAttribute('aria-describedby')}"]`)
    expect(await reason.textContent()).toBe('Obecny stan nie pozwala na ten krok. Możliwe w stanie: zespół powołany.')
  })

  it('a coordinator takes the case from there to the signed contract', async () => {
    await step('Zakwalifikuj sprawę')
    for (const criterion of ['C1', 'C2', 'C3', 'C4'])
      await page.locator(`[name=criteriaMet][value=${criterion}]`).check()
    await typed({ coordinatorId: 'coordinator-1' })
    await record('Zakwalifikuj sprawę')

    await step('Zapisz zgodę klienta')
    expect(await at('adultsCovered').inputValue()).toBe('1')
    await chosen({ kind: 'PARTICIPATION', form: 'PAPER' })
    for (const institution of ['mops', 'sp-1', 'pup']) {
      await page.locator(`[name=institutions][value=${institution}]`).check()
    }
    await page.locator('[name=dataScopes][value=COOPERATION]').check()
    await typed({ privacyNoticeVersion: 'v1' })
    await record('Zapisz zgodę klienta')

    await step('Powołaj zespół zadaniowy')
    const team = [
      ['coordinator-1', 'mops', 'SOCIAL_ASSISTANCE'],
      ['school-1', 'sp-1', 'EDUCATION'],
      ['adviser-1', 'pup', 'LABOUR_MARKET'],
    ] as const
    for (const [i, [member, institution, sector]] of team.entries()) {
      if (i > 0) await page.getByRole('button', { name: `Dodaj: Osoba ${i + 1}` }).click()
      await typed({ [`members.${i}.memberId`]: member, [`members.${i}.confidentialitySignedOn`]: today })
      await chosen({ [`members.${i}.institutionId`]: institution, [`members.${i}.sector`]: sector })
    }
    await record('Powołaj zespół zadaniowy')

    await step('Zapisz spotkanie, które się odbyło: posiedzenie zespołu zadaniowego')
    await typed({ invited: '3', present: '3' })
    await chosen({ clientPresent: 'tak', mode: 'stacjonarnie' })
    await record('Zapisz spotkanie, które się odbyło')

    await step('Zapisz diagnozę')
    await typed({ needs: '3', ownResources: '2', communityResources: '2', summary: 'Zaległości i nieobecności.' })
    await record('Zapisz diagnozę')

    await step('Zapisz uzgodniony plan')
    await at('clientTookPart').check()
    await typed({ 'goals.0.text': 'Zaległości spłacane w ratach' })
    expect(await at('goals.0.goalId').inputValue()).toBe('G1')
    await typed({ 'actions.0.goalId': 'G1', 'actions.0.due': inMonths(6), 'actions.0.text': 'Wpłaty rat' })
    await chosen({ 'actions.0.owner': 'klient' })
    await record('Zapisz uzgodniony plan')

    await step('Sporządź kontrakt socjalny')
    await chosen({ variant: 'A' })
    await typed({ 'reviewsOn.0': inMonths(3), endsOn: inMonths(8) })
    await record('Sporządź kontrakt socjalny')
    for (const party of ['klient', 'pracownik socjalny']) {
      await step('Zapisz podpis pod kontraktem')
      await chosen({ by: party })
      await record('Zapisz podpis pod kontraktem')
    }
    expect(await page.locator('[aria-current=step]').textContent()).toContain('w realizacji')
  }, 60_000)

  it('says what is wrong, at the field and above, and keeps what was typed', async () => {
    await step('Zamknij sprawę')
    await chosen({ reason: 'inny powód' })
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click()
    await page.getByRole('alert').getByRole('link', { name: 'Wymagane jest uzasadnienie.' }).click()
    expect(await page.locator(':focus').getAttribute('id')).toBe('note')
    expect(await at('reason').inputValue()).toBe('OTHER')
    await page.context().close()
  })

  it('breaks no rule of WCAG 2.2 AA while it says so', async () => {
    page = await openPage(browser, site.url, { javaScriptEnabled: true })
    await site.logIn(page, 'koordynator')
    await page.goto(`/o/${LEDGER}/record/ProposeCase`)
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click()
    await page.getByRole('alert').waitFor()
    expect(await violations(wcag(page))).toEqual([])
    await page.context().close()
  }, 60_000)
})
