import { tellsOfProcedure } from '@kooperacje/domain'
import type { RecordedEvent } from '@kooperacje/events'
import type { CaseTimelineTable } from '../schema.ts'
import { log } from '../table.ts'
import { defineProjection, type EventNamed, each } from '../table-projection.ts'
import { caseSummaries } from './case-summaries.ts'
import { correctionEntries } from './correction-entries.ts'
import { noticeSummary, withdrawalSummary } from './notice-summary.ts'

const timeline = log<CaseTimelineTable>('case_timeline', ['caseId', 'position'])

const entry = (event: RecordedEvent, caseId: string, summary: Readonly<Record<string, unknown>>) =>
  timeline.insert({
    caseId,
    type: event.type,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    actorRole: event.metadata.actorRole,
    institutionId: event.metadata.institutionId ?? null,
    summary,
    restricted: tellsOfProcedure(event),
  })

type Notice = EventNamed<'DeadlineReminded' | 'DeadlineAlarmRaised' | 'DeadlineNoticeWithdrawn'>

/** That there is a deadline of the Blue Card procedure is for fewer people than read this. */
const notice = (event: Notice, summary: Readonly<Record<string, unknown>>) =>
  event.data.caseId === undefined || event.data.restricted ? null : entry(event, event.data.caseId, summary)

/** The history of a case: its own facts, and those on other streams that name it. */
export const caseTimelineProjection = defineProjection({
  name: 'case_timeline',
  version: 4,
  tables: [timeline],
  corrections: 'SHOW',
  on: {
    ...each(Object.keys(caseSummaries), (event) =>
      entry(event, event.streamId, caseSummaries[event.type as keyof typeof caseSummaries](event.data as never)),
    ),
    ...correctionEntries('case', Object.keys(caseSummaries), entry),
    MeetingScheduled: (event) => {
      const { of, plannedOn, invited, mode } = event.data
      return of.kind === 'TEAM' ? entry(event, of.caseId, { plannedOn, invited, mode }) : null
    },
    SocialContractDrafted: (event) => {
      const { caseId, variant, endsOn } = event.data
      return entry(event, caseId, { contractId: event.streamId, variant, endsOn })
    },
    DeadlineReminded: (event) => notice(event, noticeSummary(event.data)),
    DeadlineAlarmRaised: (event) => notice(event, noticeSummary(event.data)),
    DeadlineNoticeWithdrawn: (event) => notice(event, withdrawalSummary(event.data)),
  },
})
