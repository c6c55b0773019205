import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { partsOf } from '../kernel/process.ts'
import { active, initiating, opened, preparing, school } from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { World } from '../testing/world.ts'
import {
  assignSupportTeam,
  closeResourceGap,
  completeResourceDiagnosis,
  drawResourceMap,
  recordCharter,
  recordMutualBenefit,
  recordResourceGap,
} from './commands.ts'
import {
  CharterRecorded,
  CooperatorAnswered,
  MutualBenefitRecorded,
  ResourceDiagnosisCompleted,
  ResourceGapClosed,
  ResourceGapRecorded,
  ResourceMapDrawn,
  SupportTeamAssigned,
} from './events.ts'
import { partnership } from './process.ts'

const counts = { assistanceResources: 11, localResources: 18, gaps: 4 }
const flats = { gapId: 'gap-1', sector: 'HOUSING', missing: 'mieszkania chronione' } as const
const detox = { gapId: 'gap-2', sector: 'HEALTH', missing: 'oddział leczenia uzależnień' } as const
const map = {
  resources: [
    { sector: 'HOUSING' as const, assistanceResources: 1, localResources: 2 },
    { sector: 'HEALTH' as const, assistanceResources: 0, localResources: 3 },
  ],
  gaps: [flats],
}
const drawn = event(ResourceMapDrawn, map)

describe('the diagnosis of resources', () => {
  it.each(['ASSISTANCE', 'LOCAL', undefined] as const)('has the scope %s', (scope) => {
    const body = scope === undefined ? counts : { ...counts, scope }
    given(partnership, opened).when(completeResourceDiagnosis, body).then(event(ResourceDiagnosisCompleted, body))
  })

  it('belongs to the preparation, the map does not end with it', () => {
    given(partnership, ...initiating)
      .when(completeResourceDiagnosis, counts)
      .refuses('not-allowed-in-state')
    given(partnership, ...active)
      .when(drawResourceMap, map)
      .then(drawn)
  })
})

describe('the resource map', () => {
  it('shows each sector once and each gap once', () => {
    given(partnership, opened).when(drawResourceMap, map).then(drawn)
    given(partnership, opened)
      .when(drawResourceMap, { ...map, resources: [map.resources[0], map.resources[0]] })
      .refuses('named-twice', { ids: ['HOUSING'] })
    given(partnership, opened)
      .when(drawResourceMap, { ...map, gaps: [flats, flats] })
      .refuses('named-twice', { ids: ['gap-1'] })
  })

  it('gains gaps and loses them', () => {
    given(partnership, opened, drawn).when(recordResourceGap, detox).then(event(ResourceGapRecorded, detox))
    given(partnership, opened, drawn).when(recordResourceGap, flats).refuses('not-allowed-in-state')
    const filled = event(ResourceGapClosed, { gapId: 'gap-1', institutionId: 'zgm' })
    given(partnership, opened, drawn).when(closeResourceGap, { gapId: 'gap-1', institutionId: 'zgm' }).then(filled)
    given(partnership, opened, drawn, filled).when(closeResourceGap, { gapId: 'gap-1' }).refuses('not-allowed-in-state')
    given(partnership, opened, drawn).when(closeResourceGap, { gapId: 'gap-9' }).refuses('not-allowed-in-state')
  })

  it('drawn anew finds open what is missing again, and leaves the other gaps as they were', () => {
    const ref = { process: partnership, id: 'pzk' }
    const world = new World()
    const facts = [
      opened,
      drawn,
      event(ResourceGapRecorded, detox),
      event(ResourceGapClosed, { gapId: 'gap-1' }),
      drawn,
    ]
    for (const fact of facts) world.happened(ref, fact, '2019-05-20')
    expect(partsOf(world.state(ref), 'gap', 'OPEN')).toEqual(['gap-1', 'gap-2'])
  })
})

describe('the support team', () => {
  it('is counted, and named by keys where they are known', () => {
    const body = { animators: 1, modelExperts: 1, animatorIds: ['staff-7'], modelExpertIds: ['staff-8'] }
    given(partnership, opened).when(assignSupportTeam, body).then(event(SupportTeamAssigned, body))
    given(partnership, opened)
      .when(assignSupportTeam, { ...body, animators: 2 })
      .refuses('list-and-count-differ', { field: 'animators', count: 2, listed: 1 })
  })
})

describe('the register of mutual benefits', () => {
  const entry = { gains: ['wcześniejszy sygnał'], gives: ['pedagog szkolny'] }
  const partner = (institutionId: string) => ({ actorId: 'key:partner', role: 'PARTNER', institutionId })

  it('has an entry of each institution, made by itself or by the leader', () => {
    const recorded = event(MutualBenefitRecorded, { institutionId: 'sp-1', ...entry })
    given(partnership, ...initiating)
      .by(partner('sp-1'))
      .when(recordMutualBenefit, entry)
      .then(recorded)
    given(partnership, ...initiating)
      .when(recordMutualBenefit, { institutionId: 'sp-1', ...entry })
      .then(recorded)
    given(partnership, ...initiating)
      .by(partner('sp-1'))
      .when(recordMutualBenefit, { institutionId: 'kpp', ...entry })
      .refuses('acts-for-another', { institutionId: 'kpp' })
  })

  it('also of the leader, before it signs, and of members', () => {
    const own = event(MutualBenefitRecorded, { institutionId: 'mops', ...entry })
    given(partnership, ...initiating)
      .when(recordMutualBenefit, entry)
      .then(own)
    given(partnership, ...active)
      .when(recordMutualBenefit, entry)
      .then(own)
  })

  it('not of a stranger, and not of one that declined', () => {
    given(partnership, ...initiating)
      .when(recordMutualBenefit, { institutionId: 'sp-9', ...entry })
      .refuses('not-a-cooperator', { institutionId: 'sp-9' })
    const { institutionId } = school
    given(partnership, ...initiating, event(CooperatorAnswered, { institutionId, answer: 'DECLINED' }))
      .when(recordMutualBenefit, { institutionId, ...entry })
      .refuses('not-a-cooperator', { institutionId })
  })

  it('is opened at the first initiating meeting and says something on both sides', () => {
    given(partnership, ...preparing)
      .when(recordMutualBenefit, entry)
      .refuses('not-allowed-in-state')
    given(partnership, ...initiating)
      .when(recordMutualBenefit, { ...entry, gives: [] })
      .isMalformedAt('gives')
  })
})

describe('the charter', () => {
  it('comes of the initiating meetings', () => {
    const charter = {
      aspiration: 'Nikt nie zostaje sam',
      values: ['zaufanie'],
      workRules: ['punktualność'],
      communicationStandards: [],
    }
    given(partnership, ...initiating)
      .when(recordCharter, charter)
      .then(event(CharterRecorded, charter))
    given(partnership, ...preparing)
      .when(recordCharter, charter)
      .refuses('not-allowed-in-state')
  })
})
