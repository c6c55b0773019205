import type { MailOutboxTable } from '../schema.ts'
import { log } from '../table.ts'
import { defineProjection, type EventNamed } from '../table-projection.ts'

const outbox = log<MailOutboxTable>('mail_outbox', ['position', 'recipient'])

const mail = (kind: MailOutboxTable['kind'], event: EventNamed<'DeadlineReminded' | 'DeadlineAlarmRaised'>) =>
  outbox.insert({
    recipient: event.data.recipient,
    kind,
    rule: event.data.rule,
    about: event.data.about,
    caseId: event.data.caseId ?? null,
    dueOn: event.data.dueOn,
    createdAt: event.recordedAt,
    status: 'PENDING',
    attempts: 0,
    claimedUntil: null,
    sentAt: null,
    failure: null,
  })

/**
 * One mail for each notice in the log. The senders keep in the same rows whether a mail has left, which no event tells:
 * so these rows are only ever added, under the key of the fact, and the table is never built anew.
 */
export const mailOutboxProjection = defineProjection({
  name: 'mail_outbox',
  version: 1,
  tables: [outbox],
  corrections: 'SHOW',
  rebuilt: false,
  on: {
    DeadlineReminded: (event) => mail('REMINDER', event),
    DeadlineAlarmRaised: (event) => mail('ALARM', event),
  },
})
