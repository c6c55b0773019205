import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../auth/permissions.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'

describe('indicators over HTTP', () => {
  let town: Town
  beforeAll(async () => {
    town = await openTown()
  })
  afterAll(() => town.close())

  const read = async (role: Role, path: string) => {
    const { status, text } = await town.visit(role, `/v1/${LEDGER}/indicators${path}`, { accept: 'application/json' })
    return { status, body: JSON.parse(text) }
  }

  it('are all there, as of a day, each in two languages', async () => {
    const { status, body } = await read('OBSERVER', '?asOf=2020-02-29')
    expect(status).toBe(200)
    expect(body).toMatchObject({ asOf: '2020-02-29', recordedUntil: '2020-03-02T10:00:00.000Z' })
    expect(body.items).toHaveLength(31)
    expect(body.items.find(({ id }: { id: string }) => id === 'O-02')).toMatchObject({
      namePl: 'Zawiązane PZK',
      value: 1,
      parts: { ACTIVE: 1 },
      target: null,
    })
  })

  it('stand beside a target that was set for the local authority', async () => {
    const target = {
      indicator: 'O-05',
      teryt: LEDGER,
      value: 5,
      comparator: 'GTE',
      source: 'plan',
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
    const { body } = await read('OBSERVER', '/O-05')
    expect(body.target).toMatchObject({ value: 5, comparator: 'GTE', source: 'plan', met: body.value >= 5 })
    expect((await read('OBSERVER', '/O-05?asOf=2020-01-01')).body.target).toBeNull()
  })

  it('are broken down by what their definition names, and say so when it is something else', async () => {
    const { body } = await read('LEADER', '/O-03?by=sector')
    const sum = body.groups.reduce((all: number, { value }: { value: number }) => all + value, 0)
    expect([body.by, sum]).toEqual(['sector', body.value])
    const byMonth = await read('LEADER', '/O-08?by=month')
    expect(byMonth.body.groups.map(({ key }: { key: string }) => key)).toContain('2019-09')
    const wrong = await read('LEADER', '/O-03?by=colour')
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors[0]).toMatchObject({ path: 'query.by' })
    expect(wrong.body.errors[0].message).toContain('sector')
  })

  it('that do not exist are not found', async () => {
    expect((await read('LEADER', '/X-99')).status).toBe(404)
    expect((await read('LEADER', '/X-99/explanation')).status).toBe(404)
  })

  it('can be counted as they were known before anything was recorded', async () => {
    const { body } = await read('LEADER', '?asOf=2020-02-29&recordedUntil=2015-01-01T00:00:00Z')
    expect(body.items.find(({ id }: { id: string }) => id === 'O-02').value).toBe(0)
  })

  it('explain themselves page by page, event by event', async () => {
    const first = await read('LEADER', '/O-03/explanation?limit=2')
    expect(first.body).toMatchObject({ id: 'O-03', counted: first.body.value })
    expect(first.body.items).toHaveLength(2)
    expect(first.body.items[0]).toMatchObject({
      streamType: 'partnership',
      type: 'AccessionDeclarationSigned',
      adds: 1,
    })
    const all = await read('LEADER', '/O-03/explanation?limit=200')
    expect(all.body.next).toBeNull()
    const second = await read('LEADER', `/O-03/explanation?limit=2&cursor=${first.body.next}`)
    expect(second.body.items[0]).toEqual(all.body.items[2])
    expect((await read('LEADER', '/O-03/explanation?cursor=%25')).status).toBe(422)
  })

  it('say why they leave an event out', async () => {
    const { body } = await read('LEADER', '/O-08/explanation?asOf=2019-06-30')
    const [reason] = body.leftOut
    expect(reason).toMatchObject({ reason: 'AFTER_CUT_OFF', en: 'It happened after the cut-off date.' })
    const left = body.items.filter(({ reason }: { reason: string | null }) => reason !== null)
    expect(left).toHaveLength(reason.events)
  })

  it('tell those who may not see cases how many events there are, and of no case', async () => {
    const observer = await read('OBSERVER', '/O-05/explanation')
    const leader = await read('LEADER', '/O-05/explanation')
    expect(observer.body.counted).toBe(leader.body.counted)
    expect(leader.body.items[0].streamId).toMatch(/^case-/)
    expect(observer.body.items[0]).toMatchObject({ position: null, streamId: null, evidence: null, adds: 1 })
    expect(JSON.stringify(observer.body)).not.toContain('case-')
  })

  it('know the deadlines as they were known at a moment', async () => {
    const now = await read('LEADER', '/R-05?by=rule')
    const then = await read('LEADER', `/R-05?by=rule&recordedUntil=${new Date(Date.now() - 1).toISOString()}`)
    expect(then.body.groups.map(({ key }: { key: string }) => key).length).toBeGreaterThan(0)
    const shared = now.body.groups.filter(({ key }: { key: string }) => key === 'D-01')
    expect(then.body.groups.filter(({ key }: { key: string }) => key === 'D-01')).toEqual(shared)
  })
})
