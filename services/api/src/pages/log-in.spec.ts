import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from './testing/town.ts'

describe('log-in', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown({ trustedProxies: '127.0.0.1' })
  })
  afterAll(() => town.close())

  const post = (
    url: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
    remoteAddress = '127.0.0.1',
  ) =>
    town.app.inject({
      method: 'POST',
      url,
      remoteAddress,
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
    const [cookie = '', browser] = cookiesIn(headers)
    expect(cookie).toMatch(/^koop_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(browser).toMatch(/^koop_browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=15552000$/)
    const home = await town.visit(null, '/', { cookie: cookie.split(';')[0] ?? '' })
    expect([home.status, home.headers.location]).toEqual([303, `/o/${LEDGER}`])
  })

  it('marks the cookie as secure when the browser came over TLS', async () => {
    const tls = { 'x-forwarded-proto': 'https' }
    const { headers } = await post('/login', { login: 'leader', password: town.password }, tls)
    expect(cookiesIn(headers)).toEqual([expect.stringMatching(/; Secure$/), expect.stringMatching(/; Secure$/)])
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
        `with made as (delete from accounts.log_in_attempts returning *)
         insert into accounts.log_in_attempts (login_hash, source_hash, known_browser, made_at)
           select login_hash, source_hash, known_browser, made_at - interval '15 minutes' from made`,
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

  describe('to whoever is at it with the name of somebody else', () => {
    const wrong = (login: string, headers: Record<string, string>, remoteAddress?: string) =>
      post('/login', { login, password: 'wrong' }, headers, remoteAddress)
    const right = (login: string, headers: Record<string, string>) =>
      post('/login', { login, password: town.password }, headers)
    const from = (address: string) => ({ 'x-forwarded-for': address })
    /** Until no further password is looked at. */
    async function wearOut(login: string, headers: Record<string, string>): Promise<number> {
      for (let looked = 0; ; looked++) if ((await wrong(login, headers)).statusCode === 429) return looked
    }
    /** From the least number of addresses that it takes; past the form, which would spend seconds on passwords. */
    async function wearOutTheWorld(login: string) {
      const from = (n: number) => town.context.attempts.admit({ login, address: `203.0.113.${n}`, browser: null })
      for (let n = 1; n <= 5; n++) for (let each = 1; each <= 10; each++) expect(await from(n)).toBe(true)
      expect(await from(6)).toBe(false)
    }
    beforeEach(() => town.context.pool.query('delete from accounts.log_in_attempts'))

    it('leaves the rest of the world the way in', async () => {
      expect(await wearOut('leader', from('203.0.113.7'))).toBe(10)
      expect((await right('leader', from('203.0.113.7'))).statusCode).toBe(429)
      expect((await right('leader', from('203.0.113.8'))).statusCode).toBe(303)
    })

    it('counts the addresses of one network of IPv6 together', async () => {
      for (let n = 0; n < 10; n++) await wrong('leader', from(`2001:db8:1:2::${n}`))
      expect((await right('leader', from('2001:db8:1:2:ffff::1'))).statusCode).toBe(429)
      expect((await right('leader', from('2001:db8:1:3::1'))).statusCode).toBe(303)
    })

    it('looks at fifty from all over the world and no more, and still at those of a browser that was here before', async () => {
      const { headers } = await right('leader', from('192.0.2.1'))
      const known = { ...from('192.0.2.1'), cookie: cookiesIn(headers)[1]?.split(';')[0] ?? '' }
      await wearOutTheWorld('leader')
      expect((await right('leader', from('203.0.113.7'))).statusCode).toBe(429)
      expect((await right('leader', from('192.0.2.1'))).statusCode).toBe(429)
      expect((await right('leader', known)).statusCode).toBe(303)
      expect(await wearOut('leader', known)).toBe(10)
      // What it tries does not count for the rest of the world, nor for who else sits at it.
      expect((await right('coordinator', known)).statusCode).toBe(303)
    })

    it('knows a browser for those alone who have logged in with it, all of them under one cookie', async () => {
      const first = cookiesIn((await right('leader', {})).headers)[1]?.split(';')[0] ?? ''
      await wearOutTheWorld('coordinator')
      expect((await right('coordinator', { cookie: first })).statusCode).toBe(429)
      await town.context.pool.query('delete from accounts.log_in_attempts')
      const both = cookiesIn((await right('coordinator', { cookie: first })).headers)[1]?.split(';')[0]
      expect(both).toBe(first)
      await wearOutTheWorld('coordinator')
      expect((await right('coordinator', { cookie: first })).statusCode).toBe(303)
      expect((await right('leader', { cookie: first })).statusCode).toBe(303)
    })

    it.each(['koop_browser=', `koop_browser=${'x'.repeat(43)}`, 'koop_browser=%00'])(
      'is not taken in by a cookie that we did not give out: %s',
      async (cookie) => {
        await wearOut('leader', { ...from('203.0.113.7'), cookie })
        expect((await wrong('leader', from('203.0.113.7'))).statusCode).toBe(429)
        const given = cookiesIn((await right('leader', { ...from('203.0.113.8'), cookie })).headers)[1]
        expect(given?.split(';')[0]).not.toBe(cookie)
      },
    )

    it('does not believe an address that anybody but the proxy names', async () => {
      for (let n = 0; n < 10; n++) await wrong('leader', from(`203.0.113.${n}`), '198.51.100.1')
      expect((await wrong('leader', from('203.0.113.99'), '198.51.100.1')).statusCode).toBe(429)
    })

    it('keeps neither name nor address nor a hash that could be looked up, and of browsers the last twenty', async () => {
      await wrong('leader', from('203.0.113.7'))
      const { rows } = await town.context.pool.query('select * from accounts.log_in_attempts')
      const plain = ['leader', '203.0.113.7', '["leader"]', '["leader","from","203.0.113.7"]']
      const hashes = plain.map((text) => createHash('sha256').update(text).digest('hex'))
      const kept = [rows[0].login_hash, rows[0].source_hash].map((hash: Buffer) => hash.toString('hex'))
      expect(kept.filter((hash) => hashes.includes(hash))).toEqual([])
      for (let n = 0; n < 25; n++) await town.context.browsers.remember(null, 'leader')
      const browsers = await town.context.pool.query(`select from accounts.known_browsers where login = 'leader'`)
      expect(browsers.rowCount).toBe(20)
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
    const cookie = cookiesIn(entered.headers)[0]?.split(';')[0] ?? ''
    expect((await town.visit(null, `/o/${LEDGER}`, { cookie })).status).toBe(200)
    const left = await post('/logout', {}, { cookie })
    expect([left.statusCode, left.headers.location]).toEqual([303, '/login'])
    expect(String(left.headers['set-cookie'])).toContain('Max-Age=0')
    expect((await town.visit(null, `/o/${LEDGER}`, { cookie })).status).toBe(303)
  })
})

const cookiesIn = (headers: { 'set-cookie'?: string | string[] | undefined }): string[] =>
  [headers['set-cookie'] ?? []].flat()
