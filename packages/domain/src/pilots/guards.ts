import type { DataOf } from '../kernel/event.ts'
import { type GuardInput, partsOf } from '../kernel/process.ts'
import { type Refusal, refuse } from '../kernel/refusal.ts'
import { type PilotModelChosen, PilotPhase, type PilotPhaseStarted, type PilotTarget } from './events.ts'
import { type PilotState, sameAim } from './state.ts'

type Input<Data> = GuardInput<PilotState, Data, unknown>

export function endsAfterItStarts({ data, occurredOn }: Input<DataOf<typeof PilotPhaseStarted>>): Refusal | null {
  return data.plannedEnd < occurredOn ? refuse('date-order', { field: 'plannedEnd', notBefore: occurredOn }) : null
}

/** Phases follow one another; one may be missing, as with an office that joined in phase II. */
export function phaseComesNext({ state, data }: Input<DataOf<typeof PilotPhaseStarted>>): Refusal | null {
  const begun = partsOf(state, 'phase')
  const later = begun.find((phase) => order(phase) >= order(data.phase))
  return later === undefined ? null : refuse('phase-order', { phase: data.phase, after: later })
}

const order = (phase: string): number => (PilotPhase.options as readonly string[]).indexOf(phase)

export function notInPilotAlready({ state, data }: Input<DataOf<typeof PilotModelChosen>>): Refusal | null {
  const same = state.chosen[data.macroregion] === data.version
  return same ? refuse('model-in-pilot-already', { version: data.version, macroregion: data.macroregion }) : null
}

export function targetInOrder({ data: { validFrom, validTo } }: Input<PilotTarget>): Refusal | null {
  const wrong = validTo !== undefined && validTo < validFrom
  return wrong ? refuse('date-order', { field: 'validTo', notBefore: validFrom }) : null
}

/** Of two targets that begin on one day nobody could say which counts. */
export function targetNotSetYet({ state, data }: Input<PilotTarget>): Refusal | null {
  const other = state.targets.find((target) => sameAim(target, data) && target.validFrom === data.validFrom)
  return other ? refuse('target-already-set', { indicator: data.indicator, validFrom: data.validFrom }) : null
}
