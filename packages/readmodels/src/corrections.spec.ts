import {
  CaseProposed,
  CaseQualified,
  CaseSuspended,
  ConsentGiven,
  correctionOf,
  type EventDefinition,
  FactAnnulled,
  TaskTeamAppointed,
} from '@kooperacje/domain'
import type { LedgerPast } from '@kooperacje/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { effectiveLedger, effectiveStreams } from './effective.ts'
import { caseTimelineProjection } from './projections/case-timeline.ts'
import { casesProjection } from './projections/cases.ts'
import { rebuildProjection } from './rebuild.ts'
import { consent, proposal, team } from './testing/facts.ts'
import { type Archive, type History, openArchive } from './testing/history.ts'

const A = 'case/a'
const correct = (definition: unknown) => correctionOf(definition as EventDefinition) as never

describe('a correction', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  async function qualified(): Promise<History> {
    const history = archive.ledger()
    await history.tell('2019-11-06', A, CaseProposed, proposal({ modelVersion: '1.0' }))
    await history.tell('2019-11-07', A, CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'w-1' })
    await history.tell('2019-11-06', 'case/b', CaseProposed, proposal({ clientId: 'client-2', modelVersion: '1.0' }))
    return history
  }
  const rowOf = async (history: History, caseId = 'a') =>
    (await history.table(casesProjection)).find((row) => row.caseId === caseId)

  it('changes the rows that were projected before it, and those only', async () => {
    const history = await qualified()
    expect(await rowOf(history)).toMatchObject({ coordinatorId: 'w-1', adults: 1 })
    const before = await rowOf(history, 'b')
    const fact = { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'w-2' }
    await history.tell('2020-02-03', A, correct(CaseQualified), { corrects: 2, reason: 'WRONG_PERSON', fact } as never)
    expect(await rowOf(history)).toMatchObject({ coordinatorId: 'w-2', status: 'QUALIFIED' })
    expect(await rowOf(history, 'b')).toEqual(before)
  })

  it('writes no row of another stream', async () => {
    const history = await qualified()
    await rowOf(history)
    const written = async () => {
      const sql = `select case_id, xmin::text from rm.cases where ledger = $1 order by case_id`
      return (await archive.pool.query(sql, [history.ledger])).rows
    }
    const [a, b] = await written()
    await history.tell('2020-02-03', A, FactAnnulled, { corrects: 2, type: 'CaseQualified', reason: 'DUPLICATE' })
    await rowOf(history)
    const [after, others] = await written()
    expect(others).toEqual(b)
    expect(after.xmin).not.toBe(a.xmin)
  })

  it('leaves the version of its stream on the row, so that the next change can be asked for with it', async () => {
    const history = await qualified()
    expect(await rowOf(history)).toMatchObject({ version: 2 })
    const fact = proposal({ adults: 2, modelVersion: '1.0' })
    await history.tell('2020-02-03', A, correct(CaseProposed), { corrects: 1, reason: 'WRONG_VALUE', fact } as never)
    expect(await rowOf(history)).toMatchObject({ adults: 2, version: 3 })
    await history.tell('2020-02-03', A, FactAnnulled, { corrects: 2, type: 'CaseQualified', reason: 'DUPLICATE' })
    expect(await rowOf(history)).toMatchObject({ status: 'PROPOSED', version: 4 })
    await history.tell('2020-02-04', A, CaseQualified, { criteriaMet: ['C1', 'C2', 'C3', 'C4'], coordinatorId: 'w-2' })
    expect(await rowOf(history)).toMatchObject({ status: 'QUALIFIED', version: 5 })
  })

  it('is followed by facts that build on what is right', async () => {
    const history = await qualified()
    const fact = proposal({ adults: 2, modelVersion: '1.0' })
    await history.tell('2020-02-03', A, correct(CaseProposed), { corrects: 1, reason: 'WRONG_VALUE', fact } as never)
    await rowOf(history)
    await history.tell('2020-02-04', A, ConsentGiven, consent({ adultsCovered: 2 }))
    expect(await rowOf(history)).toMatchObject({ adults: 2, status: 'CONSENTED' })
  })

  it('in the same batch as what it corrects gives the same rows', async () => {
    const history = await qualified()
    await history.tell('2019-11-12', A, ConsentGiven, consent())
    await history.tell('2019-11-14', A, TaskTeamAppointed, team())
    await history.tell('2019-11-20', A, CaseSuspended, { reason: 'x' })
    await history.tell('2019-11-21', A, FactAnnulled, { corrects: 5, type: 'CaseSuspended', reason: 'DUPLICATE' })
    expect(await rowOf(history)).toMatchObject({ status: 'TEAM_APPOINTED' })
  })

  it('is kept by a rebuild', async () => {
    const history = await qualified()
    await history.tell('2020-02-03', A, FactAnnulled, { corrects: 2, type: 'CaseQualified', reason: 'DUPLICATE' })
    const rows = await history.table(casesProjection)
    expect(rows.find(({ caseId }) => caseId === 'a')).toMatchObject({ status: 'PROPOSED', coordinatorId: null })
    await rebuildProjection(archive.pool, archive.codec, casesProjection)
    expect(await history.table(casesProjection)).toEqual(rows)
  })

  it('is looked for to the end of the ledger, however few facts come at once', async () => {
    const history = await qualified()
    await history.tell('2020-02-03', A, FactAnnulled, { corrects: 2, type: 'CaseQualified', reason: 'DUPLICATE' })
    const { store } = archive
    const fewAtOnce: LedgerPast = {
      readLedger: (ledger, options) => store.readLedger(ledger, { ...options, limit: 1 }),
      readStream: (ledger, type, id, options) => store.readStream(ledger, type, id, { ...options, limit: 1 }),
    }
    const range = { ledger: history.ledger, to: 4, types: casesProjection.types }
    const positions: number[] = []
    for await (const page of effectiveLedger(fewAtOnce, range)) positions.push(...page.map(({ position }) => position))
    expect(positions).toEqual([1, 3])
    expect(await effectiveStreams(fewAtOnce, ['case'], 'a', range)).toMatchObject([{ position: 1 }])
  })

  it('stands in the history beside what it corrects', async () => {
    const history = await qualified()
    await history.tell('2020-02-03', A, FactAnnulled, { corrects: 2, type: 'CaseQualified', reason: 'DUPLICATE' })
    const entries = (await history.table(caseTimelineProjection)).filter(({ caseId }) => caseId === 'a')
    expect(entries.map(({ type, summary }) => [type, summary])).toMatchObject([
      ['CaseProposed', {}],
      ['CaseQualified', {}],
      ['FactAnnulled', { corrects: 2, reason: 'DUPLICATE', annulled: true }],
    ])
  })
})
