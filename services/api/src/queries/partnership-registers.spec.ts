import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../auth/permissions.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'
import { plenaries } from '../pages/testing/town-plenaries.ts'

describe('the life of a partnership over HTTP', () => {
  let town: Town
  const keys = new Map<string, string>()
  beforeAll(async () => {
    town = await openTown()
    await town.does(...plenaries)
    for (const [role, institutionId] of [
      ['LEADER', 'mops'],
      ['PARTNER', 'sp-1'],
      ['OBSERVER', null],
    ] as const) {
      keys.set(role, await town.context.keys.create({ label: role, role, institutionId, ledgers: [LEDGER] }))
    }
  })
  afterAll(() => town.close())

  const ask = async (role: Role, method: 'GET' | 'POST', path: string, payload?: object) => {
    const headers = { authorization: `Bearer ${keys.get(role)}` }
    const url = `/v1/${LEDGER}/partnerships/${path}`
    const response = await town.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: response.statusCode, body: response.json() }
  }
  const get = async (path: string) => (await ask('OBSERVER', 'GET', path)).body

  it('is read as lists', async () => {
    expect(await get('pzk/resource-map')).toMatchObject({
      items: [
        { sector: 'SOCIAL_ASSISTANCE', assistanceResources: 11, gaps: [] },
        { sector: 'HEALTH', localResources: 3, gaps: [{ gapId: 'gap-1', recordedOn: '2019-09-09' }] },
      ],
    })
    expect(await get('pzk/sittings')).toMatchObject({
      items: [
        { meetingId: 'init-1', members: null, quorum: null, minutesFiledOn: '2019-09-24' },
        { meetingId: 'plenary-1', members: 4, represented: 3, quorum: 2 },
        { meetingId: 'plenary-2', members: 4, represented: 1, quorum: 2 },
      ],
    })
    expect(await get('pzk/decisions')).toMatchObject({ items: [{ decisionId: 'decision-1', takenOn: '2019-12-11' }] })
    expect(await get('pzk/papers')).toMatchObject({
      items: [
        { kind: 'REGULATIONS', label: '1' },
        { kind: 'REGULATIONS', label: '2' },
      ],
    })
    expect(await get('pzk/benefits')).toMatchObject({
      items: [{ institutionId: 'sp-1', name: 'Szkoła Podstawowa nr 1', gives: ['pedagog szkolny'] }],
    })
    expect(await get('pzk/charter')).toMatchObject({ coreValues: ['zaufanie'], recordedOn: '2019-09-25' })
    expect((await ask('OBSERVER', 'GET', 'none/charter')).status).toBe(404)
  })

  it('lets an institution speak for itself and for no other', async () => {
    const entry = { gains: ['sygnał'], gives: ['pedagog'] }
    expect(await ask('PARTNER', 'POST', 'pzk/benefits', { institutionId: 'kpp', ...entry })).toMatchObject({
      status: 422,
      body: { type: expect.stringMatching(/acts-for-another$/) },
    })
    expect((await ask('PARTNER', 'POST', 'pzk/benefits', entry)).status).toBe(200)
    expect((await ask('LEADER', 'POST', 'pzk/benefits', { institutionId: 'kpp', ...entry })).status).toBe(200)
    expect((await ask('OBSERVER', 'POST', 'pzk/benefits', entry)).status).toBe(403)
    expect((await ask('PARTNER', 'POST', 'pzk/decisions', { meetingId: 'plenary-1', subject: 'x' })).status).toBe(403)
  })

  it('does not let a meeting decide that had no quorum', async () => {
    expect(await ask('LEADER', 'POST', 'pzk/decisions', { meetingId: 'plenary-2', subject: 'x' })).toMatchObject({
      status: 409,
      body: { details: { members: 4, need: 2, have: 1 } },
    })
  })

  it('shows beforehand what another version of the model would change, and only a published one', async () => {
    expect(await get('pzk/migration-preview?to=1.0')).toEqual({
      from: '1.0',
      to: '1.0',
      possible: false,
      missing: { states: [], parts: [] },
      steps: [],
      parameters: [],
      deadlines: [],
      along: [],
    })
    expect(await ask('OBSERVER', 'GET', 'pzk/migration-preview?to=9.9')).toMatchObject({
      status: 422,
      body: { type: expect.stringMatching(/unknown-model-version$/) },
    })
    expect((await ask('OBSERVER', 'GET', 'none/migration-preview?to=1.0')).status).toBe(404)
  })
})
