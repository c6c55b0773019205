import { z } from 'zod'
import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'
import {
  ConsentExpired,
  ConsentGiven,
  ConsentRefused,
  ConsentWithdrawn,
  DisclosureMade,
  EnvironmentalInterviewRequired,
} from './events.ts'
import { caseProcess } from './process.ts'

export const giveConsent = defineCommand({
  name: 'GiveConsent',
  about:
    'Record that the client agreed to take part, or to what may be shared with whom; later, that they agreed anew.',
  process: caseProcess,
  adds: [ConsentGiven, EnvironmentalInterviewRequired],
  body: ConsentGiven.data.omit({ consentId: true }).extend({
    consentId: Id.optional(),
    interviewRequired: z
      .enum(['NORMAL', 'URGENT'])
      .optional()
      .describe('The centre learned by this that an environmental interview is needed: its term begins'),
  }),
  events: ({ body: { consentId, interviewRequired, ...consent }, newId }) => {
    const given = event(ConsentGiven, { ...consent, consentId: consentId ?? newId('consent') })
    if (interviewRequired === undefined) return [given]
    return [given, event(EnvironmentalInterviewRequired, { urgent: interviewRequired === 'URGENT' })]
  },
})

export const refuseConsent = recordCommand(caseProcess, ConsentRefused, {
  name: 'RefuseConsent',
  about: 'Record that the client does not take part; the case ends, and with it what was shared already.',
})

export const withdrawConsent = recordCommand(caseProcess, ConsentWithdrawn, {
  name: 'WithdrawConsent',
  about: 'Record that the client withdrew consent; shared access ends in the same commit.',
})

export const expireConsent = defineCommand({
  name: 'ExpireConsent',
  about: 'Record that a consent has run out; the system does so by itself on the day after its last day.',
  process: caseProcess,
  adds: [ConsentExpired],
  body: ConsentExpired.data.pick({ consentId: true }),
  events: ({ body: { consentId }, state }) => {
    const kind = state.consent.records.find((record) => record.consentId === consentId)?.kind ?? 'PARTICIPATION'
    return [event(ConsentExpired, { consentId, kind })]
  },
})

export const recordDisclosure = recordCommand(caseProcess, DisclosureMade, {
  name: 'RecordDisclosure',
  about: 'Record that data was handed to an institution, and by what right.',
})

export const consentCommands = [giveConsent, refuseConsent, withdrawConsent, expireConsent, recordDisclosure] as const
