import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath, launch, openPage } from './support/browser.ts'
import { type DemoSite, openDemoSite } from './support/demo-site.ts'
import { type SitePage, sitePages } from './support/site-map.ts'
import { contrast, violations, wcag } from './support/violations.ts'

const NARROW = { width: 320, height: 640 }
const WIDE = { width: 1280, height: 720 }
/** Height of what can be pressed, in CSS pixels: WCAG 2.5.5. */
const TARGET = 44
const A_PAGE_MS = 60_000

/** One log-in for each role and way of looking; each test then only goes to its page. */
class Readers {
  readonly #pages = new Map<string, Promise<Page>>()
  readonly #site: DemoSite
  readonly #browser: Browser

  constructor(site: DemoSite, browser: Browser) {
    this.#site = site
    this.#browser = browser
  }

  async open({ as, path, status = 200 }: SitePage, options: BrowserContextOptions = {}): Promise<Page> {
    const key = JSON.stringify([as, options])
    const opening = this.#pages.get(key) ?? this.#enter(as, options)
    this.#pages.set(key, opening)
    const page = await opening
    const response = await page.goto(path)
    expect(response?.status()).toBe(status)
    return page
  }

  async #enter(as: SitePage['as'], options: BrowserContextOptions): Promise<Page> {
    const page = await openPage(this.#browser, this.#site.url, options)
    if (as !== null) await this.#site.logIn(page, as)
    return page
  }
}

/** The visible controls that are lower than a thumb needs; asked in one question, as some forms have hundreds. */
const tooSmallForAThumb = (page: Page): Promise<string[]> =>
  page
    // The submit button that only the Enter key looks for is nobody's target, nor is what is folded away.
    .locator('button:not([aria-hidden]), input:not([type=hidden]), select, textarea, nav a, summary')
    .filter({ visible: true })
    .evaluateAll(
      (controls, target) =>
        controls
          .filter((control) => Math.round(control.getBoundingClientRect().height) < target)
          .map((control) => control.outerHTML),
      TARGET,
    )

describe.skipIf(browserPath === undefined)('pages for everybody', () => {
  let site: DemoSite
  let browser: Browser
  let readers: Readers

  beforeAll(async () => {
    site = await openDemoSite()
    browser = await launch()
    readers = new Readers(site, browser)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  // One visit for three ways of looking: what a page costs here is its loading and the walk of the rules through it.
  it.each(sitePages)(
    '$name breaks no rule of WCAG 2.2 AA that a program can check, keeps its contrast in the dark, and fits a telephone',
    async (sitePage) => {
      const page = await readers.open(sitePage, { javaScriptEnabled: true })
      expect(await violations(wcag(page))).toEqual([])

      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await violations(contrast(page))).toEqual([])

      await page.setViewportSize(NARROW)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width)
      expect(await tooSmallForAThumb(page)).toEqual([])

      await page.setViewportSize(WIDE)
      await page.emulateMedia({ colorScheme: 'light' })
    },
    A_PAGE_MS,
  )

  it('a table stays a table when its rows become blocks', async () => {
    const [overview] = sitePages.filter(({ name }) => name === 'partnership')
    const page = await readers.open(overview as SitePage, { viewport: NARROW })
    const table = page.getByRole('table', { name: 'Instytucje zaproszone i członkowskie' })
    expect(await table.getByRole('rowheader').count()).toBe(15)
    expect(await table.getByRole('columnheader').count()).toBe(4)
  })

  it('nothing moves for those who asked for that', async () => {
    const [logIn] = sitePages
    const page = await readers.open(logIn as SitePage, { reducedMotion: 'reduce' })
    const moving = await page.evaluate(
      `[...document.querySelectorAll('*')].filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length`,
    )
    expect(moving).toBe(0)
  })

  it('paper holds the case and none of the controls', async () => {
    const [record] = sitePages.filter(({ name }) => name === 'case with personal data')
    const page = await readers.open(record as SitePage, {})
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    expect(await page.getByText('Rodzina Alfa').isVisible()).toBe(true)
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('navigation').count()).toBe(0)
  })
})
