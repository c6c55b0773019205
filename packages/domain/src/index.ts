export * from './agreements/commands.ts'
export * from './agreements/events.ts'
export * from './agreements/process.ts'
export * from './agreements/state.ts'
export * from './anonymisation/find-personal.ts'
export { isPesel } from './anonymisation/numbers.ts'
export * from './barriers/commands.ts'
export * from './barriers/events.ts'
export * from './barriers/process.ts'
export * from './basket/commands.ts'
export * from './basket/events.ts'
export * from './basket/process.ts'
export { basketGoesAlong } from './basket/reactions.ts'
export {
  type BasketState,
  type BasketStatus,
  isOffered,
  placeOf,
  placesLeft,
  type Service,
  serviceIn,
} from './basket/state.ts'
export * from './basket/taxonomy.ts'
export * from './basket/values.ts'
export * from './calendar/days.ts'
export * from './calendar/easter.ts'
export * from './calendar/holidays.ts'
export * from './calendar/warsaw.ts'
export * from './calendar/working-days.ts'
export * from './cases/closure-reasons.ts'
export * from './cases/commands.ts'
export { consentsRunOut, mayBeShared } from './cases/consent.ts'
export * from './cases/events.ts'
export { overdueOn } from './cases/plan.ts'
export * from './cases/process.ts'
export { withoutProcedure } from './cases/restricted-state.ts'
export type { CaseOthers, CaseState, CaseStatus, Consent, ConsentRecord, TaskTeam } from './cases/state.ts'
export * from './cases/values.ts'
export * from './clients/commands.ts'
export * from './clients/events.ts'
export * from './clients/process.ts'
export * from './contracts/commands.ts'
export * from './contracts/events.ts'
export * from './contracts/process.ts'
export * from './coordination/conflicts.ts'
export * from './coordination/decisions.ts'
export * from './coordination/events.ts'
export { asAmended, type CoordinatedCase, conflictsOfPlan, openActions } from './coordination/plan.ts'
export * from './corrections/commands.ts'
export * from './data-rights.ts'
export { builtInDeadlineRules } from './deadlines/built-in-rules.ts'
export * from './deadlines/commands.ts'
export {
  type Course,
  type CoursesSoFar,
  coursesOf,
  coursesSoFar,
  goOn,
  inOrder,
  nothingTold,
  type StreamFact,
} from './deadlines/course.ts'
export * from './deadlines/events.ts'
export {
  type DeadlineCourse,
  deadlineId,
  foldDeadlines,
  type PlacedEvent,
  partnershipNamed,
  rowOf,
} from './deadlines/fold.ts'
export * from './deadlines/notices.ts'
export * from './deadlines/opening.ts'
export * from './deadlines/process.ts'
export * from './deadlines/receivers.ts'
export {
  comesBack,
  DeadlineOrigin,
  DeadlineRecipient,
  DeadlineRule,
  type Length,
  type RuleBook,
  type RuleBooks,
  ruleOn,
} from './deadlines/rule.ts'
export { haltTypes, type Standstill, standstillsOf } from './deadlines/standstill.ts'
export {
  type Dates as DeadlineDates,
  type DeadlineStatus,
  datesOf,
  type Standing,
  statusAt,
} from './deadlines/status.ts'
export type { Term } from './deadlines/term.ts'
export { fieldsOf, isWatched } from './deadlines/triggers.ts'
export * from './erasures/commands.ts'
export * from './erasures/events.ts'
export * from './erasures/process.ts'
export * from './governance.ts'
export * from './indicators/breakdown.ts'
export * from './indicators/counted-data.ts'
export * from './indicators/definition.ts'
export * from './indicators/evaluation.ts'
export * from './indicators/explanation.ts'
export * from './indicators/fact.ts'
export * from './indicators/fact-log.ts'
export * from './indicators/indicators.ts'
export * from './indicators/reasons.ts'
export * from './indicators/suppression.ts'
export * from './indicators/tally.ts'
export * from './indicators/targets.ts'
export type * from './indicators/timeliness-course.ts'
export * from './indicators/view.ts'
export * from './institutions/commands.ts'
export * from './institutions/events.ts'
export * from './institutions/process.ts'
export * from './interdisciplinary-teams/commands.ts'
export * from './interdisciplinary-teams/events.ts'
export * from './interdisciplinary-teams/process.ts'
export * from './kernel/command.ts'
export * from './kernel/correction.ts'
export * from './kernel/description.ts'
export * from './kernel/event.ts'
export * from './kernel/model.ts'
export * from './kernel/process.ts'
export * from './kernel/reaction.ts'
export * from './kernel/refusal.ts'
export * from './kernel/refusals.ts'
export * from './kernel/steps.ts'
export * from './kernel/values.ts'
export * from './matters/commands.ts'
export * from './matters/events.ts'
export * from './matters/process.ts'
export * from './meetings/commands.ts'
export * from './meetings/events.ts'
export * from './meetings/process.ts'
export * from './milestones/commands.ts'
export * from './milestones/events.ts'
export * from './milestones/process.ts'
export * from './model/built-in.ts'
export { canonical } from './model/canonical.ts'
export * from './model/change.ts'
export * from './model/changes.ts'
export { stepsOf as stepsOfDescription } from './model/course.ts'
export * from './model/document.ts'
export type { ModelFault } from './model/fault.ts'
export * from './model/migration.ts'
export * from './model/published.ts'
export * from './model/validate.ts'
export * from './model/version.ts'
export * from './model/vocabulary.ts'
export * from './model-versions/commands.ts'
export * from './model-versions/events.ts'
export * from './model-versions/process.ts'
export * from './model-versions/state.ts'
export * from './model-versions/values.ts'
export * from './partnerships/commands.ts'
export * from './partnerships/events.ts'
export * from './partnerships/process.ts'
export { type Quorum, quorumOf } from './partnerships/quorum.ts'
export {
  activeMembersOf,
  type Cooperator,
  isMember,
  type MembershipStatus,
  membersBesidesLeader,
  membersOf,
  type PartnershipState,
  type PartnershipStatus,
  type PlenarySitting,
  type Sitting,
  sectorsOf,
} from './partnerships/state.ts'
export * from './pilots/commands.ts'
export * from './pilots/events.ts'
export * from './pilots/process.ts'
export * from './pilots/state.ts'
export * from './practices/commands.ts'
export * from './practices/events.ts'
export * from './practices/process.ts'
export * from './recommendations/commands.ts'
export * from './recommendations/events.ts'
export * from './recommendations/process.ts'
export * from './reference/local-authorities.ts'
export * from './reference/regions.ts'
export * from './reference/targets.ts'
export * from './reference/teryt.ts'
export * from './referrals/commands.ts'
export * from './referrals/events.ts'
export * from './referrals/process.ts'
export * from './registry.ts'
export * from './remarks/commands.ts'
export * from './remarks/events.ts'
export * from './remarks/process.ts'
export type * from './simulation/deadlines.ts'
export type { IndicatorPair } from './simulation/indicators.ts'
export type { Refusals, RefusedFact } from './simulation/replay.ts'
export * from './simulation/simulation.ts'
export * from './support/commands.ts'
export * from './support/events.ts'
export * from './support/process.ts'
