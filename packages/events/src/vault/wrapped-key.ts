export interface WrappedKey {
  /** Which master key wrapped it. */
  readonly masterKeyId: string
  readonly wrapped: Buffer
}
