import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from './testing/town.ts'

describe('log-in', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    town.app.inject({
      method: 'POST',
      url,
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams(fields).toString(),
    })

  it('is where everybody starts', async () => {
    const { status, headers } = await town.visit(null, '/')
    expect([status, headers.location]).toEqual([303, '/login'])
  })

  it('asks for a user name and a password, without a script', async () => {
    const { status, text, headers } = await town.visit(null, '/login')
    expect(status).toBe(200)
    expect(text).toContain('<form method="post" action="/login">')
    expect(text).not.toContain('<script')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  it('leads to the first local authority with a cookie that neither scripts nor other sites can use', async () => {
    const { statusCode, headers } = await post('/login', { login: 'leader', password: town.password })
    expect([statusCode, headers.location]).toEqual([303, '/'])
    const cookie = String(headers['set-cookie'])
    expect(cookie).toMatch(/^koop_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const home = await town.visit(null, '/', { cookie: cookie.split(';')[0] ?? '' })
    expect([home.status, home.headers.location]).toEqual([303, `/o/${LEDGER}`])
  })

  it('marks the cookie as secure when the browser came over TLS', async () => {
    const tls = { 'x-forwarded-proto': 'https' }
    const { headers } = await post('/login', { login: 'leader', password: town.password }, tls)
    expect(String(headers['set-cookie'])).toMatch(/; Secure$/)
  })

  it('leads back to the page that asked for it, and to no other site', async () => {
    const asked = await town.visit(null, `/o/${LEDGER}/cases?status=CLOSED`)
    expect(asked.status).toBe(303)
    const form = await town.visit(null, String(asked.headers.location))
    const next = `/o/${LEDGER}/cases?status&#61;CLOSED`
    expect(form.text).toContain(`name="next" value="${next}"`)

    const fields = { login: 'leader', password: town.password }
    const back = await post('/login', { ...fields, next: `/o/${LEDGER}/cases?status=CLOSED` })
    expect(back.headers.location).toBe(`/o/${LEDGER}/cases?status=CLOSED`)
    const away = await post('/login', { ...fields, next: '//evil.test/o/1' })
    expect(away.headers.location).toBe('/')
  })

  it.each([
    ['a wrong password', { login: 'leader', password: 'wrong' }],
    ['an unknown user name', { login: 'nobody', password: 'wrong' }],
  ])('says the same to %s', async (_, fields) => {
    const { statusCode, body, headers } = await post('/login', fields)
    expect(statusCode).toBe(401)
    expect(body).toContain('Login lub hasło jest nieprawidłowe.')
    expect(body).toContain('<title>Błąd: Logowanie')
    expect(body).toContain('aria-describedby="login-error"')
    expect(body).not.toContain('wrong"')
    expect(headers['set-cookie']).toBeUndefined()
  })

  describe('after ten wrong passwords within a quarter of an hour', () => {
    const tries = async (login: string, passwords: readonly string[]) => {
      const answers = await Promise.all(passwords.map((password) => post('/login', { login, password })))
      return answers.map(({ statusCode }) => statusCode)
    }
    const wrong = (times: number) => Array.from({ length: times }, () => 'wrong')
    // Each test begins as if a quarter of an hour had passed.
    beforeEach(async () => {
      await town.context.pool.query(
        `with made as (delete from accounts.log_in_attempts returning login_hash, made_at)
         insert into accounts.log_in_attempts (login_hash, made_at)
           select login_hash, made_at - interval '15 minutes' from made`,
      )
    })

    it.each(['leader', 'nobody'])('looks at no further one for %s, the right one included', async (login) => {
      for (let n = 0; n < 10; n++) expect(await tries(login, wrong(1))).toEqual([401])
      const { statusCode, body, headers } = await post('/login', { login, password: town.password })
      expect([statusCode, headers['retry-after'], headers['set-cookie']]).toEqual([429, '900', undefined])
      expect(body).toContain('Odczekaj kwadrans')
      expect(await tries('coordinator', [town.password])).toEqual([303])
    })

    it('lets no more than these through when many come at once', async () => {
      const answers = await tries('observer', wrong(30))
      expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(10)
      expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20)
    })

    it('looks at them again afterwards', async () => {
      expect(await tries('leader', [town.password])).toEqual([303])
    })

    it('begins to count anew when the right one came before that', async () => {
      for (let n = 0; n < 9; n++) await tries('region', wrong(1))
      expect(await tries('region', [town.password])).toEqual([303])
      for (let n = 0; n < 9; n++) await tries('region', wrong(1))
      expect(await tries('region', [town.password])).toEqual([303])
    })
  })

  it('gives a hostile user name back as text', async () => {
    const { body } = await post('/login', { login: '"><script>alert(1)</script>', password: 'x' })
    expect(body).not.toContain('<script>')
    expect(body).toContain('&#60;script&#62;')
  })

  it.each([
    ['nothing', {}],
    ['a user name no database takes', { login: 'a\0b', password: 'x' }],
    ['a password longer than any', { login: 'leader', password: 'x'.repeat(5000) }],
  ])('turns down %s before asking anybody', async (_, fields) => {
    expect((await post('/login', fields)).statusCode).toBe(422)
  })

  it('is refused to the forms of other sites', async () => {
    const foreign = { 'sec-fetch-site': 'cross-site' }
    const { statusCode } = await post('/login', { login: 'leader', password: town.password }, foreign)
    expect(statusCode).toBe(403)
  })

  it('ends with the log-out: the session is gone, not only the cookie', async () => {
    const entered = await post('/login', { login: 'observer', password: town.password })
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? ''
    expect((await town.visit(null, `/o/${LEDGER}`, { cookie })).status).toBe(200)
    const left = await post('/logout', {}, { cookie })
    expect([left.statusCode, left.headers.location]).toEqual([303, '/login'])
    expect(String(left.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await town.visit(null, `/o/${LEDGER}`, { cookie })).status).toBe(303)
  })
})
