import { describe, expect, it } from 'vitest'
import { ConsentWithdrawn } from '../cases/events.ts'
import { caseProcess } from '../cases/process.ts'
import { builtInModels } from '../model/built-in.ts'
import { partnership } from '../partnerships/process.ts'
import { type AnyProcess, commandDefinitions } from '../registry.ts'
import { caseProposed, inConsented, inProgress, inTeamAppointed } from '../testing/case-facts.ts'
import { active, formalising, mops, police, signedBy } from '../testing/partnership-facts.ts'
import { World } from '../testing/world.ts'
import { event, type NewEvent } from './event.ts'
import type { ProcessState } from './process.ts'
import { stepsIn } from './steps.ts'

function offersOf(process: AnyProcess, facts: readonly NewEvent[], besides: readonly NewEvent[] = active) {
  const world = new World()
  const pzk = { process: partnership, id: 'pzk' }
  if (process === caseProcess) for (const fact of besides) world.happened(pzk, fact, '2019-10-25')
  for (const fact of facts) world.happened({ process, id: 'it' }, fact, '2019-11-12')
  return stepsIn({
    process,
    commands: Object.values(commandDefinitions),
    state: world.state({ process, id: 'it' }) as ProcessState,
    others: { partnership: world.state(pzk) },
    today: '2019-11-12',
    models: builtInModels,
  })
}

function whyNot(...about: Parameters<typeof offersOf>) {
  const offers = offersOf(...about)
  return (command: string) => {
    const offer = offers.find((each) => each.command === command)
    if (!offer) throw new Error(`${command} is not offered`)
    return offer.refusal
  }
}

describe('what can be done next', () => {
  it('is what the table allows, and what it does not is refused with the states that it would need', () => {
    const steps = whyNot(caseProcess, [caseProposed])
    expect(steps('QualifyCase')).toBeNull()
    expect(steps('AppointTaskTeam')).toEqual({
      code: 'not-allowed-in-state',
      details: { process: 'case', state: 'PROPOSED', step: 'TaskTeamAppointed', allowedIn: ['CONSENTED'] },
    })
    expect(steps('ProposeCase')?.code).toBe('already-exists')
  })

  it('is refused by guards that look at the state alone', () => {
    expect(whyNot(caseProcess, inConsented)('AppointTaskTeam')).toBeNull()
    expect(whyNot(caseProcess, inConsented, formalising)('AppointTaskTeam')?.code).toBe('partnership-not-active')
    const withdrawn = event(ConsentWithdrawn, { scope: 'ALL' })
    expect(whyNot(caseProcess, [...inTeamAppointed, withdrawn])('CompleteDiagnosis')?.code).toBe('consent-not-in-force')
    const few = [...formalising, ...signedBy(mops, police)]
    expect(whyNot(partnership, few)('ConstitutePartnership')).toEqual({
      code: 'too-few-institutions',
      details: { have: 1, need: 3 },
    })
  })

  it('says which guard refuses, and none where the table does', () => {
    const guardOf = (facts: readonly NewEvent[], command: string) =>
      offersOf(caseProcess, facts, formalising).find((offer) => offer.command === command)?.guard
    expect(guardOf(inConsented, 'AppointTaskTeam')).toBe('partnershipActive')
    expect(guardOf([caseProposed], 'AppointTaskTeam')).toBeNull()
  })

  it('needs a part in a state for it', () => {
    expect(whyNot(caseProcess, inProgress)('CompleteAction')).toBeNull()
    const ended = ['A1', 'A2'].map((actionId) => ({ type: 'ActionCompleted', data: { actionId } }))
    expect(whyNot(caseProcess, [...inProgress, ...ended])('CompleteAction')?.code).toBe('no-such-part')
  })

  it('agrees with what is decided when somebody asks', () => {
    const steps = whyNot(caseProcess, [])
    for (const { name } of Object.values(commandDefinitions).filter(({ process }) => process === caseProcess)) {
      const code = steps(name)?.code
      expect(code === undefined ? name : code).toBe(name === 'ProposeCase' ? 'ProposeCase' : 'not-found')
    }
  })
})
