import { businessDate } from '@kooperacje/domain'
import type { ReferralInboxTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const inbox = table<ReferralInboxTable, 'referralId'>('referral_inbox', ['referralId'], {
  stream: 'referralId',
  stamp: ({ streamVersion }) => ({ version: streamVersion }),
})

/** What was referred and what became of it, without who it is about. */
export const referralInboxProjection = defineProjection({
  name: 'referral_inbox',
  version: 2,
  tables: [inbox],
  on: {
    ReferralSubmitted: ({ streamId, streamVersion, occurredAt, recordedAt, data }) =>
      inbox.insert({
        referralId: streamId,
        partnershipId: data.partnershipId,
        status: 'WAITING',
        clientId: data.clientId,
        clientKind: data.clientKind,
        clientAgreed: data.clientAgreed,
        source: data.source,
        urgency: data.urgency,
        fromInstitutionId: data.fromInstitutionId,
        knownSince: data.knownSince,
        submittedOn: businessDate(occurredAt),
        recordedAt,
        answeredOn: null,
        caseId: null,
        returnReason: null,
        redirectedTo: null,
        version: streamVersion,
      }),
    ReferralAccepted: ({ streamId, occurredAt, data: { caseId } }) =>
      inbox.update({ referralId: streamId }, { status: 'ACCEPTED', answeredOn: businessDate(occurredAt), caseId }),
    ReferralReturned: ({ streamId, occurredAt, data: { reason } }) =>
      inbox.update(
        { referralId: streamId },
        { status: 'RETURNED', answeredOn: businessDate(occurredAt), returnReason: reason },
      ),
    ReferralRedirected: ({ streamId, occurredAt, data: { toInstitutionId } }) =>
      inbox.update(
        { referralId: streamId },
        { status: 'REDIRECTED', answeredOn: businessDate(occurredAt), redirectedTo: toInstitutionId },
      ),
  },
})
