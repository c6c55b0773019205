import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'

const OTHER = '2479011'

describe('reports', () => {
  let town: Town
  let region: string
  beforeAll(async () => {
    town = await openTown()
    const ledgers = [LEDGER, OTHER]
    const key = { label: 'dashboard', role: 'OBSERVER', institutionId: null, ledgers } as const
    region = await town.context.keys.create(key)
  })
  afterAll(() => town.close())

  const get = async (path: string, accept = 'application/json') => {
    const headers = { authorization: `Bearer ${region}`, accept }
    const { statusCode, body, headers: answered } = await town.app.inject({ url: `/v1/reports/${path}`, headers })
    return { status: statusCode, body, headers: answered }
  }
  const json = async (path: string) => JSON.parse((await get(path)).body)
  const indicator = (report: { indicators: { id: string }[] }, id: string) =>
    report.indicators.find((each) => each.id === id)

  it('are of a local authority, a region or the macroregion', async () => {
    const own = await json(LEDGER)
    expect(own).toMatchObject({ scope: { kind: 'LOCAL_AUTHORITY', code: LEDGER, name: 'Zawiercie' }, leftOut: [] })
    expect(own.indicators).toHaveLength(31)
    expect((await json('2416')).included).toEqual(own.included)
    expect(await json('macroregion-3')).toMatchObject({ scope: { kind: 'MACROREGION' } })
  })

  it('name what they leave out because the reader may not see it', async () => {
    const report = await json('SLASKIE')
    expect(report.included.map(({ ledger }: { ledger: string }) => ledger).sort()).toEqual([LEDGER, OTHER])
    expect(report.leftOut).toHaveLength(13)
    expect(report.leftOut[0]).toMatchObject({ name: expect.any(String), region: 'SLASKIE' })
  })

  it('add counts up, and show each local authority beside the whole', async () => {
    const report = await json('SLASKIE')
    const members = indicator(report, 'O-03') as unknown as { value: number; cells: { code: string; value: number }[] }
    expect(members.cells.map(({ code, value }) => [code, value])).toEqual([
      [LEDGER, members.value],
      [OTHER, 0],
    ])
    const macroregion = indicator(await json('macroregion-3'), 'O-03') as unknown as typeof members
    expect(macroregion.cells.map(({ code }) => code)).toEqual(['SLASKIE', LEDGER, OTHER])
  })

  it('keep from the public what is under five', async () => {
    const report = await json(`${LEDGER}?public=true`)
    expect(indicator(report, 'O-02')).toMatchObject({ value: null, hidden: true })
    const shown = report.indicators.flatMap((each: { value: number | null }) => (each.value === null ? [] : [each]))
    for (const { unit, value, denominator } of shown) {
      if (unit !== 'PERCENT' && denominator === null) expect(value).toBeGreaterThanOrEqual(5)
      else expect(denominator).toBeGreaterThanOrEqual(5)
    }
    expect(JSON.parse((await get(LEDGER)).body).indicators[1]).toMatchObject({ value: 1, hidden: false })
  })

  it('do not show the public the towns of a macroregion, whose sum would tell what is hidden of a region', async () => {
    const report = await json('macroregion-3?public=true')
    expect((indicator(report, 'O-03') as unknown as { cells: { level: string }[] }).cells).toMatchObject([
      { level: 'REGION' },
    ])
  })

  it('come as CSV that spreadsheets take, by the ending or by what is accepted', async () => {
    const { headers, body } = await get(`${LEDGER}.csv`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const [head = '', ...lines] = body.split('\r\n')
    expect(head.split(';')).toEqual(expect.arrayContaining(['indicator', 'part', 'value', 'hidden', 'target']))
    const column = (name: string) => head.split(';').indexOf(name)
    const row = lines.map((line) => line.split(';')).find((cells) => cells[column('indicator')] === 'O-02')
    expect([row?.[column('value')], row?.[column('hidden')]]).toEqual(['1', 'false'])
    expect((await get(LEDGER, 'text/csv')).body).toContain('O-02')
    expect((await get(`${LEDGER}.csv?bom=true`)).body.charCodeAt(0)).toBe(0xfeff)
  })

  it('come as a page to print, with charts that are read out and the same numbers below', async () => {
    const { headers, body } = await get('SLASKIE.html?lang=en')
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toContain('<html lang="en">')
    expect(body).toContain('Report of indicators: śląskie')
    expect(body).toMatch(/<svg class="chart"[^>]*role="img" aria-labelledby="chart-O-03-title chart-O-03-about"/)
    expect(body).toContain('<title id="chart-O-03-title">Chart: O-03 Cooperators</title>')
    expect(body).not.toContain('style=')
    expect((await get('SLASKIE', 'text/html')).body).toContain('<svg')
  })

  it('show a target as a bar beside its line, and in words whether it is met', async () => {
    const target = {
      indicator: 'O-02',
      region: 'SLASKIE',
      value: 15,
      comparator: 'GTE',
      source: '=cmd|1',
      validFrom: '2019-04-01',
    }
    await town.context.store.append({
      ledger: LEDGER,
      metadata: { actorId: 'region-1', actorRole: 'REGION' },
      writes: [
        {
          streamType: 'pilot',
          streamId: 'macroregion-3',
          expectedVersion: 'any',
          events: [{ type: 'PilotTargetSet', data: target, occurredAt: '2020-01-02T09:00:00Z' }],
        },
      ],
    })
    await town.does()
    expect(indicator(await json('SLASKIE'), 'O-02')).toMatchObject({ value: 1, target: { value: 15, met: false } })
    const page = (await get('SLASKIE.html')).body
    expect(page).toContain('class="chart-target"')
    expect(page).toContain('nieosiągnięta')
    // What a spreadsheet would run is disarmed.
    expect((await get('SLASKIE.csv')).body).toContain(";'=cmd|1")
  })

  it('come out again as they were known at a moment', async () => {
    const before = await json('SLASKIE?recordedUntil=2015-01-01T00:00:00Z')
    expect(indicator(before, 'O-02')).toMatchObject({ value: 0 })
  })

  it('are refused where there is nothing to show', async () => {
    expect((await get('LODZKIE')).status).toBe(403)
    expect((await get('1234567')).status).toBe(404)
    expect((await get('ATLANTIS')).status).toBe(404)
    expect((await get('2416021.pdf')).status).toBe(422)
    expect((await town.app.inject({ url: `/v1/reports/${LEDGER}` })).statusCode).toBe(401)
  })
})
