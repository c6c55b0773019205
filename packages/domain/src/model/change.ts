import { z } from 'zod'
import { DeadlineRule } from '../deadlines/rule.ts'
import { PartRow, ReactionRow, StateDescription, TransitionRow } from '../kernel/description.ts'
import { Sector } from '../kernel/values.ts'
import { Category, ClosureRule, Stage } from './document.ts'

const changeOf = <What extends string, Value extends z.ZodType>(what: What, value: Value) =>
  z.strictObject({
    what: z.literal(what),
    change: z.enum(['ADDED', 'REMOVED', 'CHANGED']),
    /** Where it stands in a document, by names and not by numbers, which differ between two: `deadlines.P-11`. */
    path: z.string(),
    /** Its name among its kind: of a parameter, a rule, a state, a step. */
    id: z.string(),
    /** Which parts of a row differ, such as `due.after.count`; of what is new, gone or of one piece, none. */
    fields: z.array(z.string()),
    /** Null: it was not there. */
    before: value.nullable(),
    after: value.nullable(),
  })

const inProcess = <What extends string, Value extends z.ZodType>(what: What, value: Value) =>
  changeOf(what, value).extend({
    process: z.string(),
    /** Of a thing inside the process that has a course of its own: `membership`. */
    part: z.string().optional(),
  })

const Names = z.strictObject({ pl: z.string(), en: z.string() })

/** One thing that two versions of the model say differently: what a person would point at, and not a line of JSON. */
export const ModelChange = z.discriminatedUnion('what', [
  /** `pl`, `en`, `family`. */
  changeOf('NAME', z.string()),
  changeOf('PARAMETER', z.union([z.number(), z.array(z.string())])),
  changeOf('SECTOR', Sector),
  changeOf('STAGE', Stage),
  changeOf('STAGE_ORDER', z.array(z.string())),
  inProcess('PROCESS', Names),
  inProcess('PART', Names),
  inProcess('STATE', StateDescription),
  /** A step with all its rows, of which the first that fits is taken. */
  inProcess('STEP', z.array(z.union([TransitionRow, PartRow]))),
  /** What follows from a fact, one after the other. */
  inProcess('REACTION', z.array(ReactionRow)),
  changeOf('DEADLINE', DeadlineRule),
  changeOf('CLOSURE_REASON', ClosureRule),
  changeOf('CATEGORY', Category),
  changeOf('EXCLUSIVE_PAIR', z.array(z.string())),
])
export type ModelChange = z.infer<typeof ModelChange>
