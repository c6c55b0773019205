/**
 * How one deadline went, as far as it was known at the recording time asked for: what timeliness reads of deadlines, and
 * all that it reads. Who keeps deadlines, and how they are moved by standstills and corrections, is not its business.
 */
export interface TimelinessCourse {
  readonly rule: string
  readonly origin: 'STATUTORY' | 'MODEL_PROPOSED'
  /** `AT_LEAST`: what stops it must not come before the due day, as with an invitation. Left out: by that day. */
  readonly bound?: 'AT_MOST' | 'AT_LEAST' | undefined
  readonly startedOn: string
  readonly dueOn: string
  /** The day of the fact that met it, in time or late. */
  readonly stoppedOn: string | null
  /** The day of the fact that made it pointless. */
  readonly cancelledOn: string | null
  readonly startPosition: number
  readonly stopPosition: number | null
}
