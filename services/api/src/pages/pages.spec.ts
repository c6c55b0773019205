import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../auth/permissions.ts'
import { assets } from './assets.ts'
import { HOSTILE } from './testing/step.ts'
import { LEDGER, openTown, type Town } from './testing/town.ts'

const below = `/o/${LEDGER}`
const all = {
  overview: below,
  partnership: `${below}/partnerships/pzk`,
  cases: `${below}/cases`,
  case: `${below}/cases/case-a`,
  referrals: `${below}/referrals`,
  services: `${below}/services`,
  service: `${below}/services/debts`,
  pilot: `${below}/pilot`,
  model: `${below}/model`,
  modelVersion: `${below}/model/1.0`,
  modelChanges: `${below}/model/1.1/changes`,
  whatIf: `${below}/model/1.1/what-if`,
  consultation: `${below}/model/1.0/consultation`,
  lessons: `${below}/lessons`,
  mails: `${below}/mails`,
  audit: `${below}/audit?stream=case%2Fcase-a&on=2019-11-14`,
} as const

/** Whoever works here may read what the pilot is and teaches: there is nobody in it. */
const open = ['pilot', 'model', 'modelVersion', 'modelChanges', 'consultation', 'lessons'] as const

const seen: Readonly<Record<Role | 'POLICE', readonly (keyof typeof all)[]>> = {
  LEADER: [
    ...open,
    'whatIf',
    'overview',
    'partnership',
    'cases',
    'case',
    'referrals',
    'services',
    'service',
    'mails',
    'audit',
  ],
  COORDINATOR: [...open, 'overview', 'partnership', 'cases', 'case', 'referrals', 'services', 'service'],
  PARTNER: [...open, 'overview', 'partnership', 'cases', 'case', 'referrals', 'services', 'service'],
  POLICE: [...open, 'overview', 'partnership', 'cases', 'referrals', 'services', 'service'],
  OBSERVER: [...open, 'overview', 'partnership', 'services', 'service'],
  REGION: [...open, 'whatIf', 'overview', 'partnership', 'services', 'service'],
  SUPPORT: [...open, 'overview', 'partnership', 'services', 'service'],
  AUDITOR: [...open, 'overview', 'partnership', 'services', 'service', 'audit'],
}

describe('pages', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const matrix = (Object.keys(seen) as (Role | 'POLICE')[]).flatMap((who) =>
    (Object.keys(all) as (keyof typeof all)[]).map((page) => ({ who, page, may: seen[who].includes(page) })),
  )
  it.each(matrix)('$page for $who: $may', async ({ who, page, may }) => {
    const { status, text } = await town.visit(who, all[page])
    // A case that is not shared looks like one that does not exist.
    const refused = page === 'case' && who === 'POLICE' ? 404 : 403
    expect(status).toBe(may ? 200 : refused)
    expect(text).toMatch(/^<!doctype html>\n<html lang="pl">/)
  })

  it.each(Object.values(all))('%s sends nobody past the log-in', async (path) => {
    const { status, headers, text } = await town.visit(null, path)
    expect([status, text]).toEqual([303, ''])
    expect(headers.location).toBe(`/login?${new URLSearchParams({ next: path })}`)
  })

  it('belongs to one local authority: a neighbour is refused like a page that was made up', async () => {
    expect((await town.visit('LEADER', '/o/1061011')).status).toBe(403)
    expect((await town.visit('LEADER', '/o/..%2F2416021')).status).toBe(403)
  })

  it.each([`${below}/cases/none`, `${below}/cases/a%00b`, `${below}/partnerships/none`, `${below}/cases/%20`])(
    'says that there is nothing at %s',
    async (path) => expect((await town.visit('LEADER', path)).status).toBe(404),
  )

  it.each([`${below}/cases?after=xx`, `${below}/referrals?after=%00`, `${all.case}?after=zz`])(
    'does not take a cursor that no list gave out: %s',
    async (path) => expect((await town.visit('LEADER', path)).status).toBe(400),
  )

  it.each(Object.values(all))('%s is kept by nobody, framed by nobody, and runs no script', async (path) => {
    const { headers, text } = await town.visit('LEADER', path)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    })
    expect(text).not.toMatch(/<script|style="|onclick|javascript:/)
    expect(text).not.toContain(HOSTILE)
  })

  it.each(Object.values(all))('%s is whole in both languages', async (path) => {
    const polish = await town.visit('LEADER', path)
    const english = await town.visit('LEADER', path, { 'accept-language': 'en-GB' })
    expect(polish.text).toContain('<html lang="pl">')
    expect(english.text).toContain('<html lang="en">')
    for (const { text } of [polish, english]) {
      expect(text.match(/<h1>/g)).toHaveLength(1)
      expect(headingLevels(text)).toSatisfy(inOrder)
      expect(text).not.toMatch(/undefined|\[object|NaN|>null</)
    }
    expect(english.text).not.toMatch(/>[^<]*(Stan|Sprawy|Zgłoszenia|Terminy|brak danych)[^<]*</)
  })

  it('remembers the language that was asked for', async () => {
    const { headers, text } = await town.visit('LEADER', `${below}?lang=en`)
    expect(text).toContain('<html lang="en">')
    const [cookie = ''] = String(headers['set-cookie']).split(';')
    expect(cookie).toBe('koop_lang=en')
    const later = await town.visit('LEADER', all.cases, { cookie })
    expect(later.text).toContain('<h1>Cases</h1>')
    expect(later.text).toContain('<a href="?lang&#61;pl" lang="pl" hreflang="pl">Polski</a>')
  })

  it('keeps the style sheet for ever, under a name that changes with it', async () => {
    const { text } = await town.visit(null, '/login')
    expect(text).toContain(`<link rel="stylesheet" href="${assets.style.path}">`)
    for (const { path, type } of Object.values(assets)) {
      const { status, headers } = await town.visit(null, path)
      expect([status, headers['content-type']]).toEqual([200, type])
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    }
    expect((await town.visit(null, '/assets/0000000000000000.css')).status).toBe(404)
  })
})

const headingLevels = (text: string) => [...text.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level))

/** The first is the page's own, and none is deeper by more than one than the one before. */
const inOrder = (levels: number[]) =>
  levels[0] === 1 && levels.every((level, i) => i === 0 || level <= (levels[i - 1] ?? 0) + 1)
