import { RemarkAccepted, RemarkIncorporated, RemarkRejected, RemarkSubmitted, RemarkTriaged } from '@kooperacje/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lessonsProjection } from '../projections/lessons.ts'
import { type Archive, type History, openArchive } from '../testing/history.ts'
import { consultationReport } from './consultation-report.ts'

const remark = (chapter: string, channel: 'MEETING' | 'ELECTRONIC' = 'MEETING') =>
  ({ version: '1.0', channel, authorRole: 'MANAGER', chapter, text: 'Uwaga.' }) as const

describe('the consultation report', () => {
  let archive: Archive
  let history: History
  beforeAll(async () => {
    archive = await openArchive()
    history = archive.ledger()
    await history.tell('2019-02-20', 'remark/a', RemarkSubmitted, remark('3.10'))
    await history.tell('2019-02-20', 'remark/b', RemarkSubmitted, remark('3.2', 'ELECTRONIC'))
    await history.tell('2019-02-21', 'remark/c', RemarkSubmitted, remark('3.2'))
    for (const id of ['a', 'b']) await history.tell('2019-03-01', `remark/${id}`, RemarkTriaged, {})
    await history.tell('2019-03-02', 'remark/a', RemarkRejected, { response: 'Wynika z ustawy.' })
    await history.tell('2019-03-02', 'remark/b', RemarkAccepted, {})
    await history.tell('2019-03-29', 'remark/b', RemarkIncorporated, { version: '1.0', chapter: '3.2' })
    await history.rows(lessonsProjection)
  })
  afterAll(() => archive.close())

  it('counts remarks by decision, chapter and channel', async () => {
    const report = await consultationReport(archive.pool, history.ledger, '1.0')
    expect(report?.tally).toEqual({
      remarks: 3,
      decided: 2,
      accepted: 1,
      partlyAccepted: 0,
      rejected: 1,
      incorporated: 1,
    })
    expect(report?.byChapter.map(({ chapter, remarks }) => [chapter, remarks])).toEqual([
      ['3.2', 2],
      ['3.10', 1],
    ])
    expect(report?.byChannel).toMatchObject([
      { channel: 'ELECTRONIC', remarks: 1, accepted: 1 },
      { channel: 'MEETING', remarks: 2, accepted: 0 },
    ])
  })

  it('tells of each what was answered and what it changed, chapter by chapter', async () => {
    const report = await consultationReport(archive.pool, history.ledger, '1.0')
    expect(report?.remarks).toMatchObject([
      { remarkId: 'b', decision: 'ACCEPTED', incorporatedChapter: '3.2' },
      { remarkId: 'c', decision: null },
      { remarkId: 'a', decision: 'REJECTED', response: 'Wynika z ustawy.' },
    ])
  })

  it('is none for a version that nobody drafted or remarked on', async () => {
    expect(await consultationReport(archive.pool, history.ledger, '9')).toBeNull()
  })
})
