import { randomBytes } from 'node:crypto'
import type { ApiContext, Role } from '@kooperacje/api'
import { LEDGER } from './scenario.ts'
import type { Sender } from './step.ts'

export interface DemoAccounts {
  readonly keys: Readonly<Record<Sender, string>>
  readonly logins: readonly { readonly login: string; readonly password: string; readonly role: Role }[]
}

const KEYS: Readonly<Record<Sender, { role: Role; institutionId: string | null }>> = {
  region: { role: 'REGION', institutionId: null },
  leader: { role: 'LEADER', institutionId: 'mops' },
  coordinator: { role: 'COORDINATOR', institutionId: 'mops' },
  school: { role: 'PARTNER', institutionId: 'sp-1' },
  police: { role: 'PARTNER', institutionId: 'kpp' },
}

const LOGINS = [
  { login: 'kierownik', role: 'LEADER', actorId: 'manager-1', institutionId: 'mops' },
  { login: 'koordynator', role: 'COORDINATOR', actorId: 'social-worker-1', institutionId: 'mops' },
  { login: 'szkola', role: 'PARTNER', actorId: 'school-counsellor-1', institutionId: 'sp-1' },
  { login: 'region', role: 'REGION', actorId: 'rops-1', institutionId: null },
  { login: 'obserwator', role: 'OBSERVER', actorId: 'model-expert-1', institutionId: null },
  { login: 'audytor', role: 'AUDITOR', actorId: 'auditor-1', institutionId: null },
] as const

/** Keys and log-ins of the demo. Passwords are drawn anew for each store: a demo that is left open is still closed. */
export async function createAccounts({ keys, users }: ApiContext): Promise<DemoAccounts> {
  const made = {} as Record<Sender, string>
  for (const [sender, { role, institutionId }] of Object.entries(KEYS) as [Sender, (typeof KEYS)[Sender]][]) {
    made[sender] = await keys.create({ label: `demo: ${sender}`, role, institutionId, ledgers: [LEDGER] })
  }
  const logins = []
  for (const { login, role, actorId, institutionId } of LOGINS) {
    const password = randomBytes(9).toString('base64url')
    await users.create({ login, password, role, actorId, institutionId, ledgers: [LEDGER] })
    logins.push({ login, password, role })
  }
  return { keys: made, logins }
}
