import { Id } from '@kooperacje/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { authorise } from '../auth/authenticate.ts'
import { may, type Permission } from '../auth/permissions.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from '../http/context.ts'
import { whenGone } from '../http/leaving.ts'
import { Problem } from '../http/problems.ts'
import { setCookie } from './cookies.ts'
import { askedFor, LANGUAGE_COOKIE, localeOf } from './i18n/locale.ts'
import { type Words, words } from './i18n/words.ts'
import { type Content, sendPage } from './layout.ts'

/** One request for a page of a ledger, by somebody who may see it. */
export interface Visit {
  readonly context: ApiContext
  readonly words: Words
  readonly principal: Principal
  readonly may: (permission: Permission) => boolean
  readonly ledger: string
  /** The `:id` of the address; empty where it has none. */
  readonly id: string
  readonly query: Readonly<Record<string, string | undefined>>
  /** Aborted when the reader has left: what takes long ends with it. */
  readonly gone: () => AbortSignal
}

/** A page of a ledger is a line and a function: its address, who may see it, what it says. */
export interface LedgerPage {
  /** Below `/o/:ledger`. */
  readonly path: '' | `/${string}`
  /** Any one of these suffices; the function narrows what each may see. */
  readonly permission: Permission | readonly Permission[]
  /** `null` is answered as not found: whether there is nothing or nothing for this reader is not told. */
  readonly render: (visit: Visit) => Promise<Content | null>
}

const YEAR = 365 * 24 * 3600

/** The words of this request; a language asked for in the address is remembered. */
export function wordsFor(request: FastifyRequest, reply: FastifyReply): Words {
  const asked = askedFor(request)
  if (asked) setCookie(request, reply, LANGUAGE_COOKIE, asked, { maxAge: YEAR, sameSite: 'Lax' })
  return words[localeOf(request)]
}

/** The request as a visit by somebody who may be here; throws where nobody may. Any one of the permissions suffices. */
export function visitOf(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  permission: Permission | readonly Permission[],
): Visit {
  const { ledger, id } = request.params as { ledger: string; id?: string }
  const accepted = typeof permission === 'string' ? [permission] : permission
  const held = accepted.find((name) => request.principal && may(request.principal.role, name)) ?? accepted[0]
  const principal = authorise(request.principal, held as Permission, ledger)
  // No stream has such an id; the database would not even take some of them.
  if (id !== undefined && !Id.safeParse(id).success) throw new Problem('not-found')
  return {
    context,
    words: wordsFor(request, reply),
    principal,
    may: (permission) => may(principal.role, permission),
    ledger,
    id: id ?? '',
    query: singleValues(request.query),
    gone: () => whenGone(reply),
  }
}

export async function showLedgerPage(
  page: LedgerPage,
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const visit = visitOf(context, request, reply, page.permission)
  const content = await page.render(visit)
  if (content === null) throw new Problem('not-found')
  return sendPage(request, reply, { words: visit.words, ledger: visit.ledger }, content)
}

/** `?a=1&a=2` names nothing that a page asks for: the first value counts. */
function singleValues(query: unknown): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query as Record<string, unknown>).map(([key, value]) => [
      key,
      String(Array.isArray(value) ? value[0] : value),
    ]),
  )
}
