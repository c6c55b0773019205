import { namesNobody } from '../anonymisation/public-text.ts'
import type { DataOf, Fact } from '../kernel/event.ts'
import { type Absent, absent, defineProcess, type GuardInput, type ProcessState } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { matterDescription } from './description.ts'
import { type MatterExtended, type MatterKind, type MatterOpened, matterEvents } from './events.ts'

export type MatterStatus = keyof typeof matterDescription.states

export interface MatterState extends ProcessState<Absent | MatterStatus> {
  readonly kind: MatterKind | null
}

const EXTENDABLE: readonly (MatterKind | null)[] = ['ADMINISTRATIVE', 'DATA_SUBJECT_REQUEST']

/** The law knows an extension for these two kinds; the seven days of art. 105 and the 72 hours of a breach stand. */
function mayBeExtended({ state: { kind } }: GuardInput<MatterState, unknown, unknown>): Refusal | null {
  return EXTENDABLE.includes(kind) ? null : refuse('matter-not-extendable', { kind })
}

/** Whoever settles later than the code allows says until when, and not that it is over already. */
function newTermNamed({ state, data, occurredOn }: GuardInput<MatterState, DataOf<typeof MatterExtended>, unknown>) {
  if (data.until === undefined) return state.kind === 'ADMINISTRATIVE' ? refuse('new-term-missing') : null
  return data.until < occurredOn ? refuse('date-order', { field: 'until', notBefore: occurredOn }) : null
}

/** Only a plan that runs on is looked at again; the other matters have an end. */
function isReviewed({ state: { kind } }: GuardInput<MatterState, unknown, unknown>): Refusal | null {
  return kind === 'FAMILY_WORK_PLAN' ? null : refuse('matter-not-reviewed', { kind })
}

export const matter = defineProcess<MatterState, unknown>({
  name: 'matter',
  events: matterEvents,
  initial: { ...absent, kind: null },
  guards: { mayBeExtended, newTermNamed, isReviewed, namesNobody },
  stateGuards: ['mayBeExtended', 'isReviewed'],
  description: matterDescription,
  remember: {
    MatterOpened: (_, { data }: Fact<typeof MatterOpened>) => ({ kind: data.kind }),
  },
})
