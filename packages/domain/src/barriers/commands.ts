import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import {
  BarrierAcceptedAsLimit,
  BarrierConfirmed,
  BarrierDismissed,
  BarrierEscalated,
  BarrierProposalMade,
  BarrierRemoved,
  BarrierReported,
} from './events.ts'
import { barrier } from './process.ts'

export const reportBarrier = defineCommand({
  name: 'ReportBarrier',
  about: 'Report what stands in the way of cooperation, without naming anybody.',
  process: barrier,
  creates: true,
  body: BarrierReported.data,
  adds: [BarrierReported],
  events: ({ body }) => [event(BarrierReported, body)],
})

export const confirmBarrier = recordCommand(barrier, BarrierConfirmed, {
  name: 'ConfirmBarrier',
  about: 'Confirm that a reported barrier is real.',
})

export const dismissBarrier = recordCommand(barrier, BarrierDismissed, {
  name: 'DismissBarrier',
  about: 'Dismiss a reported barrier with a reason.',
})

export const proposeBarrierRemoval = recordCommand(barrier, BarrierProposalMade, {
  name: 'ProposeBarrierRemoval',
  about: 'Propose how to remove a barrier.',
})

export const escalateBarrier = recordCommand(barrier, BarrierEscalated, {
  name: 'EscalateBarrier',
  about: 'Take a barrier to the region or the ministry.',
})

export const removeBarrier = recordCommand(barrier, BarrierRemoved, {
  name: 'RemoveBarrier',
  about: 'Record that a barrier is gone.',
})

export const acceptBarrierAsLimit = recordCommand(barrier, BarrierAcceptedAsLimit, {
  name: 'AcceptBarrierAsLimit',
  about: 'Accept a barrier as a limit of the model, with a reason.',
})

export const barrierCommands = [
  reportBarrier,
  confirmBarrier,
  dismissBarrier,
  proposeBarrierRemoval,
  escalateBarrier,
  removeBarrier,
  acceptBarrierAsLimit,
] as const
