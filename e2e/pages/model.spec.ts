import { LEDGER } from '@kooperacje/demo'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launch, openPage } from './support/browser.ts'
import { type DemoSite, openDemoSite } from './support/demo-site.ts'
import { violations, wcag } from './support/violations.ts'

const VERSION = 'wiejski-1'

describe.skipIf(browserPath === undefined)('a version of the model, from its draft to its publication', () => {
  let site: DemoSite
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    site = await openDemoSite()
    browser = await launch()
    page = await openPage(browser, site.url)
    await site.logIn(page, 'region')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  const link = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
  const at = (path: string) => page.locator(`[id="${path}"]`)
  async function record(step: string) {
    await button('Zapisz')
    await page.getByRole('status').getByText(`Zapisano. ${step}.`).waitFor()
  }

  it('a sister model is begun from the version that comes with the software', async () => {
    await link('Model')
    await link('Wersja 1.0 modelu')
    await link('Zacznij od niej projekt nowej wersji')
    await at('version').fill(VERSION)
    await at('pl').fill('Kooperacje w gminach wiejskich')
    await at('en').fill('Cooperation in rural municipalities')
    await at('family').selectOption('gminy wiejskie')
  }, 60_000)

  it('is changed part by part, and a wrong value is refused at its field', async () => {
    await button('Liczby w regułach')
    await at('parameters.minTeamMembers').fill('dwoje')
    await button('Terminy')
    await button(/^P-12 /)
    await at('deadlines.due.after.count').fill('7')
    await button('Zapisz')
    const alert = page.getByRole('alert')
    await alert.getByRole('link', { name: 'podaj liczbę całkowitą' }).click()
    expect(await page.locator(':focus').getAttribute('id')).toBe('parameters.minTeamMembers')
    expect(await at('parameters.minTeamMembers').inputValue()).toBe('dwoje')
    expect(await at('parameters.minTeamMembers').getAttribute('aria-invalid')).toBe('true')
    await at('parameters.minTeamMembers').fill('2')
    await record('Przedstaw projekt wersji modelu')
    await heading(`Wersja ${VERSION} modelu`).waitFor()
  }, 60_000)

  it('is read as what it changes, and tried on the history', async () => {
    await link('Co się zmienia')
    const row = page.getByRole('row').filter({ hasText: 'Członkowie zespołu zadaniowego' })
    expect(await row.textContent()).toMatch(/3\s*2/)
    expect(await page.getByRole('row').filter({ hasText: 'P-12' }).textContent()).toContain('7 dni')
    await link('Wypróbuj na historii')
    await at('until').fill('2020-09-30')
    await button('Wypróbuj')
    await page.getByRole('heading', { level: 2, name: 'Wynik' }).waitFor()
    await link(`Wersja ${VERSION} modelu`)
  }, 60_000)

  it('goes through consultation and opinion, and is published by the second approval', async () => {
    for (const step of ['Otwórz konsultacje', 'Zamknij konsultacje']) {
      await link(step)
      await record(step)
    }
    await link('Zapisz opinię o projekcie')
    await at('by').selectOption('MINISTRY')
    await at('favourable').check()
    await record('Zapisz opinię o projekcie')
    for (const body of ['MODEL_TEAM', 'STEERING_COMMITTEE']) {
      await link('Zapisz zatwierdzenie wersji modelu')
      await at('by').selectOption(body)
      await record('Zapisz zatwierdzenie wersji modelu')
    }
    // The page may lag behind its projection.
    const course = async () => {
      await page.reload()
      return page.locator('dl.facts').first().textContent()
    }
    await expect.poll(course, { timeout: 20_000 }).toMatch(/zatwierdzona.*Opublikowana/s)
    await page.context().close()
  }, 60_000)

  it('breaks no rule of WCAG 2.2 AA on the page of a step, nor while it says what is wrong', async () => {
    page = await openPage(browser, site.url, { javaScriptEnabled: true })
    await site.logIn(page, 'region')
    await page.goto(`/o/${LEDGER}/models/1.1/record/ReviseModelVersion`)
    await button('Procesy')
    await button('Sprawa osoby, rodziny lub grupy')
    await page.locator('button[value="processes.case.transitions.CaseQualified"][name="@open"]').click()
    expect(await violations(wcag(page))).toEqual([])
    await button('Liczby w regułach')
    await at('parameters.minSectors').fill('')
    await button('Zapisz')
    await page.getByRole('alert').waitFor()
    expect(await violations(wcag(page))).toEqual([])
    await page.context().close()
  }, 120_000)
})
