import { client } from '@kooperacje/domain'
import { postgresSubjectKeys } from '@kooperacje/events'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'

/**
 * Whether anything is kept about a person. That is told by their key: it is made with the first personal field and goes with
 * the erasure. The domain cannot say it, as clients have no beginning of their own.
 */
export async function standingOf(
  { pool, handler }: Pick<ApiContext, 'pool' | 'handler'>,
  ledger: string,
  clientId: string,
): Promise<'KNOWN' | 'ERASED' | 'UNKNOWN'> {
  const keys = await postgresSubjectKeys(pool).load(ledger, [clientId])
  if (keys.has(clientId)) return 'KNOWN'
  const { state } = await handler.state(ledger, { process: client, id: clientId })
  return state.status === 'ERASED' ? 'ERASED' : 'UNKNOWN'
}

export async function refuseUnknownClient(
  context: Pick<ApiContext, 'pool' | 'handler'>,
  ledger: string,
  clientId: string,
): Promise<void> {
  const standing = await standingOf(context, ledger, clientId)
  if (standing === 'UNKNOWN') throw new Problem('unknown-client', { details: { clientId } })
  if (standing === 'ERASED') throw new Problem('already-erased', { details: { clientId } })
}
