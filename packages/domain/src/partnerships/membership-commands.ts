import { z } from 'zod'
import { basket } from '../basket/process.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { BusinessDate, Id } from '../kernel/values.ts'
import {
  AccessionDeclarationSigned,
  ContactPersonsDesignated,
  CooperatorAnswered,
  CooperatorIdentified,
  CooperatorInvited,
  MemberBecameInactive,
  MemberExcluded,
  MemberReactivated,
  MemberWithdrew,
} from './events.ts'
import { partnership } from './process.ts'
import { answersFor } from './state.ts'

/** A sitting decides on a list of institutions at once; the API refuses longer ones before anybody computes on them. */
const BATCH = 100

const Named = CooperatorIdentified.data

export const identifyCooperators = defineCommand({
  name: 'IdentifyCooperators',
  about: 'Record institutions that matter for helping people here, before they are invited: one fact for each.',
  process: partnership,
  adds: [CooperatorIdentified],
  body: z.strictObject({ institutions: z.array(Named).min(1).max(BATCH) }),
  events: ({ body }) => body.institutions.map((institution) => event(CooperatorIdentified, institution)),
})

export const inviteCooperators = defineCommand({
  name: 'InviteCooperators',
  about: 'Invite institutions to cooperate: one fact for each.',
  process: partnership,
  adds: [CooperatorInvited],
  body: z.strictObject({
    institutions: z
      .array(CooperatorInvited.data.omit({ replyBy: true }))
      .min(1)
      .max(BATCH),
    replyBy: BusinessDate.optional(),
  }),
  events: ({ body: { institutions, replyBy } }) =>
    institutions.map((invited) => event(CooperatorInvited, replyBy ? { ...invited, replyBy } : invited)),
})

/** Its own answer is the institution's to give; on paper it comes to the leader. */
export const answerInvitation = defineCommand({
  name: 'AnswerInvitation',
  about: 'Answer an invitation: an institution for itself, the leader for one that answered on paper.',
  process: partnership,
  adds: [CooperatorAnswered],
  body: CooperatorAnswered.data.extend({ institutionId: Id.optional().describe("Left out: the caller's own") }),
  events: ({ body: { institutionId: whose, answer }, by, state }) => {
    const institutionId = whose ?? by.institutionId
    if (institutionId === null) return refuse('sender-unknown')
    return answersFor(by, institutionId, state) ?? [event(CooperatorAnswered, { institutionId, answer })]
  },
})

export const signAccessionDeclarations = defineCommand({
  name: 'SignAccessionDeclarations',
  about: 'Record the declarations of accession that institutions signed: one fact for each.',
  process: partnership,
  adds: [AccessionDeclarationSigned],
  body: z.strictObject({ declarations: z.array(AccessionDeclarationSigned.data).min(1).max(BATCH) }),
  events: ({ body }) => body.declarations.map((declaration) => event(AccessionDeclarationSigned, declaration)),
})

/** The services of whoever leaves go with it. */
const itsBasket = ({ id }: { id: string }) => ({ basket: { process: basket, id } })

export const withdrawMember = defineCommand({
  name: 'WithdrawMember',
  about: 'Record that a member left the partnership; its services leave the basket in the same commit.',
  process: partnership,
  adds: [MemberWithdrew],
  body: MemberWithdrew.data,
  reads: itsBasket,
  events: ({ body }) => [event(MemberWithdrew, body)],
})

export const excludeMember = defineCommand({
  name: 'ExcludeMember',
  about: 'Exclude a member from the partnership, with a reason; its services leave the basket in the same commit.',
  process: partnership,
  adds: [MemberExcluded],
  body: MemberExcluded.data,
  reads: itsBasket,
  events: ({ body }) => [event(MemberExcluded, body)],
})

export const designateContactPersons = recordCommand(partnership, ContactPersonsDesignated, {
  name: 'DesignateContactPersons',
  about: 'Record how many coordinating persons and team candidates the cooperators named.',
})

export const markMemberInactive = recordCommand(partnership, MemberBecameInactive, {
  name: 'MarkMemberInactive',
  about: 'Record that a member no longer takes part; the quorum is counted without it.',
})

export const reactivateMember = recordCommand(partnership, MemberReactivated, {
  name: 'ReactivateMember',
  about: 'Record that a member takes part again.',
})

export const membershipCommands = [
  identifyCooperators,
  inviteCooperators,
  answerInvitation,
  signAccessionDeclarations,
  designateContactPersons,
  markMemberInactive,
  reactivateMember,
  withdrawMember,
  excludeMember,
] as const
