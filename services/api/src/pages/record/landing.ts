import type { CommandReceipt } from '@kooperacje/commands'
import type { ProcessState } from '@kooperacje/domain'
import { paths } from '../paths.ts'
import type { Visit } from '../visit.ts'
import { ownPage } from './own-page.ts'
import type { Target } from './target.ts'

const lists: Readonly<Record<string, (ledger: string) => string>> = {
  referral: paths.referrals,
  institution: paths.overview,
  agreement: paths.pilot,
  pilot: paths.pilot,
  milestone: paths.pilot,
  support: paths.pilot,
  remark: paths.model,
  barrier: paths.lessons,
  recommendation: paths.lessons,
  practice: paths.lessons,
  erasure: paths.clients,
}

/** Parts of bodies and states that say what something without a page of its own belongs to. */
interface Belongs {
  readonly caseId?: string
  readonly of?: Belongs | null
  readonly contract?: Belongs | null
  readonly partnershipId?: string
}

/** Where one can see what was recorded: the page of the thing, or of what it belongs to, or the list that it is in. */
export function landing(
  { ledger, may }: Visit,
  { thing }: Target,
  receipt: CommandReceipt,
  body: Belongs,
  state: ProcessState | null,
): string {
  const own = thing && ownPage(ledger, thing)
  if (own) return own
  const { contract, of } = (state ?? {}) as Belongs
  const touched = (type: string) => receipt.events.find(({ streamType }) => streamType === type)?.streamId
  const caseId = touched('case') ?? body.caseId ?? body.of?.caseId ?? contract?.caseId ?? of?.caseId
  if (caseId !== undefined && may('case.read')) return paths.case(ledger, caseId)
  const partnershipId = touched('partnership') ?? body.of?.partnershipId ?? of?.partnershipId
  if (partnershipId !== undefined) return paths.partnership(ledger, partnershipId)
  if (receipt.streamType === 'model') return paths.modelVersion(ledger, receipt.streamId)
  const list = lists[receipt.streamType]
  if (list) return list(ledger)
  return thing ? paths.thing(ledger, thing.collection, thing.id) : paths.overview(ledger)
}
