import { randomBytes } from 'node:crypto'
import { processes } from '@kooperacje/domain'
import { createTestDatabase } from '@kooperacje/infra/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import type { Role } from '../auth/permissions.ts'
import { step } from '../pages/testing/step.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'
import { followedStreamTypes } from './visibility.ts'

interface Received {
  readonly id: string
  readonly type: string
  readonly subject: string
  readonly text: string
}

/** A client that reads a stream of server-sent events as the standard says. */
class Listener {
  readonly headers: Headers
  readonly events: Received[] = []
  lastEventId = ''
  comments = 0
  retry = ''
  text = ''
  readonly ended: Promise<void>
  readonly #stop: AbortController
  #waiting: { readonly until: () => boolean; readonly resolve: () => void }[] = []

  static async open(url: string, headers: Record<string, string>): Promise<Listener> {
    const stop = new AbortController()
    const response = await fetch(url, { headers, signal: stop.signal })
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
    return new Listener(response, stop)
  }

  private constructor(response: Response, stop: AbortController) {
    this.headers = response.headers
    this.#stop = stop
    this.ended = this.#read(response)
  }

  /** Resolves once that is so. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ until: condition, resolve }))
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.ended
  }

  async #read(response: Response): Promise<void> {
    let left = ''
    try {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        this.text += piece
        const blocks = (left + piece).split('\n\n')
        left = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
        this.#waiting = this.#waiting.filter(({ until, resolve }) => !until() || resolve())
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error
    }
  }

  #take(block: string): void {
    let data = ''
    for (const line of block.split('\n')) {
      const [field = '', ...rest] = line.split(/: ?/)
      const value = rest.join(': ')
      if (field === '') this.comments++
      if (field === 'id') this.lastEventId = value
      if (field === 'retry') this.retry = value
      if (field === 'data') data += line.slice('data: '.length)
    }
    if (data === '') return
    const { type, subject } = JSON.parse(data)
    this.events.push({ id: this.lastEventId, type, subject, text: data })
  }
}

describe('a stream of events', () => {
  let town: Town
  let address: string
  const keys = new Map<string, string>()
  const listeners: Listener[] = []

  beforeAll(async () => {
    town = await openTown({ heartbeatMs: 50 })
    address = await town.app.listen({ port: 0, host: '127.0.0.1' })
    const leader = step('LEADER', 'mops')
    await town.does(leader('2019-12-11', '/cases/case-a/blue-card/opening'))
    for (const [name, role, institutionId] of [
      ['LEADER', 'LEADER', 'mops'],
      ['COORDINATOR', 'COORDINATOR', 'mops'],
      ['school', 'PARTNER', 'sp-1'],
      ['police', 'PARTNER', 'kpp'],
      ['OBSERVER', 'OBSERVER', null],
      ['elsewhere', 'LEADER', 'mops'],
    ] as const) {
      const ledgers = name === 'elsewhere' ? ['0402011'] : [LEDGER]
      keys.set(name, await town.context.keys.create({ label: name, role: role as Role, institutionId, ledgers }))
    }
  })
  afterEach(async () => {
    for (const listener of listeners.splice(0)) await listener.close()
  })
  afterAll(() => town.close())

  const listen = async (who: string, query = '', headers: Record<string, string> = {}, ledger = LEDGER) => {
    const authorization = `Bearer ${keys.get(who)}`
    const listener = await Listener.open(`${address}/v1/${ledger}/events${query}`, { authorization, ...headers })
    listeners.push(listener)
    return listener
  }
  const head = () => town.context.store.head(LEDGER)
  /** Everything up to now, as this caller gets it. */
  const history = async (who: string, query = '') => {
    const listener = await listen(who, `?after=0${query}`)
    const last = await head()
    await listener.until(() => Number(listener.lastEventId) >= last)
    return listener
  }
  const kinds = ({ events }: Listener) => new Set(events.map(({ subject }) => subject.split('/')[0]))

  let referrals = 0
  const refer = async (who: 'school' | 'police' = 'school') => {
    const id = `ref-live-${++referrals}`
    await town.does(
      step('PARTNER', who === 'school' ? 'sp-1' : 'kpp')('2020-02-27', '/referrals', {
        ...{ id, partnershipId: 'pzk', clientId: `client-${id}`, clientKind: 'PERSON', source: 'SCHOOL' },
        ...{ knownSince: '2020-02-27', urgency: 'NORMAL', clientAgreed: 'YES', clientName: 'Pani Jawna' },
        problemAreas: ['LONELINESS'],
      }),
    )
    return id
  }

  it('brings what is recorded from now on, as it is recorded', async () => {
    const listener = await listen('LEADER')
    expect(listener.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(listener.headers.get('cache-control')).toBe('private, no-store')
    const id = await refer()
    await listener.until(() => listener.events.length > 0)
    expect(listener.events).toMatchObject([
      { id: String(await head()), type: 'ReferralSubmitted', subject: `referral/${id}` },
    ])
    expect(listener.retry).toBe('2000')
  })

  it('goes on after the last event that a client has seen, and misses nothing', async () => {
    const whole = await history('LEADER')
    const middle = whole.events.at(10)?.id ?? ''
    await refer()
    // What the browser says goes before what the address says.
    const resumed = await listen('LEADER', '?after=0', { 'last-event-id': middle })
    const last = await head()
    await resumed.until(() => resumed.events.at(-1)?.id === String(last))
    await whole.until(() => whole.events.at(-1)?.id === String(last))
    expect(resumed.events).toEqual(whole.events.slice(11))
    expect(whole.events.map(({ id }) => Number(id))).toEqual(Array.from({ length: last }, (_, i) => i + 1))
  })

  it('shows signs of life, which move the position over what was for others', async () => {
    const observer = await history('OBSERVER')
    await refer()
    const last = String(await head())
    await observer.until(() => observer.lastEventId === last && observer.comments > 2)
    expect(kinds(observer)).not.toContain('referral')
    expect(Number(observer.events.at(-1)?.id)).toBeLessThan(Number(last))
  })

  it('brings facts about some things, and of some types', async () => {
    const cases = await history('LEADER', '&streams=case,referral&types=CaseProposed,ReferralSubmitted,BasketOpened')
    expect(new Set(cases.events.map(({ type }) => type))).toEqual(new Set(['CaseProposed', 'ReferralSubmitted']))
  })

  it('hides cases, referrals and deadlines from those who only see counts', async () => {
    const observer = await history('OBSERVER')
    expect([...kinds(observer)].sort()).toEqual(
      expect.arrayContaining(['basket', 'institution', 'partnership', 'pilot']),
    )
    for (const kind of ['case', 'referral', 'contract', 'deadline', 'matter', 'client', 'erasure']) {
      expect(kinds(observer)).not.toContain(kind)
    }
  })

  it('shows a partner its own referrals, and of shared cases what the team did together', async () => {
    await refer('police')
    await refer('school')
    const [school, police] = [await history('school'), await history('police')]
    const about = ({ events }: Listener, kind: string) => [
      ...new Set(events.map(({ subject }) => subject).filter((subject) => subject.startsWith(`${kind}/`))),
    ]
    expect(about(school, 'referral')).toContain('referral/ref-a')
    expect(about(school, 'referral')).not.toContain('referral/ref-b')
    expect(about(police, 'referral')).toContain('referral/ref-b')
    expect(about(police, 'referral')).not.toContain('referral/ref-a')
    expect(about(school, 'case')).toEqual(['case/case-a'])
    expect(about(police, 'case')).toEqual([])
    expect(about(school, 'contract')).toEqual([])
    const types = school.events.map(({ type }) => type)
    expect(types).toContain('TaskTeamAppointed')
    expect(types).not.toContain('CaseQualified')
    expect(types).not.toContain('ConsentGiven')
    // The sitting of the team is told by the case; its meeting is not a meeting of the partnership.
    expect(school.events.map(({ subject }) => subject)).not.toContain('meeting/zzk-a-1')
  })

  it('tells of a Blue Card procedure only to those who may know of it', async () => {
    const [leader, coordinator, school] = [
      await history('LEADER'),
      await history('COORDINATOR'),
      await history('school'),
    ]
    expect(leader.events.map(({ type }) => type)).toContain('BlueCardProcedureOpened')
    for (const listener of [coordinator, school]) expect(listener.text).not.toContain('BlueCard')
  })

  it('counts the facts of a case only for those who may know of every one: a gap would tell', async () => {
    const counted = ({ events }: Listener) =>
      events.filter(({ text }) => 'streamVersion' in JSON.parse(text).data).map(({ subject }) => subject.split('/')[0])
    expect(counted(await history('LEADER'))).toContain('case')
    for (const who of ['COORDINATOR', 'school']) {
      const kinds = counted(await history(who))
      expect(kinds).not.toContain('case')
      expect(kinds).toContain('partnership')
    }
  })

  it('carries no personal data', async () => {
    const leader = await history('LEADER')
    for (const word of ['Rodzina', 'Pani Jawna', 'HOUSING_ARREARS', 'sealed', 'script', 'client-ref-a']) {
      expect(leader.text, word).not.toContain(word)
    }
    expect(Object.keys(JSON.parse(leader.events[0]?.text ?? '').data).sort()).toEqual(
      ['actorRole', 'institutionId', 'modelVersion', 'position', 'recordedAt', 'streamVersion'].sort(),
    )
  })

  it('says of every kind of thing who may follow it', () => {
    expect([...followedStreamTypes].sort()).toEqual(Object.keys(processes).sort())
  })

  it.each([
    ['may no longer read', (_login: string, token: string) => town.context.users.logOut(token)],
    [
      'has gone to another institution',
      (login: string) =>
        town.context.pool.query("update accounts.users set institution_id = 'kpp' where login = $1", [login]),
    ],
  ])('ends when the caller %s', async (name, leave) => {
    const login = name.replaceAll(' ', '-')
    const password = 'correct horse battery staple'
    const account = { login, password, role: 'LEADER', actorId: login, institutionId: 'mops', ledgers: [LEDGER] }
    await town.context.users.create({ ...account, role: 'LEADER' })
    const token = (await town.context.users.logIn(login, password)) ?? ''
    const listener = await Listener.open(`${address}/v1/${LEDGER}/events`, { cookie: `koop_session=${token}` })
    listeners.push(listener)
    await listener.until(() => listener.comments > 1)
    await leave(login, token)
    await listener.ended
    await refer()
    expect(listener.events).toEqual([])
  })

  it.each([
    ['elsewhere', '', {}, 403, 'forbidden'],
    ['LEADER', '?after=999999', {}, 409, 'position-beyond-head'],
    ['LEADER', '', { 'last-event-id': '999999' }, 409, 'position-beyond-head'],
    ['LEADER', '', { 'last-event-id': 'x' }, 422, 'invalid-request'],
    ['LEADER', '?after=-1', {}, 422, 'invalid-request'],
    ['LEADER', '?types=CaseProposed,Nothing', {}, 422, 'invalid-request'],
    ['LEADER', '?streams=case,nothing', {}, 422, 'invalid-request'],
    ['LEADER', '?nothing=1', {}, 422, 'invalid-request'],
    ['nobody', '', {}, 401, 'unauthenticated'],
  ])('refuses %s with %s %j: %d %s', async (who, query, headers, status, code) => {
    const response = await fetch(`${address}/v1/${LEDGER}/events${query}`, {
      headers: { authorization: `Bearer ${keys.get(who)}`, ...headers },
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })

  it('refuses a ledger in which nothing has happened', async () => {
    const response = await fetch(`${address}/v1/0402011/events`, {
      headers: { authorization: `Bearer ${keys.get('elsewhere')}` },
    })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'not-found' })
  })
})

describe('an API that is stopped', () => {
  it('ends its streams and does not wait for them', async () => {
    const database = await createTestDatabase()
    const options = { databaseUrl: database.serviceUrl, masterKey: randomBytes(32), logger: false } as const
    const { app, context } = await buildApp(options)
    try {
      const leader = { label: 'leader', role: 'LEADER', institutionId: 'mops', ledgers: [LEDGER] } as const
      const headers = { authorization: `Bearer ${await context.keys.create(leader)}` }
      const address = await app.listen({ port: 0, host: '127.0.0.1' })
      const opened = { id: 'pzk', name: 'PZK', municipality: LEDGER, agreementSignedOn: '2018-10-15' }
      await app.inject({ method: 'POST', url: `/v1/${LEDGER}/partnerships`, headers, payload: opened })
      const listener = await Listener.open(`${address}/v1/${LEDGER}/events`, headers)
      await listener.until(() => listener.retry !== '')
      await app.close()
      await listener.ended
    } finally {
      await app.close()
      await database.drop()
    }
  })
})
