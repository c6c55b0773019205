import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemTypes } from '../http/problems.ts'
import { LEDGER, openTown, type Town } from './testing/town.ts'

describe('problems', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  it.each(Object.entries(problemTypes))('%s is explained in both languages', async (code, { status, pl, en }) => {
    const polish = await town.visit(null, `/problems/${code}`)
    expect(polish.status).toBe(200)
    for (const words of [code, String(status), pl, en]) expect(plain(polish.text)).toContain(words)
    const english = await town.visit(null, `/problems/${code}`, { 'accept-language': 'en' })
    expect(plain(english.text)).toContain(`<h1>${en}</h1>`)
  })

  it('are listed', async () => {
    const { text } = await town.visit(null, '/problems')
    for (const code of Object.keys(problemTypes)) expect(text).toContain(`href="/problems/${code}"`)
  })

  it.each(['toString', 'no-such-problem'])('that do not exist are not explained: %s', async (code) => {
    expect((await town.visit(null, `/problems/${code}`)).status).toBe(404)
  })

  it('are a page for a browser, with the way on and the number under which the log knows it', async () => {
    const { status, text, headers } = await town.visit('OBSERVER', `/o/${LEDGER}/mails`)
    expect(status).toBe(403)
    expect(text).toContain(`<h1>${problemTypes.forbidden.pl}</h1>`)
    expect(text).toContain(String(headers['x-request-id']))
    expect(text).toContain('href="/problems/forbidden"')
    expect(text).toContain(`href="/o/${LEDGER}"`)
  })

  it('are a document for every other client', async () => {
    for (const accept of ['*/*', 'application/json', 'text/html;q=0, */*']) {
      const { status, text, headers } = await town.visit('OBSERVER', `/o/${LEDGER}/mails`, { accept })
      expect([status, headers['content-type']]).toEqual([403, 'application/problem+json'])
      expect(JSON.parse(text)).toMatchObject({ code: 'forbidden' })
    }
  })

  it('are a document below /v1, whatever the client would rather have', async () => {
    const { headers } = await town.visit('OBSERVER', `/v1/${LEDGER}/referrals`)
    expect(headers['content-type']).toBe('application/problem+json')
  })
})

const plain = (text: string) => text.replaceAll('&#39;', "'").replaceAll('&#34;', '"').replaceAll('&#38;', '&')
