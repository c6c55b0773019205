import {
  type BasketState,
  builtInTaxonomy,
  businessDate,
  type CaseState,
  indicators,
  localAuthorities,
  type PartnershipState,
  type ProcessState,
  partsOf,
} from '@kooperacje/domain'
import { wholeStream } from '@kooperacje/history'
import {
  barriersList,
  casesList,
  institutionsList,
  meetingsList,
  modelVersionsList,
  partnershipsList,
  servicesList,
} from '@kooperacje/readmodels'
import { stepName } from '../model/step-name.ts'
import type { Visit } from '../visit.ts'
import { isCorrectable } from './correctable.ts'
import { keysOf } from './keys.ts'

export interface Choice {
  readonly value: string
  readonly text: string
}

export interface ChoiceSource extends Visit {
  /** Of the thing that the form is about; null for one that is only begun. */
  readonly state: ProcessState | null
  /** What kind of thing it is. */
  readonly process: string | null
}

type Choices = (source: ChoiceSource) => Promise<readonly Choice[]> | readonly Choice[]

const FEW = { limit: 100 }
const plain = (values: readonly string[]): readonly Choice[] => values.map((value) => ({ value, text: value }))

const institutions: Choices = async ({ context, ledger }) =>
  (await institutionsList(context.pool, ledger)).map(({ institutionId, name }) => ({
    value: institutionId,
    text: name,
  }))

/** Of a partnership those that take part; elsewhere every institution there is. */
const members: Choices = async (source) => {
  const all = await institutions(source)
  const { cooperators = [] } = (source.state ?? {}) as Partial<PartnershipState>
  const known = new Set(cooperators.map(({ institutionId }) => institutionId))
  return known.size === 0 ? all : all.filter(({ value }) => known.has(value))
}

const partnerships: Choices = async ({ context, ledger }) =>
  (await partnershipsList(context.pool, ledger)).map(({ partnershipId, name }) => ({
    value: partnershipId,
    text: name,
  }))

const cases: Choices = async ({ context, ledger, words, may }) => {
  if (!may('case.read')) return []
  const { items } = await casesList(context.pool, ledger, {}, FEW)
  const open = items.filter(({ closedOn }) => closedOn === null)
  return open.map(({ caseId, status }) => ({ value: caseId, text: `${caseId} (${words.code('caseStatus', status)})` }))
}

const services: Choices = async ({ context, ledger, state }) => {
  const { services: own } = (state ?? {}) as Partial<BasketState>
  if (own) return own.map(({ serviceId, newest }) => ({ value: serviceId, text: newest.name }))
  const { items } = await servicesList(context.pool, ledger, {}, FEW)
  return items.map(({ serviceId, name }) => ({ value: serviceId, text: name }))
}

const meetings: Choices = async ({ context, ledger, words, state, id }) => {
  const about = state && 'cooperators' in state ? { partnershipId: id } : { caseId: id }
  const { items } = await meetingsList(context.pool, ledger, { status: 'HELD', ...about }, FEW)
  return items.map(({ meetingId, kind, heldOn }) => ({
    value: meetingId,
    text: `${words.code('meetingKind', kind)}, ${words.day(heldOn)}`,
  }))
}

const modelVersions: Choices = async ({ context, ledger, words }) =>
  (await modelVersionsList(context.pool, ledger)).map(({ modelVersion, status }) => ({
    value: modelVersion,
    text: `${modelVersion} (${words.code('modelStatus', status)})`,
  }))

const goals: Choices = ({ state }) => plain(((state as CaseState | null)?.goals ?? []).map(({ goalId }) => goalId))

const openActions: Choices = ({ state }) =>
  state === null ? [] : plain(partsOf(state, 'action', 'PLANNED', 'STARTED'))

const team: Choices = ({ state, words }) =>
  ((state as CaseState | null)?.team?.members ?? []).map(({ memberId, sector }) => ({
    value: memberId,
    text: `${memberId} (${words.code('sector', sector)})`,
  }))

const municipalities: Choices = () =>
  localAuthorities.map(({ municipality, name }) => ({ value: municipality, text: `${name} (${municipality})` }))

/** The facts of the thing, by the number that a correction names them with; without those that the reader may not know of. */
const factsFor =
  (command: string): Choices =>
  async (source) => {
    const { context, ledger, words, process, id } = source
    if (process === null) return []
    const events = await wholeStream(context.closedStore, ledger, { type: process, id })
    return events
      .filter(({ type }) => isCorrectable(command, type))
      .map(({ streamVersion, type, occurredAt }) => ({
        value: String(streamVersion),
        text: `${streamVersion}: ${stepName(words, type)}, ${words.day(businessDate(occurredAt))}`,
      }))
  }

/** Typed, although elsewhere the same name is chosen: here it is made. */
const made: Choices = () => []

/**
 * What a field can be chosen from, by its name and not by the form it stands in. An empty list is no choice: then it is
 * typed, and the command says whether there is such a thing.
 */
const choices: Readonly<Record<string, Choices>> = {
  actionId: openActions,
  'actions.actionId': made,
  'actions.goalId': made,
  'AmendPlan.goals.goalId': made,
  barriers: async ({ context, ledger }) =>
    (await barriersList(context.pool, ledger, {}, FEW)).items.map(({ barrierId, text }) => ({
      value: barrierId,
      text: text.length > 80 ? `${text.slice(0, 80)}…` : text,
    })),
  caseId: cases,
  'AcceptReferral.caseId': made,
  'HandTeamOver.caseId': ({ state }) => (state === null ? [] : plain(partsOf(state, 'team', 'OPEN'))),
  category: ({ words }) => builtInTaxonomy.categories.map((each) => ({ value: each.id, text: each[words.locale] })),
  corrects: factsFor('corrects'),
  'CorrectRestrictedFact.corrects': factsFor('CorrectRestrictedFact'),
  'ExpireConsent.consentId': ({ state }) =>
    plain(((state as CaseState | null)?.consent.records ?? []).map(({ consentId }) => consentId)),
  decisionId: ({ state }) => plain((state as Partial<PartnershipState> | null)?.decisions ?? []),
  'TakeDecision.decisionId': made,
  droppedGoals: goals,
  gapId: ({ state }) => (state === null ? [] : plain(partsOf(state, 'gap', 'OPEN'))),
  'gaps.gapId': made,
  'RecordResourceGap.gapId': made,
  goalId: goals,
  'goals.goalId': made,
  indicator: ({ words }) => indicators.map((each) => ({ value: each.id, text: `${each.id} ${each[words.locale]}` })),
  institutionId: institutions,
  'AppointNetworkOfficer.institutionId': members,
  'ExcludeMember.institutionId': members,
  'MarkMemberInactive.institutionId': members,
  'ReactivateMember.institutionId': members,
  'WithdrawMember.institutionId': members,
  institutions: institutions,
  meetingId: meetings,
  memberId: team,
  'AddTeamMember.member.memberId': made,
  'members.memberId': made,
  membersPresent: institutions,
  modelVersion: modelVersions,
  municipality: municipalities,
  owner: institutions,
  partnershipId: partnerships,
  redirectedTo: institutions,
  serviceId: services,
  'ProposeService.serviceId': made,
  toInstitutionId: institutions,
  toPartnershipId: partnerships,
  version: modelVersions,
}

export const choicesOf = (command: string, path: string): Choices | undefined =>
  keysOf(command, path)
    .map((key) => choices[key])
    .find((found) => found !== undefined)
