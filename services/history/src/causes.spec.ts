import { beforeAll, describe, expect, it } from 'vitest'
import { causesOf } from './causes.ts'
import {
  emptyHistory,
  LEDGER,
  procedureOpened,
  proposed,
  qualified,
  qualifiedCorrected,
  rejected,
  reminded,
} from './testing/history.ts'

const of = (correlationId: string, causationId?: string) => ({ correlationId, ...(causationId ? { causationId } : {}) })

const held = {
  type: 'TeamMeetingHeld',
  occurredAt: '2019-12-05T09:00:00Z',
  data: {
    ...{ meetingId: 'm-1', teamId: 't-1', ordinal: 1, purpose: 'REVIEW', invited: 3, present: 3 },
    ...{ clientPresent: true, mode: 'ON_SITE' },
  },
}
const reviewed = { type: 'ReviewHeld', occurredAt: '2019-12-05T09:00:00Z', data: { meetingId: 'm-1' } }

describe('what followed from what', () => {
  const { store, tell } = emptyHistory()
  let head = 0

  beforeAll(async () => {
    await tell({ 'case/c-1': [proposed('2019-11-12')] }, of('request-1')) // 1
    await tell({ 'case/c-2': [proposed('2019-11-12', 'client-2')] }, of('request-2')) // 2
    await tell({ 'case/c-1': [qualified('2019-11-20')] }, of('request-3')) // 3
    // Notices of one morning: one command, and each has its own cause.
    await tell(
      { 'deadline/D-01.1': [reminded('2019-12-01')], 'deadline/D-02.3': [reminded('2019-12-01', { startedAt: 3 })] },
      of('deadlines:2019-12-01'),
    ) // 4, 5
    await tell({ 'case/c-1': [held, reviewed] }, of('request-4')) // 6, 7
    await tell({ 'case/c-1': [qualifiedCorrected('2020-01-07', 2, 'staff-2')] }, of('request-5')) // 8
    await tell({ 'case/c-1': [rejected('2020-01-08')], 'case/c-2': [rejected('2020-01-08')] }, of('request-6')) // 9, 10
    await tell({ 'case/c-2': [qualified('2020-01-09')] }, of('worker', `${LEDGER}@10`)) // 11
    await tell({ 'case/c-2': [qualified('2020-01-09')] }, of('worker', `0402@10`)) // 12
    await tell({ 'case/c-1': [procedureOpened('2020-01-10')] }, of('request-7')) // 13
    const restricted = { rule: 'D-04', startedAt: 13, restricted: true }
    await tell({ 'deadline/D-04.13': [reminded('2020-01-11', restricted)] }, of('deadlines:2020-01-11')) // 14
    ;[head = 0] = await tell({ 'case/c-2': [rejected('2020-01-12')] }, of('worker', `${LEDGER}@14`)) // 15
  })

  const tree = async (position: number, restricted = true) => {
    const found = []
    const query = { ledger: LEDGER, position, head, clearance: { restricted } }
    for await (const { event, depth, tie, because } of causesOf(store, query)) {
      found.push([event.position, depth, tie, because])
    }
    return found
  }

  it('a fact that somebody recorded follows from nothing, and notices and corrections from it', async () => {
    expect(await tree(3)).toEqual([
      [3, 0, null, null],
      [5, 1, 'DEADLINE', 3],
      [8, 1, 'CORRECTION', 3],
    ])
  })

  it('notices that were told together have nothing to do with each other', async () => {
    expect(await tree(4)).toEqual([
      [1, -1, null, null],
      [4, 0, 'DEADLINE', 1],
    ])
  })

  it('a reaction follows from its fact, and is named', async () => {
    const found = []
    for await (const { tie, reaction, because } of causesOf(store, {
      ...{ ledger: LEDGER, position: 7, head },
      clearance: { restricted: true },
    }))
      found.push({ tie, reaction, because })
    expect(found).toEqual([
      { tie: null, reaction: null, because: null },
      { tie: 'REACTION', reaction: 'RecordReview', because: 6 },
    ])
  })

  it('facts of one command follow from the first, and what a worker did from the fact that it names', async () => {
    expect(await tree(11)).toEqual([
      [9, -2, null, null],
      [10, -1, 'COMMAND', 9],
      [11, 0, 'CAUSATION', 10],
    ])
    expect(await tree(9)).toEqual([
      [9, 0, null, null],
      [10, 1, 'COMMAND', 9],
      [11, 2, 'CAUSATION', 10],
    ])
  })

  it('a cause in another ledger is none here', async () => {
    expect(await tree(12)).toEqual([[12, 0, null, null]])
  })

  it('what may not be known is neither a cause nor a consequence', async () => {
    expect(await tree(13)).toEqual([
      [13, 0, null, null],
      [14, 1, 'DEADLINE', 13],
      [15, 2, 'CAUSATION', 14],
    ])
    expect(await tree(13, false)).toEqual([])
    expect(await tree(15, false)).toEqual([[15, 0, null, null]])
  })

  it('there is nothing at a position that was not reached', async () => {
    expect(await tree(99)).toEqual([])
  })
})
