import type { MailOutboxTable } from '../schema.ts'
import { log } from '../table.ts'
import { defineProjection, type EventNamed } from '../table-projection.ts'

const outbox = log<MailOutboxTable>('mail_outbox', ['position', 'recipient'])

type Notice = EventNamed<'DeadlineReminded' | 'DeadlineAlarmRaised' | 'DeadlineNoticeWithdrawn'>

function mail(kind: MailOutboxTable['kind'], { data, recordedAt }: Notice) {
  const withdrawn = 'was' in data ? data.was : null
  return outbox.insert({
    recipient: data.recipient,
    kind,
    rule: data.rule,
    about: data.about,
    caseId: data.caseId ?? null,
    dueOn: withdrawn?.dueOn ?? ('dueOn' in data ? data.dueOn : ''),
    step: withdrawn?.steps[0] ?? ('step' in data ? data.step : 0),
    restricted: data.restricted ?? false,
    owner: data.owner === undefined ? null : { actorId: data.owner, role: data.ownerRole ?? '' },
    createdAt: recordedAt,
    status: 'PENDING',
    attempts: 0,
    claimedUntil: null,
    sentAt: null,
    failure: null,
  })
}

/**
 * One mail for each notice in the log. The senders keep in the same rows whether a mail has left, which no event tells:
 * so these rows are only ever added, under the key of the fact, and the table is never built anew.
 */
export const mailOutboxProjection = defineProjection({
  name: 'mail_outbox',
  version: 2,
  tables: [outbox],
  corrections: 'SHOW',
  rebuilt: false,
  on: {
    DeadlineReminded: (event) => mail('REMINDER', event),
    DeadlineAlarmRaised: (event) => mail('ALARM', event),
    DeadlineNoticeWithdrawn: (event) => mail('WITHDRAWAL', event),
  },
})
