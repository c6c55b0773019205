import { LEDGER } from '@kooperacje/demo'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launch, openPage } from './support/browser.ts'
import { type DemoSite, openDemoSite } from './support/demo-site.ts'

describe.skipIf(browserPath === undefined)('people at work, in a browser without scripts', () => {
  let site: DemoSite
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    site = await openDemoSite()
    browser = await launch()
  }, 120_000)
  afterEach(() => page.context().close())
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const focused = () => page.locator(':focus')
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })

  it('log in with the keyboard alone, past the frame, with the focus always to be seen', async () => {
    page = await openPage(browser, site.url)
    await page.goto('/')
    await page.keyboard.press('Tab')
    expect(await focused().textContent()).toBe('Przejdź do treści')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await focused().getAttribute('name')).toBe('login')
    expect(await outlineOf(page)).toBeGreaterThanOrEqual(3)
    await page.keyboard.type('koordynator')
    await page.keyboard.press('Tab')
    await page.keyboard.type(site.passwordOf('koordynator'))
    await page.keyboard.press('Tab')
    expect(await outlineOf(page)).toBeGreaterThanOrEqual(3)
    await page.keyboard.press('Enter')
    await heading('Przegląd').waitFor()

    const stops: string[] = []
    for (let i = 0; i < 7; i++) {
      await page.keyboard.press('Tab')
      stops.push((await focused().textContent()) ?? '')
      expect(await outlineOf(page), `focus on ${stops.at(-1)}`).toBeGreaterThanOrEqual(3)
    }
    const expected = ['Przejdź do treści', 'Kooperacje', 'English', 'Wyloguj', 'Przegląd', 'Sprawy', 'Zgłoszenia']
    expect(stops).toEqual(expected)
    await page.keyboard.press('Enter')
    await heading('Zgłoszenia').waitFor()
  })

  it('are told what is wrong with a log-in, and may try again', async () => {
    page = await openPage(browser, site.url)
    await page.goto('/login')
    await page.getByLabel('Login').fill('koordynator')
    await page.getByLabel('Hasło').fill('nie to')
    await page.getByRole('button', { name: 'Zaloguj się' }).click()
    await page.getByRole('alert').getByRole('link', { name: 'Login lub hasło jest nieprawidłowe.' }).click()
    expect(await focused().getAttribute('name')).toBe('login')
    expect(await page.getByLabel('Login').inputValue()).toBe('koordynator')
    expect(await page.getByLabel('Hasło').inputValue()).toBe('')
  })

  it('see what is overdue first, and what the leader has to answer', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'kierownik')
    const deadlines = page.getByRole('table', { name: 'Terminy przekroczone i bliskie' }).getByRole('row')
    const states = await deadlines.allInnerTexts()
    const days = states.slice(1).map((row) =>
      row
        .match(/(\d\d)\.(\d\d)\.(\d{4})/)!
        .slice(1)
        .reverse()
        .join('-'),
    )
    expect(days).toEqual(days.toSorted())
    expect(states[1]).toMatch(/^02\.07\.2019.*po terminie.*P-08/s)
    const overdue = states.findIndex((row) => /3 dni po terminie.*P-10/s.test(row))
    const near = states.findIndex((row) => /1 dzień do terminu.*P-10/s.test(row))
    expect(overdue).toBeGreaterThan(0)
    expect(near).toBeGreaterThan(overdue)
    await page.getByRole('link', { name: 'Lista zgłoszeń' }).click()
    const { rows } = await tableOf(page, 'Zgłoszenia, od najnowszego')
    expect(rows.map(([id]) => id)).toEqual(['ref-near', 'ref-overdue', 'ref-B', 'ref-A'])
    await page.getByLabel('Stan zgłoszenia').selectOption('oczekuje')
    await page.getByRole('button', { name: 'Pokaż' }).click()
    expect((await tableOf(page, 'Zgłoszenia, od najnowszego')).rows).toHaveLength(2)
  })

  it('ask for the figures of an earlier day', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'obserwator')
    await page.getByLabel('Stan na dzień').fill('2020-09-30')
    await page.getByRole('button', { name: 'Pokaż stan' }).click()
    const { rows } = await tableOf(page, 'Wskaźniki pilotażu, stan na 30.09.2020')
    const value = (id: string) => rows.find(([found]) => found === id)?.[2]
    expect([value('O-03'), value('O-07'), value('R-01b'), value('R-10')]).toEqual(['10', '5', '33,3', '122'])
  })

  it('open a case, and the name behind it only with a purpose', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'koordynator')
    await page.getByRole('link', { name: 'Sprawy', exact: true }).click()
    await page.getByRole('link', { name: 'case-A' }).click()
    await heading('Sprawa case-A').waitFor()
    expect(await page.locator('[aria-current=step]').textContent()).toContain('zamknięta')
    expect(await page.content()).not.toContain('Rodzina Alfa')
    await page.getByLabel('Cel').selectOption('wniosek osoby, której dane dotyczą')
    await page.getByRole('button', { name: 'Pokaż dane osobowe' }).click()
    await page.getByText('Rodzina Alfa').waitFor()
    await page.getByText('Odczyt zapisano w rejestrze. Cel: wniosek osoby, której dane dotyczą.').waitFor()
    await page.getByRole('link', { name: 'Ukryj dane osobowe' }).click()
    expect(await page.content()).not.toContain('Rodzina Alfa')
  })

  it('read in the other language, and go on in it', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'szkola')
    await page.getByRole('link', { name: 'English' }).click()
    await heading('Overview').waitFor()
    await page.getByRole('link', { name: 'Referrals', exact: true }).click()
    await heading("My institution's referrals").waitFor()
    const { rows } = await tableOf(page, 'Referrals, newest first')
    expect(rows.at(-1)?.[1]).toBe('6 Nov 2019')
  })

  it('find the mails that did not leave the house, with their text', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'kierownik')
    await page.getByRole('link', { name: 'Zatrzymana poczta' }).click()
    await page.locator('summary').last().click()
    expect(await page.locator('details[open] pre').textContent()).toContain('P-08')
  })

  it('log out, and the way back shows nothing', async () => {
    page = await openPage(browser, site.url)
    await site.logIn(page, 'kierownik')
    await page.getByRole('button', { name: 'Wyloguj' }).click()
    await heading('Logowanie').waitFor()
    await page.goBack()
    await heading('Logowanie').waitFor()
    await page.goto(`/o/${LEDGER}/cases/case-A`)
    await heading('Logowanie').waitFor()
    expect(page.url()).toContain('next=')
  })
})

/** Width of the focus ring in CSS pixels, 0 where none is drawn. */
const outlineOf = (page: Page): Promise<number> =>
  page.locator(':focus').evaluate((element: { ownerDocument: { defaultView: unknown } }) => {
    const view = element.ownerDocument.defaultView as { getComputedStyle: (of: unknown) => Record<string, string> }
    const style = view.getComputedStyle(element)
    return style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth ?? '0')
  })

async function tableOf(page: Page, caption: string): Promise<{ rows: string[][] }> {
  const lines = await page.getByRole('table', { name: caption }).locator('tbody tr').all()
  return { rows: await Promise.all(lines.map((line) => line.locator('th, td').allInnerTexts())) }
}
