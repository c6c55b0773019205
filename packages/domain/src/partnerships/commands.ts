import { z } from 'zod'
import { agreement } from '../agreements/process.ts'
import { agreementIdOf } from '../agreements/state.ts'
import { basket } from '../basket/process.ts'
import { institution } from '../institutions/process.ts'
import { defineCommand, recordCommand, type StreamRef } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { BusinessDate, Id } from '../kernel/values.ts'
import { BUILT_IN_VERSION } from '../model/version.ts'
import {
  CandidatesPreselected,
  LeaderDesignated,
  NetworkOfficerAppointed,
  PartnershipAbandoned,
  PartnershipConstituted,
  PartnershipDissolved,
  PartnershipMigrated,
  PartnershipOpened,
  PartnershipResumed,
  PartnershipSuspended,
  ServiceBasketVersionPublished,
  SupportTeamAssigned,
  TeamHandedOver,
} from './events.ts'
import { membershipCommands } from './membership-commands.ts'
import { paperCommands } from './paper-commands.ts'
import { partnership } from './process.ts'
import { resourceCommands } from './resource-commands.ts'
import { sittingCommands } from './sitting-commands.ts'
import { membersOf, sectorsOf } from './state.ts'

export * from './membership-commands.ts'
export * from './paper-commands.ts'
export * from './resource-commands.ts'
export * from './sitting-commands.ts'

export const openPartnership = defineCommand({
  name: 'OpenPartnership',
  about: 'Begin to prepare a partnership in a municipality that has a cooperation agreement.',
  process: partnership,
  adds: [PartnershipOpened],
  creates: true,
  body: PartnershipOpened.data.extend({
    agreementId: Id.optional().describe('Left out: the one that the ledger holds for the municipality, if any'),
    agreementSignedOn: BusinessDate.optional().describe('Of an agreement that the ledger does not hold'),
    modelVersion: z.string().max(20).default(BUILT_IN_VERSION),
  }),
  reads: ({ body }) => ({
    agreement: { process: agreement, id: body.agreementId ?? agreementIdOf(body.municipality) },
  }),
  events: ({ body: { agreementId: named, agreementSignedOn, ...rest }, others, occurredOn }) => {
    const { municipality } = rest
    const { begunOn } = others.agreement
    const agreementId = named ?? (begunOn === null ? undefined : agreementIdOf(municipality))
    const signedOn = agreementSignedOn ?? begunOn
    if (signedOn === null) {
      return refuse('agreement-not-in-force', { teryt: municipality, day: occurredOn, signedOn, terminatedOn: null })
    }
    const under = { agreementSignedOn: signedOn, ...(agreementId !== undefined && { agreementId }) }
    return [event(PartnershipOpened, { ...rest, ...under })]
  },
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

export const preselectCandidates = recordCommand(partnership, CandidatesPreselected, {
  name: 'PreselectCandidates',
  about: 'Record the preliminary choice of persons and families, as a number.',
})

export const abandonPartnership = recordCommand(partnership, PartnershipAbandoned, {
  name: 'AbandonPartnership',
  about: 'Give up the attempt before the partnership is constituted.',
})

export const appointNetworkOfficer = recordCommand(partnership, NetworkOfficerAppointed, {
  name: 'AppointNetworkOfficer',
  about: 'Appoint the person who runs the network, at a member institution.',
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

/** A partnership must be at work to take a team over; an institution only has to be known. */
export const handTeamOver = defineCommand({
  name: 'HandTeamOver',
  about: 'Hand a task team at work over to an institution or to another partnership, before this one ends.',
  process: partnership,
  adds: [TeamHandedOver],
  body: TeamHandedOver.data,
  reads: ({ body: { to } }): { readonly receiver: StreamRef } => ({
    receiver:
      'partnershipId' in to
        ? { process: partnership, id: to.partnershipId }
        : { process: institution, id: to.institutionId },
  }),
  events: ({ id, body, others: { receiver } }) => {
    const { to } = body
    if ('institutionId' in to) {
      return receiver.status === 'NONE' ? refuse('not-found', { field: 'to' }) : [event(TeamHandedOver, body)]
    }
    if (to.partnershipId === id) return refuse('handed-to-itself')
    const active = receiver.status === 'ACTIVE'
    return active ? [event(TeamHandedOver, body)] : refuse('partnership-not-active', { state: receiver.status })
  },
})

export const migratePartnership = defineCommand({
  name: 'MigratePartnership',
  about:
    'Go on under another published version of the model, with the basket. Ask for the preview of what it changes first.',
  process: partnership,
  body: PartnershipMigrated.data,
  adds: [PartnershipMigrated],
  reads: ({ id }) => ({ basket: { process: basket, id } }),
  events: ({ body }) => [event(PartnershipMigrated, body)],
})

export const partnershipCommands = [
  openPartnership,
  designateLeader,
  assignSupportTeam,
  ...resourceCommands,
  ...membershipCommands,
  preselectCandidates,
  ...paperCommands,
  constitutePartnership,
  abandonPartnership,
  appointNetworkOfficer,
  ...sittingCommands,
  publishServiceBasket,
  suspendPartnership,
  resumePartnership,
  handTeamOver,
  migratePartnership,
  dissolvePartnership,
] as const
