import type { IncomingMessage } from 'node:http'

/** 63 lines of proof and a checkpoint with a hundred signatures, should they be of the long kind, fit in. */
const MAX_BYTES = 512 * 1024

export type Body = { readonly body: string } | { readonly status: 400 | 413; readonly reason: string }

/** A body as text. Stops reading one that is too long. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const tooLong: Body = { status: 413, reason: `a request has at most ${MAX_BYTES} bytes` }
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return tooLong
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > MAX_BYTES) return tooLong
      chunks.push(chunk)
    }
    return { body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)) }
  } catch {
    // No text, or cut off: then nobody waits for the answer.
    return { status: 400, reason: 'this is not a request to add a checkpoint' }
  }
}
