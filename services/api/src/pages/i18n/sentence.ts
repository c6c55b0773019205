import type {
  basketEvents,
  DataOf,
  dataRightsEvents,
  eventDefinitions,
  governanceEvents,
  partnershipEvents,
} from '@kooperacje/domain'
import type { CodeGroup } from './code-names.ts'

type AnyEvent = (typeof eventDefinitions)[number]

/**
 * What the read model keeps of a fact for its history: numbers, ids, codes and dates, lists mostly as their length,
 * never personal data or free text. Any field may be missing: rows of an older projection stay readable.
 */
type Kept<Data> = { readonly [Field in keyof Data]?: Data[Field] extends readonly unknown[] ? number : Data[Field] }

/** Where it keeps something else than the payload holds. */
interface KeptBeside {
  readonly TeamMemberAdded: { readonly institutionId?: string; readonly sector?: string }
  readonly FinalEvaluationCompleted: { readonly achieved?: number; readonly partly?: number; readonly not?: number }
  readonly MeetingScheduled: { readonly kind?: string }
  readonly DisclosureMade: { readonly kinds?: readonly string[] }
}

type Beside<Type> = Type extends keyof KeptBeside ? KeptBeside[Type] : unknown

/** One sentence for each type of event there is. */
export type Sentences = {
  readonly [E in AnyEvent as E['type']]: (fact: Kept<DataOf<E>> & Beside<E['type']>, say: Say) => string
}

export type PartnershipSentences = Pick<Sentences, (typeof partnershipEvents)[number]['type']>

export type BasketSentences = Pick<Sentences, (typeof basketEvents)[number]['type']>

/** Those of agreements, the pilot, the course of the model and what is learned from it. */
export type GovernanceSentences = Pick<Sentences, (typeof governanceEvents)[number]['type']>

/** Those of what a person may ask about their data. */
export type DataRightsSentences = Pick<Sentences, (typeof dataRightsEvents)[number]['type']>

/** How a sentence writes values. What is missing is written as a dash. */
export interface Say {
  readonly date: (day: string | undefined) => string
  readonly number: (n: number | undefined) => string
  readonly code: (group: CodeGroup, code: string | undefined) => string
  readonly institution: (id: string | undefined) => string
  readonly text: (value: string | number | undefined) => string
}
