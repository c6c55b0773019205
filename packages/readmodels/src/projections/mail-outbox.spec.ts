import { DeadlineAlarmRaised, DeadlineReminded } from '@kooperacje/domain'
import { catchUp } from '@kooperacje/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markMailSent } from '../queries/mails.ts'
import { type Archive, openArchive } from '../testing/history.ts'
import { mailOutboxProjection } from './mail-outbox.ts'

const notice = {
  rule: 'P-12',
  about: 'case/a',
  caseId: 'a',
  dueOn: '2019-11-28',
  startedAt: 4,
  recipient: 'COORDINATOR',
  step: 0,
} as const

describe('the outbox', () => {
  let archive: Archive
  beforeAll(async () => {
    archive = await openArchive()
  })
  afterAll(() => archive.close())

  it('holds one mail for each notice', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-23', 'deadline/P-12.4', DeadlineReminded, notice)
    await history.tell('2019-11-29', 'deadline/P-12.4', DeadlineAlarmRaised, notice)
    expect(await history.table(mailOutboxProjection)).toMatchObject([
      { kind: 'REMINDER', recipient: 'COORDINATOR', rule: 'P-12', dueOn: '2019-11-28', status: 'PENDING', position: 1 },
      { kind: 'ALARM', position: 2, attempts: 0, sentAt: null },
    ])
  })

  it('sends nothing twice when the log is read again from the beginning', async () => {
    const history = archive.ledger()
    await history.tell('2019-11-23', 'deadline/P-12.4', DeadlineReminded, notice)
    const [mail] = await history.table(mailOutboxProjection)
    await markMailSent(archive.pool, mail as never, 'SENT', new Date('2019-11-23T12:00:00Z'))
    await archive.pool.query(
      `update es.checkpoints set position = 0 where projection = 'mail_outbox' and ledger = $1`,
      [history.ledger],
    )
    await history.tell('2019-11-29', 'deadline/P-12.4', DeadlineAlarmRaised, notice)
    const { pool, codec } = archive
    expect(await catchUp(pool, codec, mailOutboxProjection, history.ledger)).toMatchObject({ applied: 2, position: 2 })
    const { rows } = await pool.query('select status from rm.mail_outbox where ledger = $1 order by position', [
      history.ledger,
    ])
    expect(rows).toEqual([{ status: 'SENT' }, { status: 'PENDING' }])
  })
})
