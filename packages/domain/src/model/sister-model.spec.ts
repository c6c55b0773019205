import { describe, expect, it } from 'vitest'
import {
  agreePlan,
  appointTaskTeam,
  closeCase,
  completeAction,
  completeFinalEvaluation,
  giveConsent,
  proposeCase,
  qualifyCase,
} from '../cases/commands.ts'
import { caseProcess } from '../cases/process.ts'
import { institution } from '../institutions/process.ts'
import type { Models } from '../kernel/model.ts'
import {
  adoptRegulations,
  constitutePartnership,
  designateLeader,
  dissolvePartnership,
  openPartnership,
  signAccessionDeclarations,
} from '../partnerships/commands.ts'
import { partnership } from '../partnerships/process.ts'
import { action, consent, counsellor, proposal, socialWorker } from '../testing/case-facts.ts'
import { declaration, mops, police, registered, school } from '../testing/partnership-facts.ts'
import { readRuralModel } from '../testing/rural-model.ts'
import { type Request, World } from '../testing/world.ts'
import { builtInModels } from './built-in.ts'
import { checkModel } from './validate.ts'

const { document } = checkModel(readRuralModel())
const models: Models = (version) => (version === 'rural-0.1' && document ? document : builtInModels(version))

const begun = () => {
  const world = new World(models)
  return world.happened({ process: institution, id: 'mops' }, registered('OPS'), '2019-04-08')
}
const pzk = (command: Request['command'], body: unknown = {}, on = '2019-05-06'): Request => ({
  command,
  id: 'pzk',
  body,
  on,
})
const opening = { name: 'PZK', municipality: '2416021', agreementSignedOn: '2018-10-15', modelVersion: 'rural-0.1' }
const three = { declarations: [mops, police, school].map(declaration) }

const founding = [
  pzk(openPartnership, opening),
  pzk(designateLeader, { institutionId: 'mops' }),
  pzk(signAccessionDeclarations, three),
  pzk(constitutePartnership),
]

describe('the rural sister model, read from its document', () => {
  it('constitutes a partnership without regulations, with two institutions and two sectors', () => {
    const world = begun()
    expect(founding.map((request) => world.perform(request).accepted)).toEqual([true, true, true, true])
    expect(world.state({ process: partnership, id: 'pzk' })).toMatchObject({
      status: 'ACTIVE',
      modelVersion: 'rural-0.1',
    })
  })

  it('knows no step that is not its own', () => {
    const world = begun()
    world.perform(founding[0]!)
    expect(world.decide(pzk(adoptRegulations, { regulationsVersion: 1 }))).toEqual({
      accepted: false,
      refusal: { code: 'not-in-model', details: { process: 'partnership', step: 'RegulationsAdopted' } },
    })
  })

  it('leads a family from the proposal to the closing through its own stages', () => {
    const world = begun()
    for (const request of founding) world.perform(request)
    const c = (command: Request['command'], body: unknown = {}): Request => ({
      command,
      id: 'case',
      body,
      on: '2019-06-03',
    })
    const way = [
      c(proposeCase, proposal),
      c(qualifyCase, { criteriaMet: ['C1', 'C3'], coordinatorId: 'sw-1' }),
      c(giveConsent, consent),
      c(appointTaskTeam, { teamId: 'zzk', members: [socialWorker, counsellor] }),
      c(agreePlan, { clientTookPart: true, goals: [{ goalId: 'G1', text: 'x' }], actions: [action('A1', 'G1')] }),
      c(completeAction, { actionId: 'A1' }),
      c(completeFinalEvaluation, { ratings: [{ goalId: 'G1', rating: 'ACHIEVED' }] }),
      c(closeCase, { reason: 'GOALS_ACHIEVED' }),
    ]
    const statuses = way.map((request) => {
      const decision = world.perform(request)
      return decision.accepted ? world.state({ process: caseProcess, id: 'case' }).status : decision.refusal.code
    })
    expect(statuses).toEqual([
      'PROPOSED',
      'PROPOSED',
      'CONSENTED',
      'TEAM_APPOINTED',
      'PROGRAMME',
      'PROGRAMME',
      'EVALUATED',
      'CLOSED',
    ])
    expect(world.perform(pzk(dissolvePartnership, { reason: 'koniec' }, '2019-07-01')).accepted).toBe(true)
  })

  it('stands beside the model for towns: each partnership is judged by its own', () => {
    const world = begun()
    world.perform(pzk(openPartnership, { ...opening, modelVersion: '1.0' }))
    world.perform(founding[1]!)
    expect(world.decide(founding[2]!)).toMatchObject({ accepted: false, refusal: { code: 'not-allowed-in-state' } })
    expect(world.decide({ ...pzk(openPartnership, { ...opening, modelVersion: '9.9' }), id: 'other' })).toEqual({
      accepted: false,
      refusal: { code: 'unknown-model-version', details: { modelVersion: '9.9' } },
    })
  })
})
