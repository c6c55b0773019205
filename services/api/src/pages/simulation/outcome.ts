import type { LedgerComparison } from '@kooperacje/commands'
import type { DeadlineRule, ModelDocument } from '@kooperacje/domain'
import type { Html } from '../markup.ts'
import { aboutLink } from '../parts/about-link.ts'
import type { Visit } from '../visit.ts'

/** What the tables of a comparison are made from. */
export interface Outcome {
  readonly visit: Visit
  readonly comparison: LedgerComparison
  /** The version that was tried out. */
  readonly draft: ModelDocument
  /** Rules of this version and of those that the history ran on. */
  readonly rules: readonly DeadlineRule[]
}

/** A rule by its symbol and name, this version's before any other's. */
export function ruleName({ visit, rules }: Outcome, id: string): string {
  const name = rules.find((rule) => rule.id === id)?.[visit.words.locale]
  return name === undefined ? id : `${id} ${name}`
}

/** With a link for those who may follow it. */
export function aboutCell({ visit: { words, ledger, may } }: Outcome, about: string): Html | string {
  const [kind] = about.split('/')
  const open = kind === 'case' ? may('case.read') : kind === 'referral' ? may('referral.read') : may('partnership.read')
  return open ? aboutLink(words, ledger, about) : about
}
