import { z } from 'zod'
import { institution } from '../institutions/process.ts'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { BusinessDate } from '../kernel/values.ts'
import { BUILT_IN_VERSION } from '../model/version.ts'
import {
  AccessionDeclarationSigned,
  CandidatesPreselected,
  CommunicationRulesAdopted,
  ContactPersonsDesignated,
  CooperatorInvited,
  EvaluationConceptAdopted,
  LeaderDesignated,
  MemberExcluded,
  MemberWithdrew,
  NetworkOfficerAppointed,
  PartnershipAbandoned,
  PartnershipConstituted,
  PartnershipDissolved,
  PartnershipOpened,
  PartnershipResumed,
  PartnershipSuspended,
  RegulationsAdopted,
  RegulationsDraftCirculated,
  ResourceDiagnosisCompleted,
  ServiceBasketVersionPublished,
  SupportTeamAssigned,
  WorkPlanAdopted,
} from './events.ts'
import { partnership } from './process.ts'
import { membersOf, sectorsOf } from './state.ts'

/** A sitting decides on a list of institutions at once; the API refuses longer ones before anybody computes on them. */
const BATCH = 100

export const openPartnership = defineCommand({
  name: 'OpenPartnership',
  about: 'Begin to prepare a partnership in a municipality that has a cooperation agreement.',
  process: partnership,
  adds: [PartnershipOpened],
  creates: true,
  body: PartnershipOpened.data.extend({ modelVersion: z.string().max(20).default(BUILT_IN_VERSION) }),
  events: ({ body }) => [event(PartnershipOpened, body)],
})

export const designateLeader = defineCommand({
  name: 'DesignateLeader',
  about: 'Name the social assistance centre that leads the partnership.',
  process: partnership,
  adds: [LeaderDesignated],
  body: LeaderDesignated.data.omit({ sector: true }),
  reads: ({ body }) => ({ institution: { process: institution, id: body.institutionId } }),
  events: ({ body, others }) => {
    // An unknown institution is refused by the guard; its sector is then never stored.
    const sector = others.institution.institution?.sector ?? 'OTHER'
    return [event(LeaderDesignated, { ...body, sector })]
  },
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

export const signAccessionDeclarations = defineCommand({
  name: 'SignAccessionDeclarations',
  about: 'Record the declarations of accession that institutions signed: one fact for each.',
  process: partnership,
  adds: [AccessionDeclarationSigned],
  body: z.strictObject({ declarations: z.array(AccessionDeclarationSigned.data).min(1).max(BATCH) }),
  events: ({ body }) => body.declarations.map((declaration) => event(AccessionDeclarationSigned, declaration)),
})

export const constitutePartnership = defineCommand({
  name: 'ConstitutePartnership',
  about: 'Constitute the partnership from the declarations that were signed.',
  process: partnership,
  adds: [PartnershipConstituted],
  body: z.strictObject({}),
  events: ({ state }) => {
    const members = membersOf(state)
    return [event(PartnershipConstituted, { members: members.length, sectors: sectorsOf(members).length })]
  },
})

export const assignSupportTeam = recordCommand(partnership, SupportTeamAssigned, {
  name: 'AssignSupportTeam',
  about: 'Give the municipality an animator and a model expert.',
})

export const completeResourceDiagnosis = recordCommand(partnership, ResourceDiagnosisCompleted, {
  name: 'CompleteResourceDiagnosis',
  about: 'Record the diagnosis of the resources of assistance and of the community.',
})

export const preselectCandidates = recordCommand(partnership, CandidatesPreselected, {
  name: 'PreselectCandidates',
  about: 'Record the preliminary choice of persons and families, as a number.',
})

export const circulateRegulationsDraft = recordCommand(partnership, RegulationsDraftCirculated, {
  name: 'CirculateRegulationsDraft',
  about: 'Send a draft of the regulations to the future members.',
})

export const adoptRegulations = recordCommand(partnership, RegulationsAdopted, {
  name: 'AdoptRegulations',
  about: 'Adopt the regulations; from then on declarations may be signed.',
})

export const abandonPartnership = recordCommand(partnership, PartnershipAbandoned, {
  name: 'AbandonPartnership',
  about: 'Give up the attempt before the partnership is constituted.',
})

export const designateContactPersons = recordCommand(partnership, ContactPersonsDesignated, {
  name: 'DesignateContactPersons',
  about: 'Record how many coordinating persons and team candidates the cooperators named.',
})

export const appointNetworkOfficer = recordCommand(partnership, NetworkOfficerAppointed, {
  name: 'AppointNetworkOfficer',
  about: 'Appoint the person who runs the network, at a member institution.',
})

export const adoptWorkPlan = recordCommand(partnership, WorkPlanAdopted, {
  name: 'AdoptWorkPlan',
  about: 'Adopt the work plan of a year.',
})

export const adoptCommunicationRules = recordCommand(partnership, CommunicationRulesAdopted, {
  name: 'AdoptCommunicationRules',
  about: 'Adopt the rules of communication between the partnership and its task teams.',
})

export const adoptEvaluationConcept = recordCommand(partnership, EvaluationConceptAdopted, {
  name: 'AdoptEvaluationConcept',
  about: 'Adopt the concept of evaluation and monitoring.',
})

export const publishServiceBasket = defineCommand({
  name: 'PublishServiceBasket',
  about: 'Record that a version of a basket kept on paper was published, by its counts.',
  process: partnership,
  adds: [ServiceBasketVersionPublished],
  // What a version holds comes from the services of the basket (`PublishBasketVersion`), never from a client.
  body: ServiceBasketVersionPublished.data.omit({ items: true }),
  events: ({ body }) => [event(ServiceBasketVersionPublished, body)],
})

export const suspendPartnership = recordCommand(partnership, PartnershipSuspended, {
  name: 'SuspendPartnership',
  about: 'Suspend the work of the partnership.',
})

export const resumePartnership = recordCommand(partnership, PartnershipResumed, {
  name: 'ResumePartnership',
  about: 'Resume the work of the partnership.',
})

export const dissolvePartnership = recordCommand(partnership, PartnershipDissolved, {
  name: 'DissolvePartnership',
  about: 'End a partnership that was constituted.',
})

export const withdrawMember = recordCommand(partnership, MemberWithdrew, {
  name: 'WithdrawMember',
  about: 'Record that a member left the partnership.',
})

export const excludeMember = recordCommand(partnership, MemberExcluded, {
  name: 'ExcludeMember',
  about: 'Exclude a member from the partnership, with a reason.',
})

export const partnershipCommands = [
  openPartnership,
  designateLeader,
  inviteCooperators,
  signAccessionDeclarations,
  constitutePartnership,
  assignSupportTeam,
  completeResourceDiagnosis,
  preselectCandidates,
  circulateRegulationsDraft,
  adoptRegulations,
  abandonPartnership,
  designateContactPersons,
  appointNetworkOfficer,
  adoptWorkPlan,
  adoptCommunicationRules,
  adoptEvaluationConcept,
  publishServiceBasket,
  suspendPartnership,
  resumePartnership,
  dissolvePartnership,
  withdrawMember,
  excludeMember,
] as const
