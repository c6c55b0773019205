import { beforeAll, describe, expect, it } from 'vitest'
import { factRow, timelineRow } from './rows.ts'
import { emptyHistory, LEDGER, procedureOpened, proposed, qualified, qualifiedCorrected } from './testing/history.ts'

describe('a line of the history', () => {
  const { store, tell } = emptyHistory()
  beforeAll(async () => {
    await tell({ 'case/c-1': [proposed('2019-11-12'), qualified('2019-11-20')] })
    await tell({ 'case/c-1': [procedureOpened('2019-12-02')] })
    await tell({ 'case/c-1': [qualifiedCorrected('2020-01-07', 2, 'staff-2')] })
  })
  const rows = async (restricted: boolean) => {
    const events = await store.readLedger(LEDGER, { open: false })
    return Promise.all(events.map((event) => timelineRow(store, event, { restricted })))
  }

  it('tells when, in both clocks, and by whom', async () => {
    expect((await rows(true))[0]).toMatchObject({
      position: 1,
      version: 1,
      stream: 'case/c-1',
      occurredAt: '2019-11-12T09:00:00.000Z',
      occurredInPoland: '2019-11-12T10:00:00.000+01:00',
      by: { actorId: 'social-worker-1', role: 'COORDINATOR', institutionId: 'mops' },
      correlationId: null,
    })
  })

  it('holds no ciphertext', async () => {
    expect(JSON.stringify(await rows(true))).not.toMatch(/sealed:|Przykładowa/)
    expect((await rows(true))[0]).toMatchObject({
      data: { clientName: '(sealed)', problemAreas: '(sealed)', adults: 2 },
    })
  })

  it('says of a restricted fact that its position is taken, and nothing else', async () => {
    const [, , row] = await rows(false)
    expect(row).toEqual({
      position: 3,
      withheld: true,
      recordedAt: expect.any(String),
      recordedInPoland: expect.any(String),
    })
  })

  it('names the fact that it follows from, unless that is restricted', async () => {
    const { store, tell } = emptyHistory()
    await tell({ 'case/c-1': [proposed('2019-11-12')] })
    await tell({ 'case/c-1': [procedureOpened('2019-12-02')] })
    for (const causationId of [`${LEDGER}@1`, `${LEDGER}@2`, 'request-1']) {
      await tell({ 'case/c-1': [qualified('2019-11-20')] }, { causationId })
    }
    const causes = async (restricted: boolean) => {
      const events = await store.readLedger(LEDGER, { from: 3, open: false })
      const rows = await Promise.all(events.map((event) => factRow(store, event, { restricted })))
      return rows.map(({ causationId }) => causationId)
    }
    expect(await causes(true)).toEqual([`${LEDGER}@1`, `${LEDGER}@2`, 'request-1'])
    expect(await causes(false)).toEqual([`${LEDGER}@1`, null, 'request-1'])
  })

  it('does not count by versions where a version that is missing would say whose procedure it is', async () => {
    const text = JSON.stringify(await rows(false))
    expect(text).not.toMatch(/"version":|"corrects":/)
    expect((await rows(false))[3]).toMatchObject({ data: { correctsPosition: 2, reason: 'TYPING_ERROR' } })
    expect((await rows(true))[3]).toMatchObject({ version: 4, data: { corrects: 2 } })
  })
})
