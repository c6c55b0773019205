import { randomUUID } from 'node:crypto'
import { standingOf } from '@kooperacje/api'
import { CommandHandler, type CommandOutcome } from '@kooperacje/commands'
import {
  type Actor,
  type AnyCommand,
  confirmErasure,
  ErasureGround,
  type ErasureState,
  erasure,
  refusals,
  requestErasure,
} from '@kooperacje/domain'
import { postgresSubjectKeys } from '@kooperacje/events'
import { carryOutErasure } from '@kooperacje/workers'
import { defineCommand, type ExitCode, flag, optional, required } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { choice, identifier, ledgerName, listed } from '../command-line/kinds.ts'
import { type History, headOf, withHistory } from '../history/open.ts'

const NOTHING = 'nothing was changed'

export const erase = defineCommand({
  about: 'Erase the data of a client for good: destroys their key and clears away what else could tell of them.',
  details: [
    'Four eyes: either --request names a request that two persons have made and confirmed, or --client is erased at the word of two log-ins, --requested-by and --confirmed-by. There is no way back. What is cleared and what stays is told in docs/explanation/erasure.md.',
    'Stopped in the middle, it is finished by the workers, or by --request with the id that was printed first.',
  ],
  operands: {},
  options: {
    ledger: required(ledgerName, 'The ledger that the client is known in.'),
    request: optional(identifier, 'A confirmed request to carry out.'),
    client: optional(identifier, 'Whose data to erase, by the key of the person.'),
    ground: optional(choice('GROUND', ErasureGround.options), `Why; ${listed(ErasureGround.options, 'or')}.`),
    'requested-by': optional(identifier, 'The actor of the log-in that asks for it.'),
    'confirmed-by': optional(identifier, 'The actor of another log-in, which agrees.'),
    json: flag('Print one JSON document.'),
  },
  examples: [
    { line: 'koop erase --ledger 2416021 --request er-7', about: 'Carry out what was requested and confirmed.' },
    {
      line: 'koop erase --ledger 2416021 --client c-17 --ground RETENTION_ENDED --requested-by anna --confirmed-by jan',
      about: 'When the files of a client have served their term.',
    },
  ],
  async run({ out, err, environment }, options) {
    const { ledger, request, client, json } = options
    if ((request === undefined) === (client === undefined)) {
      throw new UsageError('say what to erase: --request ID or --client ID, one of the two')
    }
    return withHistory<ExitCode>(environment, { personal: false }, async (history) => {
      await headOf(history, ledger)
      const handler = new CommandHandler({ store: history.store })
      const means = { ...history, handler, forget: postgresSubjectKeys(history.pool).destroy }
      const by = (actorId: string): Actor => ({ actorId, role: 'OPERATOR', institutionId: null })
      const correlationId = randomUUID()

      const erasureId = request ?? (await agreed(means, options, by, correlationId))
      const state = (await handler.state(ledger, { process: erasure, id: erasureId })).state as ErasureState
      if (state.clientId === null) throw new Failure(`there is no request ${erasureId} in ledger ${ledger}; ${NOTHING}`)
      if (client !== undefined) await err.line(`Request ${erasureId} is confirmed.`)
      const carried = { ledger, erasureId, by: by(options['confirmed-by'] ?? 'operator'), correlationId }
      refuseRefusal(await carryOutErasure(means, carried))
      await out.line(
        json
          ? JSON.stringify({ ledger, clientId: state.clientId, erasureId }, null, 2)
          : `The data of ${state.clientId} in ledger ${ledger} is erased (request ${erasureId}).`,
      )
      return 0
    })
  },
})

interface Asked {
  readonly ledger: string
  readonly client?: string | undefined
  readonly ground?: ErasureGround | undefined
  readonly 'requested-by'?: string | undefined
  readonly 'confirmed-by'?: string | undefined
}

/** Makes the request and confirms it, in the name of two log-ins. */
async function agreed(
  means: History & { readonly handler: CommandHandler },
  { ledger, client: clientId = '', ground, ...who }: Asked,
  by: (actorId: string) => Actor,
  correlationId: string,
): Promise<string> {
  const { 'requested-by': first, 'confirmed-by': second } = who
  if (ground === undefined) throw new UsageError('--ground is missing: why is it to be erased?')
  if (first === undefined || second === undefined) {
    throw new UsageError('--requested-by and --confirmed-by are needed with --client: it takes two persons')
  }
  if (first === second) throw new Failure(`--confirmed-by is ${first} again, and it takes a second person; ${NOTHING}`)
  for (const actor of [first, second]) await refuseUnknownActor(means, ledger, actor)
  const standing = await standingOf(means, ledger, clientId)
  if (standing === 'UNKNOWN') throw new Failure(`nothing is kept about ${clientId} in ledger ${ledger}; ${NOTHING}`)
  if (standing === 'ERASED') throw new Failure(`the data of ${clientId} was erased before; ${NOTHING}`)

  const ask = async (command: AnyCommand, actor: string, body: object, id?: string) => {
    const asked = { ledger, command, body, by: by(actor), correlationId, ...(id === undefined ? {} : { id }) }
    return refuseRefusal(await means.handler.execute(asked))
  }
  const { streamId } = await ask(requestErasure, first, { clientId, ground })
  await ask(confirmErasure, second, {}, streamId)
  return streamId
}

/** Two names that anybody at this shell could think of are not four eyes: both must be log-ins of this ledger. */
async function refuseUnknownActor({ pool }: History, ledger: string, actor: string): Promise<void> {
  const { rowCount } = await pool.query(
    'select from accounts.users where actor_id = $1 and $2 = any(ledgers) and disabled_at is null',
    [actor, ledger],
  )
  if (rowCount === 0) throw new Failure(`no log-in of ledger ${ledger} acts as ${actor}; ${NOTHING}`)
}

function refuseRefusal(outcome: CommandOutcome): CommandOutcome & { readonly ok: true } {
  if (outcome.ok) return outcome
  const { refusal } = outcome
  if (!('details' in refusal)) throw new Failure(`${refusal.code}; ${NOTHING}`)
  const { holds, state } = refusal.details as { holds?: readonly string[]; state?: string }
  const facts = holds ? ` (${holds.join(', ')})` : state ? ` (the request is ${state})` : ''
  throw new Failure(`${refusals[refusal.code].en.replace(/\.$/, '')}${facts}; ${NOTHING}`)
}
