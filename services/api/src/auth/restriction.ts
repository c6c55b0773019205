import { client } from '@kooperacje/domain'
import type { ApiContext } from '../http/context.ts'

/** Is the use of this person's data restricted? Then it is kept, and worked with by nobody (RODO art. 18(2)). */
export async function isUseRestricted(
  { handler }: Pick<ApiContext, 'handler'>,
  ledger: string,
  clientId: string,
): Promise<boolean> {
  const { state } = await handler.state(ledger, { process: client, id: clientId })
  return state.status === 'RESTRICTED'
}
