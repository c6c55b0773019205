import type { Envelope } from './event.ts'
import { Fault } from './fault.ts'

/** The places of events in their streams, which the first format of entries says besides their places in the ledger. */
export class Places {
  readonly #versions = new Map<string, number>()
  #format = 1

  /** @param gaps whether events that nothing is shown of came before, which may have stood in this stream */
  add({ v, stream, streamVersion = 0 }: Envelope, position: number, gaps: boolean): void {
    if (v < this.#format) throw new Fault('an event of the first format stands behind those of the second', position)
    this.#format = v
    if (v !== 1) return
    const version = (this.#versions.get(stream) ?? 0) + 1
    if (streamVersion !== version && !(gaps && streamVersion > version)) {
      throw new Fault(`'${stream}' goes on with its version ${version}, not ${streamVersion}`, position)
    }
    this.#versions.set(stream, streamVersion)
  }
}
