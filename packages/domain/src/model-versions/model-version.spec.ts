import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { fold } from '../kernel/process.ts'
import { builtInModel, builtInModels } from '../model/built-in.ts'
import {
  approved,
  approvedBy,
  consulted,
  consulting,
  draft,
  drafted,
  inPilot,
  opinioned,
} from '../testing/model-facts.ts'
import { given } from '../testing/specification.ts'
import { noon } from '../testing/world.ts'
import {
  approveModelVersion,
  closeModelConsultation,
  draftModelVersion,
  evaluateModelVersion,
  giveModelOpinion,
  openModelConsultation,
  recommendModelVersion,
  reviseModelVersion,
  supersedeModelVersion,
} from './commands.ts'
import {
  ModelConsultationClosed,
  ModelConsultationOpened,
  ModelOpinionGiven,
  ModelVersionDrafted,
  ModelVersionEvaluated,
  ModelVersionPublished,
  ModelVersionRecommended,
  ModelVersionRevised,
  ModelVersionSuperseded,
} from './events.ts'
import { modelVersion } from './process.ts'
import { isPublished } from './state.ts'

const stateAfter = (...facts: readonly { readonly type: string; readonly data: unknown }[]) =>
  fold(
    modelVersion,
    facts.map((fact) => ({ ...fact, streamId: '1.1', occurredAt: noon('2019-03-29') })),
    builtInModels,
  )

describe('a version of the model is drafted', () => {
  it('as a whole document, under its own number', () => {
    given(modelVersion).when(draftModelVersion, { document: draft() }, '1.1').then(drafted)
    given(modelVersion)
      .when(draftModelVersion, { document: draft() }, '1.2')
      .refuses('version-mismatch', { expected: '1.2', given: '1.1' })
  })

  it('in the shape of a model', () => {
    const { parameters: _, ...rest } = draft()
    given(modelVersion).when(draftModelVersion, { document: rest }, '1.1').isMalformedAt('document.parameters')
  })

  it('also as the one that comes with the software, unchanged', () => {
    given(modelVersion)
      .when(draftModelVersion, { document: builtInModel }, '1.0')
      .then(event(ModelVersionDrafted, { document: builtInModel }))
    given(modelVersion)
      .when(draftModelVersion, { document: draft('1.0') }, '1.0')
      .refuses('built-in-model-changed', { version: '1.0' })
  })
})

describe('a draft is revised', () => {
  const document = { ...draft(), pl: 'Kooperacje 3D po konsultacjach' }
  const revised = event(ModelVersionRevised, { document })

  it.each([
    ['before', [drafted]],
    ['during', consulting],
    ['after', consulted],
  ])('%s its consultation', (_, facts) => {
    given(modelVersion, ...facts)
      .when(reviseModelVersion, { document })
      .then(revised)
  })

  it('never after the opinion', () => {
    given(modelVersion, ...opinioned)
      .when(reviseModelVersion, { document })
      .refuses('not-allowed-in-state')
  })

  it('under the same number', () => {
    given(modelVersion, drafted)
      .when(reviseModelVersion, { document: draft('1.2') })
      .refuses('version-mismatch', { expected: '1.1', given: '1.2' })
  })

  it('and remembered as it stands last', () => {
    expect(stateAfter(drafted, revised).document?.pl).toBe('Kooperacje 3D po konsultacjach')
  })
})

describe('a draft is consulted and judged', () => {
  it('from the day it goes out to the day the consultation ends', () => {
    given(modelVersion, drafted)
      .when(openModelConsultation, { until: '2019-12-12' })
      .then(event(ModelConsultationOpened, { until: '2019-12-12' }))
    given(modelVersion, drafted)
      .when(openModelConsultation, { until: '2019-11-11' })
      .refuses('date-order', { field: 'until', notBefore: '2019-11-12' })
    given(modelVersion, ...consulting)
      .when(closeModelConsultation)
      .then(event(ModelConsultationClosed, {}))
  })

  it('by the ministry, whose favourable opinion opens the way', () => {
    const favourable = { by: 'MINISTRY' as const, favourable: true }
    given(modelVersion, ...consulting)
      .when(giveModelOpinion, favourable)
      .refuses('not-allowed-in-state')
    given(modelVersion, ...consulted)
      .when(giveModelOpinion, favourable)
      .then(event(ModelOpinionGiven, favourable))
    expect(stateAfter(...opinioned).status).toBe('OPINIONED')
  })

  it.each([
    { by: 'MINISTRY' as const, favourable: false },
    { by: 'EXPERT' as const, favourable: true },
  ])('where $by says $favourable, it can still be revised', (opinion) => {
    expect(stateAfter(...consulted, event(ModelOpinionGiven, opinion)).status).toBe('CONSULTED')
  })
})

describe('a version is approved', () => {
  it('by both bodies: the second approval publishes it in the same commit', () => {
    given(modelVersion, ...opinioned)
      .when(approveModelVersion, { by: 'MODEL_TEAM' })
      .then(approvedBy('MODEL_TEAM'))
    given(modelVersion, ...opinioned, approvedBy('MODEL_TEAM'))
      .when(approveModelVersion, { by: 'STEERING_COMMITTEE' })
      .then(approvedBy('STEERING_COMMITTEE'), event(ModelVersionPublished, {}))
  })

  it('by each once, and not before the opinion', () => {
    given(modelVersion, ...opinioned, approvedBy('MODEL_TEAM'))
      .when(approveModelVersion, { by: 'MODEL_TEAM' })
      .refuses('not-allowed-in-state')
    given(modelVersion, ...consulted)
      .when(approveModelVersion, { by: 'MODEL_TEAM' })
      .refuses('not-allowed-in-state')
  })

  it('and only then is there anything that a partnership may run on', () => {
    expect(isPublished(stateAfter(...opinioned, approvedBy('MODEL_TEAM')), '1.1')).toBe(false)
    expect(isPublished(stateAfter(...approved), '1.1')).toBe(true)
    expect(isPublished(stateAfter(...approved, event(ModelVersionSuperseded, { by: '2.0' })), '1.1')).toBe(true)
  })

  it('unless it comes with the software, which is published without a record, until somebody records its course', () => {
    expect(isPublished(modelVersion.initial, '1.0')).toBe(true)
    expect(isPublished(modelVersion.initial, '1.1')).toBe(false)
  })
})

describe('after its pilot a version', () => {
  const evaluated = event(ModelVersionEvaluated, {})

  it('is evaluated and recommended', () => {
    given(modelVersion, ...inPilot)
      .when(evaluateModelVersion)
      .then(evaluated)
    given(modelVersion, ...inPilot, evaluated)
      .when(recommendModelVersion)
      .then(event(ModelVersionRecommended, {}))
    given(modelVersion, ...inPilot)
      .when(recommendModelVersion)
      .refuses('not-allowed-in-state')
  })

  it('gives way to another that is published, too', () => {
    const superseded = event(ModelVersionSuperseded, { by: '1.0' })
    given(modelVersion, ...inPilot)
      .when(supersedeModelVersion, { by: '1.0' }, '1.1')
      .then(superseded)
    given(modelVersion, ...inPilot)
      .when(supersedeModelVersion, { by: '2.0' }, '1.1')
      .refuses('unknown-model-version', { version: '2.0' })
    given(modelVersion, ...inPilot)
      .besides(modelVersion, '2.0', event(ModelVersionDrafted, { document: draft('2.0') }))
      .when(supersedeModelVersion, { by: '2.0' }, '1.1')
      .refuses('model-not-published', { version: '2.0', state: 'DRAFT' })
  })

  it('does not give way to itself', () => {
    given(modelVersion, ...inPilot)
      .when(supersedeModelVersion, { by: '1.1' }, '1.1')
      .refuses('supersedes-itself', { version: '1.1' })
  })
})

describe('a draft that nobody goes on with', () => {
  it('gives way to another draft', () => {
    given(modelVersion, ...consulting)
      .besides(modelVersion, '1.2', event(ModelVersionDrafted, { document: draft('1.2') }))
      .when(supersedeModelVersion, { by: '1.2' }, '1.1')
      .then(event(ModelVersionSuperseded, { by: '1.2' }))
  })
})
