import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { Problem } from '../http/problems.ts'

interface Asset {
  readonly path: string
  readonly type: string
  readonly body: Buffer
}

/** In the order in which later rules win. They go out as one file: a page asks once. */
const styles = [
  'tokens',
  'base',
  'frame',
  'forms',
  'data',
  'charts',
  'steps',
  'record',
  'small-screens',
  'preferences',
  'print',
]

const read = (file: string): Buffer => readFileSync(new URL(`./styles/${file}`, import.meta.url))

/** Named by its content: a changed file has another address, so the old one may be kept for ever. */
function asset(ending: string, type: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
  return { path: `/assets/${hash}.${ending}`, type, body }
}

export const assets = {
  style: asset('css', 'text/css; charset=utf-8', Buffer.concat(styles.map((name) => read(`${name}.css`)))),
  icon: asset('svg', 'image/svg+xml', read('icon.svg')),
} as const

export function registerAssets(app: FastifyInstance): void {
  app.get('/assets/:file', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0]
    const found = Object.values(assets).find((candidate) => candidate.path === path)
    if (!found) throw new Problem('no-such-route')
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .type(found.type)
      .send(found.body)
  })
}
