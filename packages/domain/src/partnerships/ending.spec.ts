import { describe, expect, it } from 'vitest'
import { institution } from '../institutions/process.ts'
import { event, type NewEvent } from '../kernel/event.ts'
import type { Models } from '../kernel/model.ts'
import { builtInModel, builtInModels } from '../model/built-in.ts'
import { active, dissolved, formalising, preparing, registered, suspended } from '../testing/partnership-facts.ts'
import { given } from '../testing/specification.ts'
import { twoVersions } from '../testing/two-versions.ts'
import { World } from '../testing/world.ts'
import { dissolvePartnership, handTeamOver, migratePartnership, takeDecision } from './commands.ts'
import { PartnershipDissolved, PlenaryMeetingHeld, TeamEnded, TeamHandedOver, TeamOpened } from './events.ts'
import { partnership } from './process.ts'

const team = { caseId: 'case-1', teamId: 'zzk-1' }
const withTeam = [...active, event(TeamOpened, team)]
const reason = { reason: 'koniec pilotażu' }

describe('a partnership with a team at work', () => {
  it('is not dissolved over its head', () => {
    given(partnership, ...withTeam)
      .when(dissolvePartnership, reason)
      .refuses('teams-open', { caseIds: ['case-1'], open: 1 })
  })

  it('is dissolved when the team has ended or was handed over', () => {
    const ends = [event(TeamEnded, team), event(TeamHandedOver, { caseId: 'case-1', to: { institutionId: 'mops' } })]
    for (const end of ends) {
      given(partnership, ...withTeam, end)
        .when(dissolvePartnership, reason)
        .then(event(PartnershipDissolved, reason))
    }
  })

  it('hands it over to an institution that is known', () => {
    const body = { caseId: 'case-1', to: { institutionId: 'mops' } }
    given(partnership, ...withTeam)
      .besides(institution, 'mops', registered('OPS'))
      .when(handTeamOver, body)
      .then(event(TeamHandedOver, body))
    given(partnership, ...withTeam)
      .when(handTeamOver, body)
      .refuses('not-found', { field: 'to' })
  })

  it('hands it over to another partnership that is at work', () => {
    const body = { caseId: 'case-1', to: { partnershipId: 'pzk-2' } }
    given(partnership, ...withTeam)
      .besides(partnership, 'pzk-2', ...active)
      .when(handTeamOver, body)
      .then(event(TeamHandedOver, body))
    given(partnership, ...withTeam)
      .besides(partnership, 'pzk-2', ...formalising)
      .when(handTeamOver, body)
      .refuses('partnership-not-active', { state: 'FORMALISING' })
    given(partnership, ...withTeam)
      .when(handTeamOver, { ...body, to: { partnershipId: 'this' } })
      .refuses('handed-to-itself', {})
  })

  it('hands over only what it has, once', () => {
    const body = { caseId: 'case-1', to: { institutionId: 'mops' } }
    for (const events of [active, [...withTeam, event(TeamHandedOver, body)]]) {
      given(partnership, ...events)
        .besides(institution, 'mops', registered('OPS'))
        .when(handTeamOver, body)
        .refuses('not-allowed-in-state')
    }
  })
})

describe('a partnership goes to another version of the model', () => {
  const ref = { process: partnership, id: 'pzk' }
  const worldWith = (models: Models, events: readonly NewEvent[]) => {
    const world = new World(models)
    for (const fact of events) world.happened(ref, fact, '2019-11-12')
    return world
  }
  const migrate = (world: World, modelVersion = '2.0') =>
    world.perform({ command: migratePartnership, id: 'pzk', body: { modelVersion }, on: '2019-11-13' })

  it.each([
    ['prepared', preparing],
    ['active', active],
    ['suspended', suspended],
  ])('while it is %s', (_, events) => {
    const world = worldWith(twoVersions, events)
    const { status, former } = world.state(ref)
    expect(migrate(world)).toMatchObject({ accepted: true })
    expect(world.state(ref)).toMatchObject({ status, former, modelVersion: '2.0' })
  })

  it('and from then on its rules apply: a third of the members decides, not in the meetings before', () => {
    const met = (meetingId: string, ordinal: number) =>
      event(PlenaryMeetingHeld, { meetingId, ordinal, present: 2, mode: 'ON_SITE' })
    const world = worldWith(twoVersions, [...active, met('p-1', 1)])
    const decide = (meetingId: string) =>
      world.perform({ command: takeDecision, id: 'pzk', body: { meetingId, subject: 'x' }, on: '2019-11-13' })
    migrate(world)
    world.happened(ref, met('p-2', 2), '2019-11-13')
    expect(decide('p-1')).toMatchObject({ refusal: { code: 'no-quorum', details: { need: 3, have: 2 } } })
    expect(decide('p-2')).toMatchObject({ accepted: true })
  })

  it('not to the one that it runs on, and not to one that nobody has published', () => {
    given(partnership, ...active)
      .when(migratePartnership, { modelVersion: '1.0' })
      .refuses('same-model-version', { modelVersion: '1.0' })
    given(partnership, ...active)
      .when(migratePartnership, { modelVersion: '9.9' })
      .refuses('unknown-model-version', { modelVersion: '9.9' })
  })

  it('not to one that does not know where it stands', () => {
    const { SUSPENDED: _, ...states } = partnership.description.states
    const withoutPause = {
      ...builtInModel,
      version: '3.0',
      processes: { partnership: { ...partnership.description, states } },
    }
    const models: Models = (version) => (version === '3.0' ? withoutPause : builtInModels(version))
    expect(migrate(worldWith(models, active), '3.0')).toMatchObject({ accepted: true })
    expect(migrate(worldWith(models, suspended), '3.0')).toEqual({
      accepted: false,
      refusal: { code: 'model-lacks-state', details: { modelVersion: '3.0', states: ['SUSPENDED'], parts: [] } },
    })
  })

  it('not when it has ended', () => {
    given(partnership, ...dissolved)
      .when(migratePartnership, { modelVersion: '2.0' })
      .refuses('not-allowed-in-state')
  })
})
