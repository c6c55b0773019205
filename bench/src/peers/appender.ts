/** Appends one event to a new stream, expecting that there is none yet. */
export interface Appender {
  readonly name: string
  append(): Promise<void>
  close(): Promise<void>
}
