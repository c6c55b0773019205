import { builtInModel } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../auth/permissions.ts'
import { draftModel } from '../pages/testing/draft-model.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'

describe('the pilot and what is learned from it over HTTP', () => {
  let town: Town
  const keys = new Map<Role, string>()
  beforeAll(async () => {
    town = await openTown()
    for (const role of ['REGION', 'SUPPORT', 'LEADER', 'PARTNER', 'OBSERVER'] as const) {
      const institutionId = role === 'LEADER' ? 'mops' : role === 'PARTNER' ? 'sp-1' : null
      keys.set(role, await town.context.keys.create({ label: role, role, institutionId, ledgers: [LEDGER] }))
    }
  })
  afterAll(() => town.close())

  const ask = async (role: Role, method: 'GET' | 'POST', path: string, payload?: object) => {
    const headers = { authorization: `Bearer ${keys.get(role)}` }
    const url = `/v1/${LEDGER}${path}`
    const response = await town.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: response.statusCode, type: response.headers['content-type'], text: response.body }
  }
  const get = async (path: string, role: Role = 'OBSERVER') => {
    const { status, text } = await ask(role, 'GET', path)
    return status === 200 ? JSON.parse(text) : status
  }

  it('shows the agreement, the pilot with its version and targets, and milestones', async () => {
    expect(await get('/agreements')).toMatchObject({ items: [{ agreementId: 'agreement-2416021', status: 'SIGNED' }] })
    expect(await get('/pilots')).toMatchObject({
      items: [{ pilotId: 'pilot', status: 'RUNNING', models: { III: '1.0' }, targets: [{ indicator: 'O-07' }] }],
    })
    expect((await get('/targets')).items).toHaveLength(4)
    expect(await get('/milestones')).toMatchObject({ items: [{ number: 1, status: 'ACCEPTED' }, { number: 2 }] })
  })

  it('counts support without naming anybody', async () => {
    const { items } = await get('/support?kind=COOPERATION_WORKSHOP')
    expect(items).toMatchObject([{ hours: 16, participants: 2, sectors: { EDUCATION: 1, SOCIAL_ASSISTANCE: 1 } }])
    expect(JSON.stringify(await get('/support'))).not.toContain('trainee')
    expect((await get('/support-totals')).items).toContainEqual({
      kind: 'COACHING',
      activities: 1,
      hours: 2,
      participants: 1,
    })
  })

  it('shows the course of a version and its document', async () => {
    expect(await get('/models')).toMatchObject({
      items: [
        { modelVersion: '1.1', status: 'DRAFT' },
        { modelVersion: '1.0', status: 'IN_PILOT' },
      ],
    })
    expect(await get('/models/1.0/document')).toEqual(JSON.parse(JSON.stringify(builtInModel)))
    expect(await get('/models/7/document')).toBe(404)
  })

  it('says what a draft changes of the version that it is based on, or of another', async () => {
    const { from, to, changes } = await get('/models/1.1/changes')
    expect([from, to]).toEqual(['1.0', '1.1'])
    expect(changes).toContainEqual(
      expect.objectContaining({ what: 'PARAMETER', change: 'CHANGED', path: 'parameters.minTeamMembers', after: 5 }),
    )
    const same = { ...draftModel, version: '1.2', basedOn: '1.1' }
    expect((await ask('REGION', 'POST', '/models', { id: '1.2', document: same })).status).toBe(201)
    expect(await get('/models/1.2/changes')).toEqual({ from: '1.1', to: '1.2', changes: [] })
    expect((await get('/models/1.2/changes?from=1.0')).changes).toEqual(changes)
    expect(await get('/models/1.0/changes')).toEqual({ from: '1.0', to: '1.0', changes: [] })
    expect(await get('/models/7/changes')).toBe(404)
    expect(await get('/models/1.1/changes?from=7')).toBe(422)
  })

  it('gives the consultation report as JSON and as a table', async () => {
    expect(await get('/models/1.0/consultation-report')).toMatchObject({
      tally: { remarks: 2, accepted: 1, rejected: 1, incorporated: 1 },
      remarks: [
        { chapter: '2', decision: 'REJECTED' },
        { chapter: '3.2', incorporatedChapter: '3.2' },
      ],
    })
    const { type, text } = await ask('OBSERVER', 'GET', '/models/1.0/consultation-report?format=csv')
    expect(type).toBe('text/csv; charset=utf-8; header=present')
    expect(text.split('\r\n')[1]).toMatch(/^2;remark-2;2019-02-21;ELECTRONIC;SOCIAL_WORKER;;/)
    expect(await get('/models/9/consultation-report')).toBe(404)
    expect((await ask('OBSERVER', 'GET', '/models?format=csv')).status).toBe(422)
  })

  it('lists barriers, recommendations and published practices; others only to whoever may submit one', async () => {
    expect(await get('/barriers?area=INFORMATION_FLOW')).toMatchObject({ items: [{ status: 'ESCALATED' }] })
    expect(await get('/recommendations')).toMatchObject({ items: [{ addressee: 'REGION' }] })
    expect((await get('/practices')).items).toMatchObject([{ practiceId: 'practice-1', status: 'PUBLISHED' }])
    expect((await get('/practices?status=SUBMITTED')).items).toEqual([])
    expect((await get('/practices', 'PARTNER')).items).toHaveLength(2)
  })

  it('shows statutory matters to the leader, to nobody outside of it', async () => {
    expect(await get('/matters', 'LEADER')).toMatchObject({ items: [{ kind: 'INFORMATION_REQUEST', status: 'OPEN' }] })
    expect(await get('/interdisciplinary-teams', 'LEADER')).toMatchObject({ items: [{ sittings: 1 }] })
    for (const role of ['REGION', 'SUPPORT', 'PARTNER', 'OBSERVER'] as const)
      expect(await get('/matters', role)).toBe(403)
  })

  it('gives the regional centre the pilot and the model, and no case', async () => {
    for (const path of ['/cases', '/referrals', '/deadlines']) expect(await get(path, 'REGION')).toBe(403)
    expect((await ask('REGION', 'POST', '/milestones/milestone-2/start', {})).status).toBe(200)
    expect((await ask('LEADER', 'POST', '/milestones/milestone-2/start', {})).status).toBe(403)
  })

  it('takes remarks, barriers and practices from partners, and refuses those that name a person', async () => {
    const body = { area: 'STAFF', level: 'WORKER', text: 'Nie ma zastępstwa za panią Nowakową.' }
    const { status, text } = await ask('PARTNER', 'POST', '/barriers', body)
    expect(status).toBe(422)
    expect(JSON.parse(text)).toMatchObject({
      code: 'names-a-person',
      details: { found: [{ field: 'text', kind: 'PERSON_NAME', from: 21, to: 35 }] },
    })
    expect(text).not.toContain('Nowak')
    expect((await ask('PARTNER', 'POST', '/barriers', { ...body, text: 'Nie ma zastępstw.' })).status).toBe(201)
    expect((await ask('OBSERVER', 'POST', '/barriers', { ...body, text: 'Nie ma zastępstw.' })).status).toBe(403)
  })

  it('corrects what was recorded wrongly', async () => {
    const correction = { corrects: 1, reason: 'TYPING_ERROR', fact: { number: 3, dueOn: '2021-03-31' } }
    expect((await ask('REGION', 'POST', '/milestones/milestone-2/corrections', correction)).status).toBe(200)
    const naming = { corrects: 1, reason: 'OTHER', fact: { title: 'T', description: 'Opis p. Nowak.' } }
    expect((await ask('REGION', 'POST', '/practices/practice-2/corrections', naming)).status).toBe(409)
  })
})
