import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { emptyHistory, LEDGER, procedureOpened, proposed, qualified, rejected } from './testing/history.ts'
import { type TimelineQuery, timelineOf } from './timeline.ts'
import { type Stretch, stretchOf } from './warsaw-days.ts'

describe('the timeline', () => {
  const { store, tell } = emptyHistory()
  let head = 0
  beforeAll(async () => {
    await tell({ 'case/c-1': [proposed('2019-11-12')] }, { correlationId: 'request-1' }) // 1, 08:01
    await tell({ 'case/c-2': [proposed('2019-11-13', 'client-2')] }, { actorId: 'other' }) // 2, 08:02
    await tell({ 'case/c-1': [procedureOpened('2019-12-02')] }) // 3, 08:03
    await tell({ 'case/c-1': [qualified('2019-11-20')], 'case/c-2': [qualified('2019-11-20')] }) // 4, 5, 08:04
    ;[head = 0] = await tell({ 'case/c-1': [rejected('2019-12-10')] }) // 6, 08:05
  })

  const read = async (query: Partial<TimelineQuery> = {}) => {
    const found: string[] = []
    const asked = { ledger: LEDGER, to: head, clearance: { restricted: false }, ...query }
    for await (const rows of timelineOf(store, asked)) {
      found.push(...rows.map((row) => `${row.position}${row.withheld ? ' withheld' : ''}`))
    }
    return found
  }
  const c1 = { type: 'case', id: 'c-1' }
  const at = (text: string) => stretchOf(text) as Stretch

  it('says of every position what is there, or that it is withheld', async () => {
    expect(await read()).toEqual(['1', '2', '3 withheld', '4', '5', '6'])
    expect(await read({ clearance: { restricted: true } })).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(await read({ backward: true, limit: 4 })).toEqual(['6', '5', '4', '3 withheld'])
    const recorded = { recordedSince: at('2020-01-01T08:03:00Z'), recordedUntil: at('2020-01-01T08:04:00Z') }
    expect(await read(recorded)).toEqual(['3 withheld', '4', '5'])
  })

  it('of one thing leaves what is withheld out', async () => {
    expect(await read({ stream: c1 })).toEqual(['1', '4', '6'])
    expect(await read({ stream: c1, from: 2, to: 5 })).toEqual(['4'])
    expect(await read({ stream: c1, backward: true, limit: 2 })).toEqual(['6', '4'])
    expect(await read({ stream: c1, clearance: { restricted: true } })).toEqual(['1', '3', '4', '6'])
    expect(await read({ stream: { type: 'case', id: 'none' } })).toEqual([])
  })

  it('picks by who did it and by the request that it goes back to', async () => {
    expect(await read({ actorId: 'other' })).toEqual(['2'])
    expect(await read({ correlationId: 'request-1' })).toEqual(['1'])
  })

  it('lets no question about anything but places and recording find out what is withheld', async () => {
    const day = fc.constantFrom(...['2019-11-01', '2019-12-02', '2019-12-31'].map(at))
    const telling = fc.oneof(
      fc.record({ since: day }),
      fc.record({ until: day }),
      fc.record({ types: fc.constantFrom(['BlueCardProcedureOpened'], ['CaseQualified', 'BlueCardProcedureOpened']) }),
      fc.record({ actorId: fc.constant('social-worker-1') }),
      fc.record({ stream: fc.constant(c1) }),
    )
    await fc.assert(
      fc.asyncProperty(telling, async (query) => {
        expect((await read(query)).filter((row) => row.startsWith('3'))).toEqual([])
      }),
    )
  })
})
