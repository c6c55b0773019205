import type { Role } from '../../auth/permissions.ts'

/** One request to the API's own routes, on a business day. */
export interface Step {
  readonly as: Role
  readonly institution: string
  readonly on: string
  readonly post: string
  readonly body: Readonly<Record<string, unknown>>
}

export const step =
  (as: Role, institution: string) =>
  (on: string, post: string, body: Step['body'] = {}): Step => ({ as, institution, on, post, body })

/** What an attacker would write into any field that takes free words. */
export const HOSTILE = `"><script>alert(1)</script>'{{7*7}}&`
