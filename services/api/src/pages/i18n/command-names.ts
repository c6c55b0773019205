import type { CommandName } from '@kooperacje/domain'

/** What the workers send by themselves; no page offers it. */
type OfWorkers = 'RecordDeadlineReminder' | 'RaiseDeadlineAlarm' | 'WithdrawDeadlineNotice'
/** What belongs to carrying out an erasure, which a person had begun. */
type OfErasure = 'NameErasureKeys' | 'CompleteErasure'
/** One and the same for every kind of thing. */
type Correction = `Correct${string}Fact`

/** What a person would say they do: on the link to the form, on its button, and in the notice that it was done. */
export type CommandNames = Readonly<
  Record<Exclude<CommandName, OfWorkers | OfErasure | Correction> | 'CorrectFact', string>
>

export const commandKey = (name: string): string => (/^Correct\w+Fact$/.test(name) ? 'CorrectFact' : name)
