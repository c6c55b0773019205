import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import { modelVersion } from '../model-versions/process.ts'
import { isKnown } from '../model-versions/state.ts'
import {
  RemarkAccepted,
  RemarkIncorporated,
  RemarkPartlyAccepted,
  RemarkRejected,
  RemarkSubmitted,
  RemarkTriaged,
} from './events.ts'
import { remark } from './process.ts'

export const submitRemark = defineCommand({
  name: 'SubmitRemark',
  about: 'Remark on a version of the model that is out to consultation or in use.',
  process: remark,
  creates: true,
  body: RemarkSubmitted.data,
  adds: [RemarkSubmitted],
  reads: ({ body }) => ({ model: { process: modelVersion, id: body.version } }),
  events: ({ body, others: { model } }) => {
    const { version } = body
    if (!isKnown(model, version)) return refuse('unknown-model-version', { version })
    // A draft that has not gone out yet is nobody's to remark on; after the consultation the pilot goes on teaching.
    if (model.status === 'DRAFT') return refuse('consultation-not-open', { version })
    return [event(RemarkSubmitted, body)]
  },
})

export const triageRemark = recordCommand(remark, RemarkTriaged, {
  name: 'TriageRemark',
  about: 'Give a remark to those who decide on its chapter.',
})

export const acceptRemark = recordCommand(remark, RemarkAccepted, {
  name: 'AcceptRemark',
  about: 'Accept a remark.',
})

export const partlyAcceptRemark = recordCommand(remark, RemarkPartlyAccepted, {
  name: 'PartlyAcceptRemark',
  about: 'Accept a part of a remark and say which.',
})

export const rejectRemark = recordCommand(remark, RemarkRejected, {
  name: 'RejectRemark',
  about: 'Reject a remark with a justification.',
})

export const incorporateRemark = defineCommand({
  name: 'IncorporateRemark',
  about: 'Record in which version and chapter an accepted remark changed the model.',
  process: remark,
  body: RemarkIncorporated.data,
  adds: [RemarkIncorporated],
  reads: ({ body }) => ({ model: { process: modelVersion, id: body.version } }),
  events: ({ body, others: { model } }) =>
    isKnown(model, body.version)
      ? [event(RemarkIncorporated, body)]
      : refuse('unknown-model-version', { version: body.version }),
})

export const remarkCommands = [
  submitRemark,
  triageRemark,
  acceptRemark,
  partlyAcceptRemark,
  rejectRemark,
  incorporateRemark,
] as const
