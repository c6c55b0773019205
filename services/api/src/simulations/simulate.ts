import type { LedgerComparison, SimulationRequest } from '@kooperacje/commands'
import { isRestricted } from '@kooperacje/domain'
import { isOfClients } from '../auth/of-clients.ts'
import { may, type Role } from '../auth/permissions.ts'
import type { ApiContext } from '../http/context.ts'
import { Problem } from '../http/problems.ts'

/** A simulation as somebody in this role may see it; refused when as many run as may. With the end of `wanted` it is stopped. */
export async function simulateFor(
  role: Role,
  { simulations }: ApiContext,
  ledger: string,
  request: SimulationRequest,
  wanted: AbortSignal,
): Promise<LedgerComparison> {
  const comparison = await simulations.run(ledger, request, wanted)
  if (comparison === null) throw new Problem('simulations-running')
  const seen = may(role, 'case.read-restricted') ? comparison : withoutRestricted(comparison)
  return may(role, 'case.read') ? seen : withoutCases(seen)
}

/** That there is a deadline of the Blue Card procedure tells of violence (class C5), as the facts that begin it do. */
function withoutRestricted({ deadlines, refusals, ...comparison }: LedgerComparison): LedgerComparison {
  const open = ({ restricted }: { readonly restricted?: boolean }) => restricted !== true
  return {
    ...comparison,
    deadlines: { byRule: deadlines.byRule.filter(open), differences: deadlines.differences.filter(open) },
    refusals: {
      ...refusals,
      byDraft: refusals.byDraft.filter(({ type }) => !isRestricted(type)),
      byActual: refusals.byActual.filter(({ type }) => !isRestricted(type)),
    },
  }
}

/** To the regional centre cases are counts: it learns how many would have been late, and not which. */
function withoutCases({ deadlines, refusals, ...comparison }: LedgerComparison): LedgerComparison {
  const hidden = ({ about }: { readonly about: string }) => isOfClients(about.slice(0, about.indexOf('/')))
  return {
    ...comparison,
    deadlines: { ...deadlines, differences: deadlines.differences.filter((each) => !hidden(each)) },
    refusals: {
      ...refusals,
      byDraft: refusals.byDraft.filter((each) => !hidden(each)),
      byActual: refusals.byActual.filter((each) => !hidden(each)),
    },
  }
}
