import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Role } from '../../auth/permissions.ts'
import { HOSTILE } from '../testing/step.ts'
import { LEDGER, openTown, type Town } from '../testing/town.ts'

const page = `/o/${LEDGER}/model/1.1/what-if`
/** A replay starts a thread, which takes its time on a busy machine. */
const A_REPLAY_MS = 60_000

describe('the page that tries a version on the history', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())
  afterEach(() => vi.restoreAllMocks())

  const read = async (path: string, role: Role = 'LEADER', language = 'pl') => {
    const { status, text } = await town.visit(role, path, { 'accept-language': language })
    return { status, text: text.replaceAll(/\s+/g, ' ') }
  }

  it('runs nothing before somebody asks', async () => {
    const run = vi.spyOn(town.context.simulations, 'run')
    const { status, text } = await read(page)
    expect(status).toBe(200)
    expect(text).toContain('<label for="until">Do dnia</label>')
    expect(text).not.toContain('Wynik')
    expect((await read(`${page}?until=2020-02-31`)).status).toBe(422)
    expect(run).not.toHaveBeenCalled()
  })

  it(
    'names what would have been late or refused, and what the figures would be, and writes nothing',
    async () => {
      const before = await town.context.store.head(LEDGER)
      const { text } = await read(`${page}?until=2020-03-01`)
      expect(await town.context.store.head(LEDGER)).toBe(before)
      expect(text).toMatch(/Odtworzono<\/dt><dd>\d+ zdarze.*Stan na koniec dnia<\/dt><dd>01\.03\.2020/)
      expect(text).toMatch(/P-12 Pierwsze posiedzenie.*href="\/o\/2416021\/cases\/case-a">.*byłby przekroczony/)
      expect(text).toMatch(/Powołano zespół zadaniowy<.*Jest 3, potrzeba 5\./)
      expect(text).toMatch(/Wskaźniki.*R-05/)
      expect(text).toContain('Niczego nie zapisano.')
      expect(text).not.toContain(HOSTILE)
      expect(text).not.toMatch(/undefined|\[object|NaN|>null</)
    },
    A_REPLAY_MS,
  )

  it(
    'tells the regional centre how many, and not which cases, in its language',
    async () => {
      const { text } = await read(`${page}?until=`, 'REGION', 'en')
      expect(text).toContain('Number of deadlines by rule')
      expect(text).toMatch(/P-12 First meeting of the task team.*Missed under version 1\.1/)
      expect(text).not.toContain('case-a')
    },
    A_REPLAY_MS,
  )

  it('asks to come back when as many run as may, and ends with the reader', async () => {
    const run = vi.spyOn(town.context.simulations, 'run').mockResolvedValue(null)
    expect((await read(`${page}?until=`)).status).toBe(503)
    expect(run.mock.lastCall?.[2]).toBeInstanceOf(AbortSignal)
  })

  it('is for those who may simulate, and of versions that are there', async () => {
    expect((await read(page, 'COORDINATOR')).status).toBe(403)
    expect((await read(page.replace('1.1', '7'))).status).toBe(404)
    expect((await read(`/o/${LEDGER}/model/1.1`)).text).toContain(`href="${page}"`)
    expect((await read(`/o/${LEDGER}/model/1.1`, 'OBSERVER')).text).not.toContain(page)
  })
})
