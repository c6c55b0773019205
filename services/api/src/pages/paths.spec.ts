import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import type { ProblemCode } from '../http/problems.ts'
import { ledgerPages } from './pages.ts'
import { isOwnPage, paths } from './paths.ts'

/** Routes are asked for only: nothing here connects. */
const NOWHERE = 'postgres://nobody@127.0.0.1:1/none'

const patterns: Readonly<Record<keyof typeof paths, string>> = {
  home: paths.home(),
  login: paths.login(),
  logout: paths.logout(),
  overview: paths.overview(':ledger'),
  partnership: paths.partnership(':ledger', ':id'),
  cases: paths.cases(':ledger'),
  case: paths.case(':ledger', ':id'),
  referrals: paths.referrals(':ledger'),
  deadlines: paths.deadlines(':ledger'),
  services: paths.services(':ledger'),
  service: paths.service(':ledger', ':id'),
  pilot: paths.pilot(':ledger'),
  model: paths.model(':ledger'),
  modelVersion: paths.modelVersion(':ledger', ':id'),
  consultation: paths.consultation(':ledger', ':id'),
  modelChanges: paths.modelChanges(':ledger', ':id'),
  whatIf: paths.whatIf(':ledger', ':id'),
  clients: paths.clients(':ledger'),
  clientSearch: paths.clientSearch(':ledger'),
  lessons: paths.lessons(':ledger'),
  thing: paths.thing(':ledger', '/referrals', ':id'),
  record: paths.record(':ledger', '/cases', ':id', ':command'),
  begin: paths.begin(':ledger', ':command'),
  mails: paths.mails(':ledger'),
  audit: paths.audit(':ledger'),
  indicator: paths.indicator(':ledger', ':id'),
  report: paths.report(':scope', 'csv').replace('.csv', ''),
  problems: paths.problems(),
  problem: paths.problem(':code' as ProblemCode),
}
const onlyPosted: readonly string[] = [paths.logout(), decodeURIComponent(paths.clientSearch(':ledger'))]

describe('paths', () => {
  let app: FastifyInstance

  beforeAll(async () => {
    const built = await buildApp({ databaseUrl: NOWHERE, masterKey: randomBytes(32), logger: false })
    app = built.app
    await app.ready()
  })
  afterAll(() => app.close())

  it.each(Object.entries(patterns))('%s leads to a route', (_, path) => {
    const url = decodeURIComponent(path)
    expect(app.hasRoute({ method: onlyPosted.includes(url) ? 'POST' : 'GET', url })).toBe(true)
  })

  it('has a builder for every page of a ledger', () => {
    const built = Object.values(patterns).map(decodeURIComponent)
    expect(built).toEqual(expect.arrayContaining(ledgerPages.map(({ path }) => `/o/:ledger${path}`)))
  })

  it('escapes ids and leaves out what is not given', () => {
    expect(paths.case('a/b', '../x?y', { purpose: 'CASE_WORK' })).toBe('/o/a%2Fb/cases/..%2Fx%3Fy?purpose=CASE_WORK')
    expect(paths.cases('1', { status: undefined, after: 'MTI' })).toBe('/o/1/cases?after=MTI')
  })
})

describe('the page a log-in leads back to', () => {
  it.each(['/o/2416021', '/o/2416021/cases/case-A?purpose=CASE_WORK', '/o/2416021/cases?after=MTI'])(
    'may be %s',
    (address) => expect(isOwnPage(address)).toBe(true),
  )
  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', '/o//evil.test', '/login', '/o/1\r\nset-cookie:a', ''])(
    'may not be %j',
    (address) => expect(isOwnPage(address)).toBe(false),
  )
})
