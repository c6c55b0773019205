import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../kernel/event.ts'
import { fold } from '../kernel/process.ts'
import { partnership } from '../partnerships/process.ts'
import { formalising, labourOffice, mops, police, school, signedBy, suspended } from '../testing/partnership-facts.ts'
import { noon } from '../testing/world.ts'
import { builtInModel, builtInModels } from './built-in.ts'
import type { ModelDocument } from './document.ts'
import { isMissingSomething, previewMigration } from './migration.ts'

const stateAfter = (events: readonly NewEvent[]) =>
  fold(
    partnership,
    events.map((fact) => ({ ...fact, streamId: 'pzk', occurredAt: noon('2019-11-12') })),
    builtInModels,
  )

const { states, transitions } = partnership.description
const second = (changes: Partial<ModelDocument>): ModelDocument => ({ ...builtInModel, ...changes, version: '2.0' })
const preview = (
  changes: Partial<ModelDocument>,
  events: readonly NewEvent[] = [...formalising, ...signedBy(mops, police, school, labourOffice)],
) => previewMigration(partnership, stateAfter(events), builtInModel, second(changes))

describe('what a migration would change', () => {
  it('is nothing where the two versions say the same', () => {
    expect(preview({})).toEqual({
      from: '1.0',
      to: '2.0',
      missing: { states: [], parts: [] },
      steps: [],
      parameters: [],
      deadlines: [],
    })
  })

  it('names the numbers that differ, and the steps that they forbid', () => {
    const { parameters, steps } = preview({ parameters: { ...builtInModel.parameters, minInstitutions: 5 } })
    expect(parameters).toEqual([{ name: 'minInstitutions', now: 3, after: 5 }])
    expect(steps).toEqual([
      {
        step: 'PartnershipConstituted',
        now: null,
        after: { code: 'too-few-institutions', details: { have: 3, need: 5 } },
      },
    ])
  })

  it('names the steps that the other version does not know or allows earlier', () => {
    const { PartnershipAbandoned: _, ...others } = transitions
    const processes = {
      partnership: {
        ...partnership.description,
        transitions: { ...others, WorkPlanAdopted: [{ from: ['FORMALISING'] }] },
      },
    }
    const { steps } = preview({ processes })
    expect(steps.map(({ step, now, after }) => [step, now?.code ?? null, after?.code ?? null])).toEqual([
      ['WorkPlanAdopted', 'not-allowed-in-state', null],
      ['PartnershipAbandoned', null, 'not-in-model'],
    ])
  })

  it('names the deadlines of this process whose term differs', () => {
    const [rule, other] = ['partnership', 'case'].map((process) => ({
      id: 'P-02',
      en: 'x',
      pl: 'x',
      process,
      starts: [{ event: 'InitiatingMeetingHeld' }],
      stops: [{ event: 'PartnershipConstituted' }],
      cancels: [],
      due: { after: { count: 60, unit: 'CALENDAR_DAYS' as const } },
      reminders: [],
      escalations: [],
      pauses: [],
      origin: 'MODEL_PROPOSED' as const,
      legalBasis: null,
      validFrom: '2021-01-01',
    }))
    expect(preview({ deadlines: [...builtInModel.deadlines, rule!, other!] }).deadlines).toEqual([
      { id: 'P-02', validFrom: '2021-01-01', now: null, after: { after: { count: 60, unit: 'CALENDAR_DAYS' } } },
    ])
  })

  it('says which states would be left without a way on, the interrupted one included', () => {
    const { SUSPENDED: _, ACTIVE: __, ...left } = states
    const processes = { partnership: { ...partnership.description, states: left, parts: {} } }
    const { missing } = preview({ processes }, suspended)
    expect(missing).toEqual({
      states: ['SUSPENDED', 'ACTIVE'],
      parts: expect.arrayContaining([{ kind: 'membership', state: 'ACTIVE' }]),
    })
    expect(isMissingSomething(missing)).toBe(true)
  })
})
