import type { CommandOutcome, CommandRequest } from '@kooperacje/commands'
import { type AnyCommand, type CommandName, commandDefinitions, Id } from '@kooperacje/domain'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { authorise } from '../auth/authenticate.ts'
import type { Permission } from '../auth/permissions.ts'
import type { ApiContext } from './context.ts'
import { Problem, problemOfAppend } from './problems.ts'
import { LedgerParam, problemResponses, Receipt, WriteHeaders } from './schemas.ts'

/** A route is a line: its address below `/v1/:ledger`, its command, its permission. The rest follows from the command. */
export interface CommandRoute {
  readonly path: string
  readonly command: CommandName
  readonly permission: Permission
  readonly steps: CommandRouteSteps
}

/** What a few routes do besides. */
export interface CommandRouteSteps {
  /** Asked first; throws a problem. For what the streams of the domain cannot know. */
  readonly before?: (context: ApiContext, request: CommandRequest) => Promise<void>
  /** Instead of the command alone, where more than facts has to be changed. */
  readonly run?: (context: ApiContext, request: CommandRequest) => Promise<CommandOutcome>
}

export const command = (
  path: string,
  name: CommandName,
  permission: Permission,
  steps: CommandRouteSteps = {},
): CommandRoute => ({ path, command: name, permission, steps })

/** Does what a route is for, whether it is asked as a route or as a form. */
export async function perform(
  context: ApiContext,
  { before, run }: CommandRouteSteps,
  request: CommandRequest,
): Promise<CommandOutcome> {
  await before?.(context, request)
  return run ? run(context, request) : context.handler.execute(request)
}

export function registerCommandRoute(app: FastifyInstance, route: CommandRoute, context: ApiContext): void {
  const { path, permission, steps } = route
  const definition = commandDefinitions[route.command]
  const creates = definition.creates === true
  app.route({
    method: 'POST',
    url: `/v1/:ledger${path}`,
    schema: {
      operationId: definition.name,
      tags: [definition.process.name],
      summary: definition.about,
      description: `Permission: \`${permission}\`. Changes the stream \`${definition.process.name}\`.`,
      security: [{ apiKey: [] }, { session: [] }],
      params: creates ? z.object({ ledger: LedgerParam }) : z.object({ ledger: LedgerParam, id: Id }),
      headers: WriteHeaders,
      body: bodyOf(definition),
      response: { [creates ? 201 : 200]: Receipt, ...problemResponses('write') },
    },
    handler: async (request, reply) => {
      const params = request.params as { ledger: string; id?: string }
      const principal = authorise(request.principal, permission, params.ledger)
      const { occurredAt, id: chosenId, ...body } = request.body as { occurredAt?: string; id?: string }
      const headers = request.headers as z.output<typeof WriteHeaders>
      const expectedVersion = versionOf(headers['if-match'])
      const asked: CommandRequest = {
        ledger: params.ledger,
        command: definition,
        id: params.id ?? chosenId,
        body,
        by: principal,
        occurredAt,
        idempotencyKey: headers['idempotency-key'],
        expectedVersion,
        correlationId: String(request.id),
      }
      const outcome = await perform(context, steps, asked)
      if (!outcome.ok) {
        if ('details' in outcome.refusal) {
          throw new Problem(outcome.refusal.code, { details: outcome.refusal.details })
        }
        throw problemOfAppend(outcome.refusal, expectedVersion !== undefined)
      }
      const { ok: _, ...receipt } = outcome
      reply.header('etag', `"${receipt.version}"`)
      if (!creates) return receipt
      return reply.code(201).header('location', `/v1/${params.ledger}${path}/${receipt.streamId}`).send(receipt)
    },
  })
}

/** The command's own fields, the business time, and for a new thing an id that the client may choose. */
function bodyOf(definition: AnyCommand): z.ZodObject {
  const body: z.ZodObject = definition.body.extend({
    occurredAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When it happened, if not now: paper records are entered later'),
  })
  return definition.creates ? body.extend({ id: Id.optional().describe('Chosen by the client, or made') }) : body
}

function versionOf(ifMatch: string | undefined): number | undefined {
  return ifMatch === undefined ? undefined : Number(ifMatch.replaceAll('"', ''))
}
