import { describe, expect, it } from 'vitest'
import { registerInstitution } from '../institutions/commands.ts'
import { institution } from '../institutions/process.ts'
import { builtInModels } from '../model/built-in.ts'
import { registered } from '../testing/partnership-facts.ts'
import { worker } from '../testing/world.ts'
import { decide, EARLIEST, streamKey } from './command.ts'
import { event } from './event.ts'
import { check, evolve } from './process.ts'

const NOW = '2020-01-02T12:00:00.000Z'

const refusalAt = (occurredAt: string) => {
  const given = { id: 'mops', body: registered('OPS').data, state: institution.initial, others: {}, by: worker }
  const decision = decide(registerInstitution, { ...given, occurredAt, now: NOW, newId: String, models: builtInModels })
  return decision.accepted ? null : decision.refusal
}

describe('the day of a fact', () => {
  it('is not in the future, beyond what two clocks may disagree by', () => {
    expect(refusalAt('2020-01-02T12:05:00.000Z')).toBeNull()
    const occurredAt = '2020-01-02T12:05:00.001Z'
    expect(refusalAt(occurredAt)).toEqual({ code: 'occurred-in-future', details: { occurredAt } })
  })

  it('is not before any paper record', () => {
    expect(refusalAt(EARLIEST)).toBeNull()
    const occurredAt = '1999-12-31T23:59:59.999Z'
    expect(refusalAt(occurredAt)).toEqual({ code: 'occurred-too-early', details: { occurredAt, earliest: EARLIEST } })
  })
})

describe('a process', () => {
  it('refuses what its version of the model does not know, and takes in what was stored all the same', () => {
    const stranger = event({ ...institution.events[0]!, type: 'Stranger' }, {})
    const past = { ...stranger, streamId: 'mops', occurredAt: NOW }
    expect(evolve(institution, institution.initial, past, builtInModels).status).toBe('NONE')
    expect(check(institution, institution.initial, stranger, '2020-01-02', {}, builtInModels)?.code).toBe(
      'not-in-model',
    )
  })

  it('has streams that are told apart by type and id', () => {
    expect(streamKey({ process: institution, id: 'mops' })).toBe('institution/mops')
  })
})
