import type { FastifyReply, FastifyRequest } from 'fastify'

interface CookieOptions {
  readonly maxAge?: number
  readonly sameSite: 'Strict' | 'Lax'
}

/** All our cookies are for the server alone; `Secure` as soon as the browser came over TLS. */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string,
  { maxAge, sameSite }: CookieOptions,
): void {
  const attributes = ['Path=/', 'HttpOnly', `SameSite=${sameSite}`]
  if (maxAge !== undefined) attributes.push(`Max-Age=${maxAge}`)
  if (cameOverTls(request)) attributes.push('Secure')
  reply.header('set-cookie', [`${name}=${value}`, ...attributes].join('; '))
}

/** A proxy that ends TLS says so. Whoever makes this up loses nothing but their own cookie on the next request. */
function cameOverTls(request: FastifyRequest): boolean {
  const forwarded = String(request.headers['x-forwarded-proto'] ?? '').split(',')[0]
  return request.protocol === 'https' || forwarded?.trim() === 'https'
}
