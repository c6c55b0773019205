import { describe, expect, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { holdMeeting } from '../meetings/commands.ts'
import { MeetingHeld } from '../meetings/events.ts'
import { meeting } from '../meetings/process.ts'
import { active, dissolved, formalising, initiating, preparing, suspended } from '../testing/partnership-facts.ts'
import { given, onStream } from '../testing/specification.ts'
import { twoVersions } from '../testing/two-versions.ts'
import { amendRegulations, fileMinutes, takeDecision } from './commands.ts'
import { DecisionTaken, MemberBecameInactive, MinutesFiled, PlenaryMeetingHeld, RegulationsAmended } from './events.ts'
import { partnership } from './process.ts'
import { quorumOf } from './quorum.ts'

const held = (told: { present?: number; membersPresent?: string[] }, meetingId = 'plenary-1', ordinal = 1) =>
  event(PlenaryMeetingHeld, { meetingId, ordinal, mode: 'ON_SITE', ...told })
const decision = { meetingId: 'plenary-1', decisionId: 'd-1', subject: 'Dalsza praca po pilotażu' }
const decided = event(DecisionTaken, decision)

describe('a plenary meeting decides', () => {
  it('with half of the members represented: three of five', () => {
    given(partnership, ...active, held({ membersPresent: ['mops', 'kpp', 'sp-1'] }))
      .when(takeDecision, decision)
      .then(decided)
    given(partnership, ...active, held({ membersPresent: ['mops', 'kpp'] }))
      .when(takeDecision, decision)
      .refuses('no-quorum', { meetingId: 'plenary-1', members: 5, need: 3, have: 2 })
  })

  it('by people, where the minutes name no institutions: one for each member', () => {
    given(partnership, ...active, held({ present: 3 }))
      .when(takeDecision, decision)
      .then(decided)
    given(partnership, ...active, held({ present: 2 }))
      .when(takeDecision, decision)
      .refuses('no-quorum')
  })

  it('not without a record of who came', () => {
    given(partnership, ...active, held({}))
      .when(takeDecision, decision)
      .refuses('no-quorum', { meetingId: 'plenary-1', members: 5, need: 3, have: 0 })
  })

  it('counted without those that take no part', () => {
    const inactive = (institutionId: string) => event(MemberBecameInactive, { institutionId })
    given(partnership, ...active, inactive('pup'), inactive('pto'), held({ membersPresent: ['mops', 'kpp'] }))
      .when(takeDecision, decision)
      .then(decided)
    given(partnership, ...active, inactive('pup'), held({ membersPresent: ['mops', 'pup'] }))
      .when(takeDecision, decision)
      .refuses('no-quorum', { meetingId: 'plenary-1', members: 4, need: 2, have: 1 })
  })

  it('each thing once, and only what was before a plenary meeting that was held', () => {
    const enough = held({ present: 5 })
    given(partnership, ...active, enough, decided)
      .when(takeDecision, decision)
      .refuses('already-exists', { field: 'decisionId', decisionId: 'd-1' })
    given(partnership, ...active, enough)
      .when(takeDecision, { ...decision, meetingId: 'init-1' })
      .refuses('unknown-meeting', { meetingId: 'init-1', need: 'PLENARY' })
    given(partnership, ...active)
      .when(takeDecision, decision)
      .refuses('unknown-meeting', { need: 'PLENARY' })
  })

  it('without naming a person', () => {
    given(partnership, ...active, held({ present: 5 }))
      .when(takeDecision, { ...decision, subject: 'Pomoc dla pana Jana Nowaka' })
      .refuses('names-a-person')
  })

  it('under an id that is made when none is chosen', () => {
    const { decisionId: _, ...unnamed } = decision
    given(partnership, ...active, held({ present: 5 }))
      .when(takeDecision, unnamed)
      .then(event(DecisionTaken, { ...decision, decisionId: 'this-decision' }))
  })

  it('a share that the model says, rounded up to a whole member', () => {
    const sitting = { kind: 'PLENARY', meetingId: 'm', ordinal: 1, heldOn: '2019-12-11', members: 10 } as const
    const of = (represented: number | null, modelVersion: string) =>
      quorumOf({ ...sitting, represented, modelVersion }, twoVersions)
    expect(of(4, '2.0')).toEqual({ members: 10, need: 4, have: 4, reached: true })
    expect(of(3, '2.0')).toEqual({ members: 10, need: 4, have: 3, reached: false })
    expect(of(4, '1.0')).toEqual({ members: 10, need: 5, have: 4, reached: false })
    expect(of(null, '2.0')).toMatchObject({ have: 0, reached: false })
  })
})

describe('a plenary meeting without a quorum', () => {
  const of = { kind: 'PLENARY', partnershipId: 'pzk' } as const

  it('is held all the same', () => {
    const came = { present: 1, membersPresent: ['mops'], mode: 'REMOTE' as const }
    given(meeting)
      .besides(partnership, 'pzk', ...active)
      .when(holdMeeting, { of, ...came }, 'plenary-1')
      .then(
        event(MeetingHeld, { of, ...came, decisions: 0 }),
        onStream(partnership, 'pzk', event(PlenaryMeetingHeld, { meetingId: 'plenary-1', ordinal: 1, ...came })),
      )
  })

  it('is one of members, each named once and each with somebody there', () => {
    const hold = (membersPresent: string[], present?: number) =>
      given(meeting)
        .besides(partnership, 'pzk', ...active)
        .when(holdMeeting, { of, membersPresent, mode: 'ON_SITE', ...(present !== undefined && { present }) })
    hold(['mops', 'sp-9']).refuses('not-a-member', { institutionId: 'sp-9' })
    hold(['mops', 'mops']).refuses('named-twice', { ids: ['mops'] })
    hold(['mops', 'kpp'], 1).refuses('attendance-impossible', { present: 1, membersPresent: 2 })
  })
})

describe('minutes', () => {
  const minutes = event(MinutesFiled, { meetingId: 'init-1' })

  it.each([
    ['initiating', initiating],
    ['formalising', formalising],
    ['suspended', suspended],
  ])('are filed once, for any meeting, also while %s', (_, events) => {
    given(partnership, ...events)
      .when(fileMinutes, { meetingId: 'init-1' })
      .then(minutes)
    given(partnership, ...events, minutes)
      .when(fileMinutes, { meetingId: 'init-1' })
      .refuses('not-allowed-in-state', {
        process: 'sitting',
        id: 'init-1',
        state: 'MINUTED',
        step: 'MinutesFiled',
        allowedIn: ['HELD'],
      })
  })

  it('are of a meeting that was held', () => {
    given(partnership, ...active)
      .when(fileMinutes, { meetingId: 'init-9' })
      .refuses('unknown-meeting', { meetingId: 'init-9' })
    given(partnership, ...preparing)
      .when(fileMinutes, { meetingId: 'init-1' })
      .refuses('not-allowed-in-state')
    given(partnership, ...dissolved)
      .when(fileMinutes, { meetingId: 'init-1' })
      .refuses('not-allowed-in-state')
  })
})

describe('regulations are amended', () => {
  it('by their next number, while the partnership works', () => {
    given(partnership, ...active)
      .when(amendRegulations, { regulationsVersion: 2 })
      .then(event(RegulationsAmended, { regulationsVersion: 2 }))
    given(partnership, ...active)
      .when(amendRegulations, { regulationsVersion: 3 })
      .refuses('wrong-ordinal', { have: 3, need: 2 })
    given(partnership, ...active, event(RegulationsAmended, { regulationsVersion: 2 }))
      .when(amendRegulations, { regulationsVersion: 2 })
      .refuses('wrong-ordinal', { have: 2, need: 3 })
    given(partnership, ...formalising)
      .when(amendRegulations, { regulationsVersion: 2 })
      .refuses('not-allowed-in-state')
  })

  it('by a decision that was taken, if one is named', () => {
    const body = { regulationsVersion: 2, decisionId: 'd-1' }
    given(partnership, ...active, held({ present: 5 }), decided)
      .when(amendRegulations, body)
      .then(event(RegulationsAmended, body))
    given(partnership, ...active)
      .when(amendRegulations, body)
      .refuses('not-found', { field: 'decisionId', decisionId: 'd-1' })
  })
})
