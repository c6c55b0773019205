import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TeamMeetingHeld } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { ANNULLED, correctionOf, effective, type VersionedEvent } from '../kernel/correction.ts'
import { event } from '../kernel/event.ts'
import { foldStream } from '../kernel/process.ts'
import { partnership } from '../partnerships/process.ts'
import { commandDefinitions } from '../registry.ts'
import { inDiagnosed, inTeamAppointed, teamMeeting } from '../testing/case-facts.ts'
import { active } from '../testing/partnership-facts.ts'
import { histories, theCase, walk } from '../testing/random-history.ts'
import { World } from '../testing/world.ts'

const command = commandDefinitions.CorrectCaseFact
const ref = { process: caseProcess, id: 'case' }

function world(...facts: typeof inDiagnosed) {
  const it = new World()
  for (const fact of active) it.happened({ process: partnership, id: 'pzk' }, fact, '2019-10-25')
  for (const fact of facts) it.happened(ref, fact, '2019-11-12')
  return it
}
const ask = (it: World, body: object) =>
  it.perform({ command, id: 'case', body: { reason: 'TYPING_ERROR', ...body }, on: '2020-02-03' })

/** The meeting is the sixth fact of the case: proposed, qualified, consented, appointed, met. */
const MEETING = inTeamAppointed.length + 1
const meeting = { ...(teamMeeting(1).data as object) }

describe('a fact that was recorded wrongly', () => {
  it('is corrected by another fact that names it, and keeps its place', () => {
    const it = world(...inDiagnosed)
    const decision = ask(it, { corrects: MEETING, fact: { ...meeting, present: 2 } })
    expect(decision.accepted && decision.events.map(({ event }) => event)).toEqual([
      event(correctionOf(TeamMeetingHeld as never), {
        corrects: MEETING,
        reason: 'TYPING_ERROR',
        fact: { ...meeting, present: 2 },
      } as never),
    ])
    expect(it.state(ref)).toMatchObject({ status: 'DIAGNOSED', team: { meetings: 1 } })
  })

  it('is corrected in its date alone', () => {
    const it = world(...inTeamAppointed, teamMeeting(1))
    expect(ask(it, { corrects: MEETING, factOccurredAt: '2019-11-20T10:00:00.000Z' }).accepted).toBe(true)
    const facts = it.stream(ref)
    expect(effective(facts).at(-1)).toMatchObject({ type: 'TeamMeetingHeld', occurredAt: '2019-11-20T10:00:00.000Z' })
  })

  it('is annulled when it never happened, and comes back when that was the mistake', () => {
    const it = world(...inTeamAppointed, teamMeeting(1))
    expect(ask(it, { corrects: MEETING, annul: true })).toMatchObject({
      accepted: true,
      events: [{ event: { type: ANNULLED, data: { corrects: MEETING, type: 'TeamMeetingHeld' } } }],
    })
    expect(it.state(ref).team?.meetings).toBe(0)
    expect(ask(it, { corrects: MEETING, fact: meeting }).accepted).toBe(true)
    expect(it.state(ref).team?.meetings).toBe(1)
  })
})

describe('a correction is refused', () => {
  it('when there is no such fact, or only a correction', () => {
    const it = world(...inTeamAppointed, teamMeeting(1))
    expect(ask(it, { corrects: 99, annul: true })).toMatchObject({ refusal: { code: 'no-such-fact' } })
    ask(it, { corrects: MEETING, annul: true })
    expect(ask(it, { corrects: MEETING + 1, annul: true })).toMatchObject({ refusal: { code: 'no-such-fact' } })
  })

  it('when the corrected fact breaks its schema or says nothing new', () => {
    const it = world(...inDiagnosed)
    expect(ask(it, { corrects: MEETING, fact: { ...meeting, present: 'two' } })).toMatchObject({
      refusal: { code: 'invalid-fact', details: { issues: [{ path: 'fact.present' }] } },
    })
    expect(ask(it, { corrects: MEETING })).toMatchObject({ refusal: { code: 'invalid-fact' } })
  })

  it('when a rule forbids the corrected fact', () => {
    expect(ask(world(...inDiagnosed), { corrects: MEETING, fact: { ...meeting, present: 9 } })).toMatchObject({
      refusal: { code: 'correction-impossible', details: { version: MEETING, because: 'attendance-impossible' } },
    })
  })

  it('when what followed could then not have happened', () => {
    expect(ask(world(...inDiagnosed), { corrects: MEETING, annul: true })).toMatchObject({
      refusal: { code: 'correction-impossible', details: { step: 'DiagnosisCompleted', because: 'no-team-meeting' } },
    })
  })

  it('when it should have happened only after today', () => {
    const later = { corrects: MEETING, factOccurredAt: '2020-02-04T10:00:00.000Z' }
    expect(ask(world(...inDiagnosed), later)).toMatchObject({ refusal: { code: 'occurred-in-future' } })
  })
})

describe('the effective history', () => {
  it('is the history where nothing was corrected', () => {
    const facts: VersionedEvent[] = world(...inDiagnosed).stream(ref)
    expect(effective(facts)).toBe(facts)
  })

  it('folds to the state that commands see, whatever was corrected in whatever order', { timeout: 60_000 }, () => {
    const corrections = fc.array(fc.record({ at: fc.nat(30), annul: fc.boolean() }), { maxLength: 6 })
    fc.assert(
      fc.property(histories, corrections, (picks, asked) => {
        const it = walk(picks, () => {})
        for (const { at, annul } of asked) {
          const facts = it.stream(ref)
          const wrong = facts[at % Math.max(1, facts.length)]
          if (!wrong) return
          const what = annul ? { annul: true } : { fact: wrong.data }
          it.perform({
            command,
            id: 'case',
            body: { corrects: wrong.streamVersion, reason: 'OTHER', ...what },
            on: '2020-06-01',
          })
        }
        expect(foldStream(caseProcess, it.stream(ref), it.models)).toEqual(theCase(it))
      }),
      { numRuns: 60 },
    )
  })
})
