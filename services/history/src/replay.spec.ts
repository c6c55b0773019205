import type { AnyProcess } from '@kooperacje/domain'
import { builtInModels, caseProcess, foldStream, processes, type VersionedEvent } from '@kooperacje/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Moment } from './moment.ts'
import { replay } from './replay.ts'
import { emptyHistory, LEDGER, procedureOpened, proposed, qualified, qualifiedCorrected } from './testing/history.ts'
import { type Stretch, stretchOf } from './warsaw-days.ts'

const stream = { type: 'case', id: 'c-1' }
const day = (text: string) => stretchOf(text) as Stretch
const open = { restricted: true }

describe('a case that was put right, looked at from several moments', () => {
  const { store, tell } = emptyHistory()
  const at = (moment: Moment, clearance = open) =>
    replay(store, processes.case as AnyProcess, { ledger: LEDGER, stream, moment, clearance })

  beforeAll(async () => {
    await tell({ 'case/c-1': [proposed('2019-11-12')] })
    await tell({ 'case/c-2': [proposed('2019-11-12')] })
    await tell({ 'case/c-1': [qualified('2019-11-20', 'staff-1')] })
    await tell({ 'case/c-1': [procedureOpened('2019-12-02')] })
    // It was somebody else, and three days earlier.
    await tell({ 'case/c-1': [qualifiedCorrected('2020-01-07', 2, 'staff-2', '2019-11-17T09:00:00.000Z')] })
  })

  it('stands now as the commands see it', async () => {
    const { state, taken } = await at({})
    const facts = (await store.readStream(LEDGER, 'case', 'c-1')) as readonly unknown[] as readonly VersionedEvent[]
    expect(state).toEqual(foldStream(caseProcess as never, facts, builtInModels))
    expect(state).toMatchObject({ status: 'QUALIFIED', coordinatorId: 'staff-2', since: '2019-11-17' })
    expect(taken).toBe(3)
  })

  it('stood before the correction was recorded as it was known then', async () => {
    for (const moment of [{ position: 4 }, { version: 3 }, { recordedUntil: day('2020-01-01T08:04:00Z') }]) {
      expect((await at(moment)).state).toMatchObject({ coordinatorId: 'staff-1', since: '2019-11-20' })
    }
  })

  it('stood on a day as it is known now: the right date counts', async () => {
    expect((await at({ until: day('2019-11-16') })).state.status).toBe('PROPOSED')
    expect((await at({ until: day('2019-11-17') })).state.status).toBe('QUALIFIED')
    expect((await at({ until: day('2019-11-17'), position: 4 })).state.status).toBe('PROPOSED')
  })

  it('says where the last fact stands that was taken in', async () => {
    expect((await at({ position: 3 })).last).toMatchObject({ position: 3, type: 'CaseQualified' })
    expect((await at({ position: 2 })).last).toMatchObject({ position: 1 })
    expect((await at({ until: day('2019-11-11') })).last).toBeUndefined()
  })

  it('tells nothing of a procedure to those who may not know of one, not even that there is none', async () => {
    const { state, taken, last } = await at({ position: 4 }, { restricted: false })
    expect(state).not.toHaveProperty('blueCard')
    expect({ taken, last: last?.position }).toEqual({ taken: 2, last: 3 })
    expect((await at({ position: 4 })).state).toMatchObject({ blueCard: { open: true } })
  })

  it('names the events that it shows before it shows them, the correction among them', async () => {
    const shown: number[] = []
    const query = { ledger: LEDGER, stream, moment: { until: day('2019-11-18') }, clearance: open }
    await replay(store, processes.case as AnyProcess, query, async (events) => {
      shown.push(...events.map(({ position }) => position))
    })
    expect(shown).toEqual([1, 3, 5])
  })
})
