import type { DeadlineRule, ModelDocument } from '@kooperacje/domain'

type NamesOf<Code extends string> = Readonly<Record<Code, string>>
type ClosureRule = ModelDocument['closureReasons'][number]

/** Codes of a model document that its form lets one choose. */
export interface ModelCodeNames {
  readonly modelFamily: NamesOf<ModelDocument['family']>
  readonly closureWhen: NamesOf<ClosureRule['when']>
  readonly closureNote: NamesOf<ClosureRule['note']>
  readonly pause: NamesOf<DeadlineRule['pauses'][number]>
  readonly bound: NamesOf<NonNullable<DeadlineRule['bound']>>
  readonly lengthUnit: NamesOf<'CALENDAR_DAYS' | 'WORKING_DAYS' | 'MONTHS' | 'HOURS'>
  /** Told apart by the names of their fields. */
  readonly dueKind: NamesOf<'after' | 'on' | 'yearly,yearField'>
  readonly prolongKind: NamesOf<'event,when,unless,by' | 'event,when,unless,until'>
}
