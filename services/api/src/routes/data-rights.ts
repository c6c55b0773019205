import type { CommandRequest } from '@kooperacje/commands'
import { carryOutErasure } from '@kooperacje/workers'
import { refuseUnknownClient } from '../erasure/client.ts'
import { type CommandRouteSteps, command } from '../http/command-route.ts'
import type { ApiContext } from '../http/context.ts'

/** Nothing is recorded about the data of somebody of whom there is none. */
const ofKnownClient = (clientOf: (request: CommandRequest) => string): CommandRouteSteps => ({
  before: (context, request) => refuseUnknownClient(context, request.ledger, clientOf(request)),
})
const inPath = ofKnownClient(({ id }) => id ?? '')
const inBody = ofKnownClient(({ body }) => (body as { readonly clientId: string }).clientId)

const carriedOut: CommandRouteSteps = {
  run: ({ pool, handler, vault }: ApiContext, { ledger, id = '', by, correlationId, occurredAt }: CommandRequest) =>
    carryOutErasure(
      { pool, handler, forget: (...who) => vault.forget(...who) },
      { ledger, erasureId: id, by, correlationId, occurredAt },
    ),
}

export const dataRightsRoutes = [
  command('/clients/:id/holds', 'PlaceLegalHold', 'client.hold', inPath),
  command('/clients/:id/hold-liftings', 'LiftLegalHold', 'client.hold'),
  command('/clients/:id/restriction', 'RestrictProcessing', 'client.hold', inPath),
  command('/clients/:id/restriction-lifting', 'LiftProcessingRestriction', 'client.hold'),
  command('/erasures', 'RequestErasure', 'erasure.request', inBody),
  command('/erasures/:id/confirmation', 'ConfirmErasure', 'erasure.decide'),
  command('/erasures/:id/refusal', 'RefuseErasure', 'erasure.decide'),
  command('/erasures/:id/withdrawal', 'WithdrawErasure', 'erasure.request'),
  command('/erasures/:id/execution', 'CarryOutErasure', 'erasure.decide', carriedOut),
]
