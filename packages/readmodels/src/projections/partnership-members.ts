import { businessDate } from '@kooperacje/domain'
import type { ConstitutedPartnershipsTable, MembershipStatus, PartnershipMembersTable } from '../schema.ts'
import { table } from '../table.ts'
import { defineProjection } from '../table-projection.ts'

const members = table<PartnershipMembersTable, 'partnershipId' | 'institutionId'>(
  'partnership_members',
  ['partnershipId', 'institutionId'],
  { stream: 'partnershipId' },
)
const constituted = table<ConstitutedPartnershipsTable, 'partnershipId'>(
  'constituted_partnerships',
  ['partnershipId'],
  { stream: 'partnershipId', writtenOnce: true },
)

type Member = Omit<PartnershipMembersTable, 'ledger' | 'position' | 'updatedPosition'>

/** Of whom nothing is known yet but that it is meant. */
const newcomer = (partnershipId: string, institutionId: string, sector: string, since: string): Member => ({
  partnershipId,
  institutionId,
  sector,
  status: 'INVITED',
  leader: false,
  strategicPartner: false,
  since,
  replyBy: null,
})

/** Who was invited, who signed, who left; also the leader, from the day it is named. */
export const partnershipMembersProjection = defineProjection({
  name: 'partnership_members',
  version: 1,
  tables: [members, constituted],
  on: {
    LeaderDesignated: ({ streamId: partnershipId, occurredAt, data: { institutionId, sector } }) =>
      members.upsert({ partnershipId, institutionId }, (row) => ({
        ...(row ?? newcomer(partnershipId, institutionId, sector, businessDate(occurredAt))),
        leader: true,
      })),

    CooperatorIdentified: ({ streamId: partnershipId, occurredAt, data: { institutionId, sector } }) =>
      members.upsert({ partnershipId, institutionId }, (row) => ({
        ...newcomer(partnershipId, institutionId, sector, businessDate(occurredAt)),
        status: 'IDENTIFIED',
        leader: row?.leader ?? false,
      })),

    CooperatorAnswered: ({ streamId: partnershipId, occurredAt, data: { institutionId, answer } }) =>
      members.update({ partnershipId, institutionId }, { status: answer, since: businessDate(occurredAt) }),

    CooperatorInvited: ({ streamId: partnershipId, occurredAt, data: { institutionId, sector, replyBy } }) =>
      members.upsert({ partnershipId, institutionId }, (row) => ({
        ...newcomer(partnershipId, institutionId, sector, businessDate(occurredAt)),
        // Asked to the next meeting, it is no less interested than before.
        ...(row?.status === 'INTERESTED' && { status: row.status, since: row.since }),
        leader: row?.leader ?? false,
        replyBy: replyBy ?? null,
      })),

    AccessionDeclarationSigned: ({ streamId: partnershipId, occurredAt, data }) => {
      const { institutionId, sector, strategicPartner } = data
      const since = businessDate(occurredAt)
      const signed = (status: MembershipStatus) =>
        members.upsert({ partnershipId, institutionId }, (row) => ({
          ...(row ?? newcomer(partnershipId, institutionId, sector, since)),
          sector,
          status,
          strategicPartner,
          since,
        }))
      return constituted.look({ partnershipId }, (act) => signed(act ? 'ACTIVE' : 'DECLARED'))
    },

    PartnershipConstituted: ({ streamId: partnershipId, occurredAt }) => {
      const constitutedOn = businessDate(occurredAt)
      return [
        constituted.insert({ partnershipId, constitutedOn }),
        members.updateWhere({ partnershipId, status: 'DECLARED' }, { status: 'ACTIVE', since: constitutedOn }),
      ]
    },

    MemberBecameInactive: ({ streamId: partnershipId, occurredAt, data: { institutionId } }) =>
      members.update({ partnershipId, institutionId }, { status: 'INACTIVE', since: businessDate(occurredAt) }),

    MemberReactivated: ({ streamId: partnershipId, occurredAt, data: { institutionId } }) =>
      members.update({ partnershipId, institutionId }, { status: 'ACTIVE', since: businessDate(occurredAt) }),

    MemberWithdrew: ({ streamId: partnershipId, occurredAt, data: { institutionId } }) =>
      members.update({ partnershipId, institutionId }, { status: 'WITHDRAWN', since: businessDate(occurredAt) }),

    MemberExcluded: ({ streamId: partnershipId, occurredAt, data: { institutionId } }) =>
      members.update({ partnershipId, institutionId }, { status: 'EXCLUDED', since: businessDate(occurredAt) }),
  },
})
