/** How far a ledger is cold: of its events, always the first ones. */
export interface ColdState {
  readonly ledger: string
  readonly head: number
  /** Size of the last checkpoint of its log: only what it covers may move. */
  readonly sealed: number
  /** Position up to which its events lie in the cold table; 0 for none. */
  readonly cold: number
  /** Whether the log is refused, because the past is not what was sealed. */
  readonly faulty: boolean
}

/** Why nothing was changed. */
export type ColdRefusal =
  | { readonly code: 'not-owner'; readonly login: string; readonly owner: string }
  | { readonly code: 'unknown-ledger'; readonly ledger: string }
  | { readonly code: 'beyond-head'; readonly ledger: string; readonly head: number }
  | { readonly code: 'beyond-sealed'; readonly ledger: string; readonly sealed: number; readonly head: number }
  | { readonly code: 'faulty'; readonly ledger: string }
  /** The cold table is there, and lies elsewhere. */
  | { readonly code: 'other-tablespace'; readonly tablespace: string }
  | { readonly code: 'no-tablespace'; readonly tablespace: string }
  | { readonly code: 'tablespace-refused'; readonly tablespace: string }
  /** The cold table could not be made, because transactions that read events did not end. */
  | { readonly code: 'busy' }

export interface MoveOptions {
  /** Events a transaction. Default 5000. */
  readonly batch?: number
  /** Told after each batch that is committed, with the position up to which the ledger is cold then. */
  readonly onBatch?: (cold: number) => void
}
