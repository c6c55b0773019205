import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appointTaskTeam,
  completeDiagnosis,
  completeEnvironmentalInterview,
  requireEnvironmentalInterview,
} from '../cases/commands.ts'
import { caseProcess } from '../cases/process.ts'

import { partnership } from '../partnerships/process.ts'
import { adviser, counsellor, inConsented, inTeamAppointed, socialWorker, teamMeeting } from '../testing/case-facts.ts'
import { active } from '../testing/partnership-facts.ts'
import { histories, walk } from '../testing/random-history.ts'
import { World } from '../testing/world.ts'
import type { NewEvent } from './event.ts'
import { fold } from './process.ts'

const ref = { process: caseProcess, id: 'case' }
const begun = (facts: readonly NewEvent[], on: string) => {
  const world = new World()
  for (const fact of active) world.happened({ process: partnership, id: 'pzk' }, fact, '2019-10-25')
  for (const fact of facts) world.happened(ref, fact, on)
  return world
}
const ask = (
  world: World,
  command: typeof requireEnvironmentalInterview | typeof appointTaskTeam,
  body: object,
  on: string,
) => world.perform({ command, id: 'case', body, on })

/** The rule of late entries: paper is typed in after the day, and not always in the order of the days. */
describe('a fact that is dated before others', () => {
  it('is accepted where it only adds to what is known', () => {
    const world = begun(inTeamAppointed, '2019-11-12')
    world.happened(ref, teamMeeting(1), '2019-11-26')
    expect(ask(world, requireEnvironmentalInterview, { urgent: false }, '2019-11-14').accepted).toBe(true)
    expect(world.state(ref).since).toBe('2019-11-12')
  })

  it('is refused before the beginning of what it is about', () => {
    const world = begun(inTeamAppointed, '2019-11-12')
    expect(ask(world, requireEnvironmentalInterview, { urgent: false }, '2019-11-11')).toEqual({
      accepted: false,
      refusal: { code: 'before-beginning', details: { occurredOn: '2019-11-11', begunOn: '2019-11-12' } },
    })
  })

  it('is refused where it would lead into another state before the step into the present one', () => {
    const world = begun(inConsented.slice(0, 2), '2019-11-06')
    world.happened(ref, inConsented[2]!, '2019-11-12')
    const team = {
      members: [socialWorker, counsellor, adviser].map((member) => ({
        ...member,
        confidentialitySignedOn: '2019-11-06',
      })),
    }
    expect(ask(world, appointTaskTeam, team, '2019-11-11')).toEqual({
      accepted: false,
      refusal: {
        code: 'date-order',
        details: { field: 'occurredAt', notBefore: '2019-11-12', state: 'CONSENTED' },
      },
    })
    expect(ask(world, appointTaskTeam, team, '2019-11-12').accepted).toBe(true)
  })

  it('may be of the same day: the order of recording is then the order of the facts', () => {
    const world = begun([...inTeamAppointed, teamMeeting(1)], '2019-11-12')
    const diagnosis = { needs: 1, ownResources: 1, communityResources: 0 }
    expect(world.perform({ command: completeDiagnosis, id: 'case', body: diagnosis, on: '2019-11-12' }).accepted).toBe(
      true,
    )
    expect(
      world.decide({ command: completeEnvironmentalInterview, id: 'case', body: {}, on: '2019-11-12' }),
    ).toMatchObject({
      refusal: { code: 'interview-not-required' },
    })
  })
})

describe('the dates of a state', { timeout: 60_000 }, () => {
  it('are those of its first fact and of its last change, whatever was recorded in between', () => {
    fc.assert(
      fc.property(histories, (picks) => {
        const world = walk(picks, () => {})
        for (const { process, id } of world.streams()) {
          const facts = world.stream({ process, id })
          let status = process.initial.status
          let since: string | null = null
          for (let at = 1; at <= facts.length; at++) {
            const state = fold(process, facts.slice(0, at), world.models)
            if (state.status !== status) since = facts[at - 1]!.occurredAt.slice(0, 10)
            status = state.status
            expect(state).toMatchObject({ since, begunOn: facts[0]!.occurredAt.slice(0, 10) })
          }
        }
      }),
      { numRuns: 20 },
    )
  })
})
