import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { ModelPutInPilot, ModelVersionSuperseded } from '../model-versions/events.ts'
import { modelVersion } from '../model-versions/process.ts'
import { sourcedTargets } from '../reference/targets.ts'
import { approved, drafted, inPilot } from '../testing/model-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import { choosePilotModel, endPilotPhase, setPilotTarget, startPilotPhase } from './commands.ts'
import { PilotModelChosen, PilotPhaseEnded, PilotPhaseStarted, type PilotTarget, PilotTargetSet } from './events.ts'
import { pilot } from './process.ts'
import { reaches, targetsOn } from './state.ts'

const started = (phase: 'I' | 'II' | 'III' | 'IV') => event(PilotPhaseStarted, { phase, plannedEnd: '2020-09-30' })
const ended = (phase: 'I' | 'II' | 'III' | 'IV') => event(PilotPhaseEnded, { phase })

describe('a phase of the pilot', () => {
  it('begins with its planned end, and ends when it does', () => {
    given(pilot).when(startPilotPhase, started('II').data).then(started('II'))
    given(pilot, started('II')).when(endPilotPhase, { phase: 'II' }).then(ended('II'))
  })

  it('is not planned to end before it begins', () => {
    given(pilot)
      .when(startPilotPhase, { phase: 'II', plannedEnd: '2019-11-11' })
      .refuses('date-order', { field: 'plannedEnd', notBefore: '2019-11-12' })
  })

  it('comes after the one before it has ended', () => {
    given(pilot, started('I')).when(startPilotPhase, started('II').data).refuses('not-allowed-in-state')
    given(pilot, started('I'), ended('I')).when(startPilotPhase, started('II').data).then(started('II'))
    given(pilot, started('II'), ended('II'))
      .when(startPilotPhase, started('I').data)
      .refuses('phase-order', { phase: 'I', after: 'II' })
  })

  it('ends only while it is under way', () => {
    given(pilot, started('II')).when(endPilotPhase, { phase: 'I' }).refuses('not-allowed-in-state')
  })

  it('IV is the last', () => {
    given(pilot, started('IV'), ended('IV')).when(setPilotTarget, sourcedTargets[0]).refuses('not-allowed-in-state')
  })
})

describe('the version that a macroregion tries out', () => {
  const chosen = (version: string) => event(PilotModelChosen, { version, macroregion: 'III' })
  const running = given(pilot, started('II'))

  it('is put in pilot in the same commit', () => {
    running
      .besides(modelVersion, '1.1', ...approved)
      .when(choosePilotModel, { version: '1.1' })
      .then(chosen('1.1'), onStream(modelVersion, '1.1', event(ModelPutInPilot, { macroregion: 'III' })))
  })

  it('may be the one that comes with the software, whose course nobody recorded', () => {
    running.when(choosePilotModel, { version: '1.0' }).then(chosen('1.0'))
  })

  it('supersedes the one before it, so that there is one at a time', () => {
    given(pilot, started('II'), chosen('1.1'))
      .besides(modelVersion, '1.1', ...inPilot)
      .when(choosePilotModel, { version: '1.0' })
      .then(chosen('1.0'), onStream(modelVersion, '1.1', event(ModelVersionSuperseded, { by: '1.0' })))
  })

  it('is known and published', () => {
    running.when(choosePilotModel, { version: '9' }).refuses('unknown-model-version', { version: '9' })
    running
      .besides(modelVersion, '1.1', drafted)
      .when(choosePilotModel, { version: '1.1' })
      .refuses('model-not-published', { version: '1.1', state: 'DRAFT' })
  })

  it('is not chosen twice', () => {
    given(pilot, started('II'), chosen('1.0'))
      .when(choosePilotModel, { version: '1.0' })
      .refuses('model-in-pilot-already', { version: '1.0', macroregion: 'III' })
  })

  it('is not put in pilot a second time', () => {
    running
      .besides(modelVersion, '1.1', ...inPilot)
      .when(choosePilotModel, { version: '1.1' })
      .refuses('not-allowed-in-state')
  })
})

describe('a target of the pilot', () => {
  const target: PilotTarget = {
    indicator: 'O-02',
    region: 'SLASKIE',
    value: 15,
    comparator: 'GTE',
    source: 'uchwała',
    validFrom: '2019-04-01',
  }
  const set = event(PilotTargetSet, target)

  it('is set with its source, before the first phase or later', () => {
    given(pilot).when(setPilotTarget, target).then(set)
    given(pilot, started('II'))
      .when(setPilotTarget, { ...target, source: ' ' })
      .isMalformedAt('source')
  })

  it('holds from a day to a later one', () => {
    given(pilot)
      .when(setPilotTarget, { ...target, validTo: '2019-03-31' })
      .refuses('date-order', { field: 'validTo', notBefore: '2019-04-01' })
  })

  it('is set once for each day it begins on', () => {
    given(pilot, set)
      .when(setPilotTarget, { ...target, value: 8 })
      .refuses('target-already-set', { indicator: 'O-02', validFrom: '2019-04-01' })
    given(pilot, set)
      .when(setPilotTarget, { ...target, region: 'LODZKIE' })
      .then(event(PilotTargetSet, { ...target, region: 'LODZKIE' }))
  })

  it('counts from its first day on, until a later one takes its place', () => {
    const later = { ...target, value: 20, validFrom: '2020-01-01', validTo: '2020-06-30' }
    const on = (day: string) => targetsOn([target, later], day).map(({ value }) => value)
    expect(on('2019-03-31')).toEqual([])
    expect(on('2019-12-31')).toEqual([15])
    expect(on('2020-06-30')).toEqual([20])
    expect(on('2020-07-01')).toEqual([])
  })

  it('is reached or not; a figure that cannot be computed reaches nothing', () => {
    expect(reaches({ comparator: 'GTE', value: 8 }, 8)).toBe(true)
    expect(reaches({ comparator: 'EQ', value: 11 }, 12)).toBe(false)
    expect(reaches({ comparator: 'LTE', value: 90 }, 91)).toBe(false)
    expect(reaches({ comparator: 'LTE', value: 90 }, null)).toBe(false)
  })

  it('comes with the software where a source names it: four', () => {
    expect(
      sourcedTargets.map(({ indicator, region, comparator, value }) => [indicator, region, comparator, value]),
    ).toEqual([
      ['O-01', 'MALOPOLSKIE', 'EQ', 11],
      ['O-02', 'MALOPOLSKIE', 'GTE', 11],
      ['O-02', 'LODZKIE', 'GTE', 8],
      ['O-05', 'LODZKIE', 'GTE', 40],
    ])
  })
})
