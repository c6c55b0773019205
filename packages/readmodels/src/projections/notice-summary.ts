import type { EventNamed } from '../table-projection.ts'

type Notice = EventNamed<'DeadlineReminded' | 'DeadlineAlarmRaised'>['data']

export const noticeSummary = ({ rule, dueOn, recipient, startedAt }: Notice) => ({ rule, dueOn, recipient, startedAt })
