import type { ModelDocument } from '../model/document.ts'

/**
 * A version of the model as the interpreter works with it. Partnerships and cases keep the version that they began under,
 * so several are in force at a time; `Models` finds the one that a stream runs on. `null` is a stream that names no
 * version: it runs on the one that comes with the software.
 */
export type Model = ModelDocument

export type Models = (version: string | null) => Model

/** A stored version that nobody knows: fetch it, or stop. Guessing another version's rules would be worse. */
export class UnknownModelVersion extends Error {
  readonly version: string

  constructor(version: string) {
    super(`version ${version} of the model is not known here`)
    this.name = 'UnknownModelVersion'
    this.version = version
  }
}
