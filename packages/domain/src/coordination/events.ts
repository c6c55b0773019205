import { z } from 'zod'
import { defineEvent, personal } from '../kernel/event.ts'
import { Id, LongText } from '../kernel/values.ts'

export const ConflictKind = z.enum(['DUPLICATE', 'CONTRADICTION'])

/**
 * `KEEP_BOTH`: both are wanted as they are. `DIFFERENT_NEED`: they look alike and serve different needs. `DROP_…`: that action
 * does not become part of the plan, or is given up.
 */
export const ConflictDecision = z.enum(['KEEP_BOTH', 'DROP_FIRST', 'DROP_SECOND', 'DIFFERENT_NEED'])
export type ConflictDecision = z.infer<typeof ConflictDecision>

export const ConflictDecided = defineEvent({
  type: 'ConflictDecided',
  version: 1,
  about: 'The team decided what becomes of two actions that duplicate or contradict each other.',
  data: z.strictObject({
    clientId: Id,
    kind: ConflictKind,
    actions: z.tuple([Id, Id]),
    /** The case of the second action, where it is another one of the same client. */
    otherCaseId: Id.optional(),
    /** Of the basket; null where an action is none of its services. */
    services: z.tuple([Id.nullable(), Id.nullable()]),
    categories: z.tuple([z.string().max(60), z.string().max(60)]),
    decision: ConflictDecision,
    reason: personal('C3', LongText),
  }),
  subject: (data) => data.clientId,
})

/** As a command that agrees or amends a plan carries it; what the two actions are is looked up, not believed. */
export const PlanDecision = z.strictObject({
  kind: ConflictKind,
  actions: z.tuple([Id, Id]),
  otherCaseId: Id.optional(),
  decision: ConflictDecision,
  reason: LongText,
})
export type PlanDecision = z.infer<typeof PlanDecision>

/** A plan has at most 200 actions; more open questions than this are no plan yet. */
export const Decisions = z.array(PlanDecision).max(100)
