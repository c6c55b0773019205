/** What the three steps of a peer are called, as ours are. */
export const STEPS = ['HelpAsked', 'HelpGranted', 'HelpGiven']

/** Runs workflows of three durable steps, each of which keeps a payload like that of a sample event. */
export interface Workflows {
  readonly name: string
  /** One, from asking for it until its last step is kept. */
  run(): Promise<void>
  /** Throws when anything is missing of what it was asked for. */
  check?(): Promise<void>
  close(): Promise<void>
}
