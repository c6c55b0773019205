import type { FastifyRequest } from 'fastify'
import { Problem } from '../http/problems.ts'
import type { ApiKeys } from './api-keys.ts'
import { may, type Permission } from './permissions.ts'
import type { Principal } from './principal.ts'
import type { Users } from './users.ts'

export const SESSION_COOKIE = 'koop_session'

/** Who is calling, by API key or by session cookie; null when nobody valid. */
export async function principalOf(request: FastifyRequest, keys: ApiKeys, users: Users): Promise<Principal | null> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return keys.verify(bearer)
  const token = sessionToken(request)
  return token ? users.verify(token) : null
}

export const sessionToken = (request: FastifyRequest): string | null => cookieOf(request, SESSION_COOKIE)

/** A key of the API has no business with forms: they are for people, whose browsers prove where they come from. */
export function requireSession(request: FastifyRequest): void {
  if (!sessionToken(request) || request.headers.authorization !== undefined) throw new Problem('unauthenticated')
}

export function cookieOf(request: FastifyRequest, name: string): string | null {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) || null
}

/**
 * A page of another site can make a browser send the cookie, never the API key. `SameSite=Strict` keeps it from doing
 * so; a browser's own word about where a writing request comes from is checked as well.
 */
export function isForeignBrowserRequest(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return request.method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** Throws unless the caller is known, has the permission, and belongs to the ledger of the address. */
export function authorise(principal: Principal | null, permission: Permission, ledger: string | undefined): Principal {
  if (!principal) throw new Problem('unauthenticated')
  if (!may(principal.role, permission)) throw new Problem('forbidden', { details: { permission } })
  if (ledger !== undefined && !principal.ledgers.includes(ledger))
    throw new Problem('forbidden', { details: { ledger } })
  return principal
}
