import type { EventNamed } from '../table-projection.ts'

type Notice = EventNamed<'DeadlineReminded' | 'DeadlineAlarmRaised'>['data']
type Withdrawn = EventNamed<'DeadlineNoticeWithdrawn'>['data']

export const noticeSummary = ({ rule, dueOn, recipient, startedAt }: Notice) => ({ rule, dueOn, recipient, startedAt })

export const withdrawalSummary = ({ rule, recipient, startedAt, reason, was, now }: Withdrawn) => ({
  rule,
  dueOn: was.dueOn,
  recipient,
  startedAt,
  reason,
  status: now.status,
})
