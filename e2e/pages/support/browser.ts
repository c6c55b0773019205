import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The browser of the machine: none is downloaded. */
export const browserPath = candidates.find((path) => path !== undefined && existsSync(path))

if (browserPath === undefined) {
  console.warn('e2e/pages is skipped: no Chromium found (apt-get install chromium, or CHROMIUM=/path/to/it).')
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserPath as string,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })

/** A reader whose browser prefers Polish and runs no script, as every page must serve. */
export async function openPage(browser: Browser, baseURL: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: 'pl-PL', javaScriptEnabled: false, ...options })
  return context.newPage()
}
