import { draft } from './model-facts.ts'
import type { Wish } from './wishes.ts'

const remark = { version: '1.0', channel: 'MEETING', authorRole: 'MANAGER', chapter: '2', text: 'Za długo.' }
const person = { personId: 'p1', sector: 'EDUCATION' }
const practice = { title: 'Formularz', description: 'Szkoła pisze do MOPS.' }

/** Versions that take each other's place in the one pilot. */
const versions = ['1.1', '1.2']

const ofVersion = (version: string): readonly Wish[] => [
  ['DraftModelVersion', version, { document: draft(version) }, { document: draft('9') }],
  ['ReviseModelVersion', version, { document: draft(version) }],
  ['OpenModelConsultation', version, {}],
  ['CloseModelConsultation', version, {}],
  ['GiveModelOpinion', version, { by: 'MINISTRY', favourable: true }, { by: 'MINISTRY', favourable: false }],
  ['ApproveModelVersion', version, { by: 'MODEL_TEAM' }, { by: 'STEERING_COMMITTEE' }],
  ['EvaluateModelVersion', version, {}],
  ['RecommendModelVersion', version, {}],
  ['ChoosePilotModel', 'pilot', { version }],
]

/** What may be asked for around partnerships and cases: sensible requests and some that break a rule, in no order. */
export const governanceWishes = (n: number): readonly Wish[] => [
  ...versions.flatMap(ofVersion),
  // Rarely, or no version would ever get far.
  ...(n % 12 === 0 ? [['SupersedeModelVersion', '1.2', { by: '1.0' }, { by: '1.2' }, { by: '1.1' }] as const] : []),
  ['ChoosePilotModel', 'pilot', { version: '1.0' }, { version: '8' }],
  ['StartPilotPhase', 'pilot', ...['I', 'II', 'III', 'IV'].map((phase) => ({ phase, plannedEnd: '2030-01-01' }))],
  ['EndPilotPhase', 'pilot', ...['I', 'II', 'III', 'IV'].map((phase) => ({ phase }))],
  ['PlanMilestone', 'm', { number: 1, dueOn: '2020-09-30' }],
  ['StartMilestone', 'm', {}],
  ['CollectMilestoneEvidence', 'm', { evidence: [{ kind: 'REPORT', reference: 'r' }] }],
  ['AcceptMilestone', 'm', { by: 'MINISTRY' }],
  ['ReturnMilestone', 'm', { reason: 'Brakuje raportu.' }],
  ['PlanSupportActivity', `s-${n}`, { kind: 'CONFERENCE', plannedOn: '2030-01-01' }],
  ['HoldConference', `s-${n - 1}`, { hours: 4, participants: [person] }, { hours: 4 }],
  ['HoldSupervisionSession', `s-${n - 1}`, { hours: 3, participants: [person] }],
  ['CancelSupportActivity', `s-${n - 1}`, { reason: 'epidemia' }],
  ['SubmitRemark', 'r', remark, { ...remark, text: 'Mówi Anna Nowak.' }],
  ['TriageRemark', 'r', {}],
  ['AcceptRemark', 'r', {}],
  ['RejectRemark', 'r', { response: 'Nie.' }],
  ['IncorporateRemark', 'r', { version: '1.0', chapter: '2' }],
  ['ReportBarrier', 'b', { area: 'STAFF', level: 'WORKER', text: 'Mało osób.' }],
  ['ConfirmBarrier', 'b', {}],
  ['ProposeBarrierRemoval', 'b', { proposal: 'Etat.' }, { proposal: 'Zadzwonić: 601 202 303.' }],
  ['EscalateBarrier', 'b', { to: 'REGION' }, { to: 'MINISTRY' }],
  ['RemoveBarrier', 'b', {}],
  ['ProposeRecommendation', 'c', { text: 'Etat.', addressee: 'MUNICIPALITY', barriers: ['b'] }],
  ['ReviewRecommendation', 'c', {}],
  ['AdoptRecommendation', 'c', {}],
  ['PublishRecommendation', 'c', {}],
  ['SubmitGoodPractice', 'g', practice, { ...practice, title: 'Pan Nowak' }],
  ['ReturnGoodPractice', 'g', { reason: 'Efekty?' }],
  ['ResubmitGoodPractice', 'g', practice],
  ['VerifyGoodPractice', 'g', { anonymised: true }],
  ['PublishGoodPractice', 'g', {}],
  ['CorrectPracticeFact', 'g', { corrects: 1, reason: 'OTHER', fact: { ...practice, title: 'Rodzina Kowalskich' } }],
  ['OpenMatter', `x-${n}`, { kind: 'ADMINISTRATIVE' }, { kind: 'DATA_BREACH' }],
  ['ExtendMatter', `x-${n - 1}`, { reason: 'opinia', until: '2030-01-01' }],
  ['SettleMatter', `x-${n - 1}`, {}],
]
