/** Whose key a step of the scenario is sent with. */
export type Sender = 'region' | 'leader' | 'coordinator' | 'school' | 'police'

/** One request of the scenario: row and date as in its table, path below `/v1/<ledger>`. */
export interface Step {
  readonly row: number
  /** Business date in Poland; the clock time is 09:00 plus five minutes for every row of that day. */
  readonly on: string
  readonly as: Sender
  readonly post: string
  readonly body: Readonly<Record<string, unknown>>
}

export const step = (row: number, on: string, as: Sender, post: string, body: Step['body'] = {}): Step => ({
  row,
  on,
  as,
  post,
  body,
})
