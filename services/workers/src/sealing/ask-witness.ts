import { addCosignatures, formatAddCheckpoint } from '@kooperacje/tlog'
import type { WitnessAddress } from './witness-list.ts'

/** What is shown to a witness: a signed checkpoint, and how to prove that it continues an older one. */
export interface Shown {
  readonly size: number
  readonly note: string
  readonly proofFrom: (size: number) => Promise<readonly Uint8Array[]>
}

export type WitnessWord =
  | { readonly is: 'cosigned'; readonly line: string }
  /** The witness answered, and does not vouch for this. Whatever the reason is, it is worth a look. */
  | { readonly is: 'refused'; readonly reason: string }
  | { readonly is: 'unreachable'; readonly reason: string }

const TIMEOUT_MS = 10_000
/** A cosignature is one line. Who sends more wants something else. */
const MAX_ANSWER = 16_384

interface Answer {
  readonly status: number
  readonly text: string
}

/**
 * Shows a checkpoint to a witness, as C2SP tlog-witness has it.
 *
 * @param known size of the tree that this witness cosigned last, as far as we know; the witness corrects us
 */
export async function askWitness(
  { key, url }: WitnessAddress,
  { size, note, proofFrom }: Shown,
  known: number,
  signal?: AbortSignal,
): Promise<WitnessWord> {
  const ask = async (oldSize: number) =>
    post(
      `${url}/add-checkpoint`,
      formatAddCheckpoint({ oldSize, proof: await proofFrom(oldSize), checkpoint: note }),
      signal,
    )
  try {
    let answer = await ask(Math.min(known, size))
    if (answer.status === 409) {
      const remembered = /^(0|[1-9]\d{0,15})\n$/.test(answer.text) ? Number(answer.text) : null
      if (remembered === null) return refused(answer)
      if (remembered > size) {
        const reason = `it has cosigned ${remembered} events, and the log has ${size}: events are missing, or were`
        return { is: 'refused', reason }
      }
      answer = await ask(remembered)
    }
    if (answer.status !== 200) return refused(answer)
    const cosigned = addCosignatures(note, answer.text, [key])
    if (cosigned.ok) return { is: 'cosigned', line: cosigned.value.slice(note.length) }
    return { is: 'refused', reason: `its cosignature does not verify: ${cosigned.refusal.reason}` }
  } catch (error) {
    // `fetch` says why in the cause.
    const { message, cause } = error as Error
    return { is: 'unreachable', reason: cause instanceof Error && cause.message ? cause.message : message }
  }
}

const refused = ({ status, text }: Answer): WitnessWord => ({
  is: 'refused',
  reason: `${status} ${text.slice(0, 300).replaceAll(/\s+/g, ' ').trim()}`,
})

async function post(url: string, body: string, signal?: AbortSignal): Promise<Answer> {
  const patience = AbortSignal.timeout(TIMEOUT_MS)
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    // An address that sends us on is not the one that was agreed on.
    redirect: 'error',
    signal: signal ? AbortSignal.any([signal, patience]) : patience,
  })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > MAX_ANSWER) throw new Error(`the answer is longer than ${MAX_ANSWER} bytes`)
    parts.push(part)
  }
  return { status: response.status, text: Buffer.concat(parts).toString('utf8') }
}
