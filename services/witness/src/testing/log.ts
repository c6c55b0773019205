import { createHash } from 'node:crypto'
import {
  consistencyProof,
  formatAddCheckpoint,
  formatVerifierKey,
  leafHash,
  MemoryTree,
  rootOf,
  type SignerKey,
  signCheckpoint,
  signerKey,
} from '@kooperacje/tlog'

/** A log that can be made to show any history that its key has signed. */
export class TestLog {
  readonly origin: string
  readonly key: SignerKey
  readonly #tree = new MemoryTree()

  /** Two logs of one origin whose `mark` differs have the same key and, from entry `shared` on, other entries. */
  constructor(origin: string, { size = 60, shared = 0, mark = '' } = {}) {
    this.origin = origin
    this.key = signerKey(origin, 'note', createHash('sha256').update(origin).digest())
    for (let i = 0; i < size; i++) this.#tree.append(leafHash(Buffer.from(i < shared ? `${i}` : `${i}${mark}`)))
  }

  get verifierKey(): string {
    return formatVerifierKey(this.key)
  }

  async checkpoint(size: number, key = this.key): Promise<string> {
    return signCheckpoint({ origin: this.origin, size, root: await rootOf(this.#tree, size), extensions: [] }, key)
  }

  /** The body of a request to be cosigned. */
  async request(oldSize: number, size: number, key = this.key): Promise<string> {
    const proof = oldSize <= size ? await consistencyProof(this.#tree, oldSize, size) : []
    return formatAddCheckpoint({ oldSize, proof, checkpoint: await this.checkpoint(size, key) })
  }
}
