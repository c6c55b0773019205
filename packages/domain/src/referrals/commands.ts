import { z } from 'zod'
import { isPesel } from '../anonymisation/numbers.ts'
import { CaseProposed } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { defineCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { Count, Id } from '../kernel/values.ts'
import { partnership } from '../partnerships/process.ts'
import { ReferralAccepted, ReferralRedirected, ReferralReturned, ReferralSubmitted } from './events.ts'
import { referral } from './process.ts'

export const submitReferral = defineCommand({
  name: 'SubmitReferral',
  about: 'Tell the leader of a partnership of somebody who may need cooperation.',
  process: referral,
  adds: [ReferralSubmitted],
  creates: true,
  /** The sender is the caller's own institution: nobody can refer in another's name. */
  body: ReferralSubmitted.data
    .omit({ clientId: true, fromInstitutionId: true })
    .extend({ clientId: Id.optional().describe('Person key, if the client is known already') }),
  reads: ({ body }) => ({ partnership: { process: partnership, id: body.partnershipId } }),
  events: ({ body, by, others, newId }) => {
    if (others.partnership.status === 'NONE') return refuse('not-found', { field: 'partnershipId' })
    if (by.institutionId === null) return refuse('sender-unknown')
    if (body.clientPesel && !isPesel(body.clientPesel)) return refuse('pesel-wrong', { field: 'clientPesel' })
    const clientId = body.clientId ?? newId('client')
    return [event(ReferralSubmitted, { ...body, clientId, fromInstitutionId: by.institutionId })]
  },
})

export const acceptReferral = defineCommand({
  name: 'AcceptReferral',
  about: 'Take a referral up: a case is proposed from it in the same commit.',
  process: referral,
  adds: [ReferralAccepted],
  body: z.strictObject({ adults: Count, children: Count, caseId: Id.optional() }),
  reads: ({ state }) => ({ partnership: { process: partnership, id: state.referral?.partnershipId ?? '' } }),
  events: ({ id, body, state, others, newId }) => {
    if (!state.referral) return refuse('not-found', { process: 'referral' })
    const { partnershipId, clientId, clientKind, clientName, clientPesel, problemAreas, source } = state.referral
    const { adults, children, caseId = newId('case') } = body
    const modelVersion = others.partnership.modelVersion ?? undefined
    const known = clientPesel === undefined ? {} : { clientPesel }
    const from = { referralId: id, preselected: false, source, ...(modelVersion && { modelVersion }) }
    const proposal = {
      partnershipId,
      clientId,
      clientKind,
      adults,
      children,
      clientName,
      problemAreas,
      ...known,
      ...from,
    }
    return [
      event(ReferralAccepted, { caseId }),
      { process: caseProcess, id: caseId, event: event(CaseProposed, proposal) },
    ]
  },
})

export const returnReferral = defineCommand({
  name: 'ReturnReferral',
  about: 'Send a referral back to its sender with a reason.',
  process: referral,
  adds: [ReferralReturned],
  body: ReferralReturned.data.omit({ clientId: true }),
  events: ({ body, state }) => [event(ReferralReturned, { ...body, clientId: state.referral?.clientId ?? '' })],
})

export const redirectReferral = defineCommand({
  name: 'RedirectReferral',
  about: 'Pass a referral on to the institution that is competent.',
  process: referral,
  adds: [ReferralRedirected],
  body: ReferralRedirected.data.omit({ clientId: true }),
  events: ({ body, state }) => [event(ReferralRedirected, { ...body, clientId: state.referral?.clientId ?? '' })],
})

export const referralCommands = [submitReferral, acceptReferral, returnReferral, redirectReferral] as const
