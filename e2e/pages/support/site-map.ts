import { LEDGER } from '@kooperacje/demo'

export interface SitePage {
  readonly name: string
  /** Log-in of the demo; null for nobody. */
  readonly as: 'kierownik' | 'koordynator' | 'region' | 'szkola' | 'obserwator' | 'audytor' | null
  readonly path: string
  readonly status?: number
}

const below = `/o/${LEDGER}`

/** Every page, in the states in which it looks different. */
export const sitePages: readonly SitePage[] = [
  { name: 'log-in', as: null, path: '/login' },
  { name: 'overview of the leader', as: 'kierownik', path: below },
  { name: 'overview with a wrong date', as: 'kierownik', path: `${below}?asOf=2020-02-31`, status: 422 },
  { name: 'overview of an observer', as: 'obserwator', path: `${below}?asOf=2019-01-01` },
  { name: 'partnership', as: 'obserwator', path: `${below}/partnerships/pzk-zaw` },
  { name: 'cases', as: 'kierownik', path: `${below}/cases` },
  { name: 'cases of a partner', as: 'szkola', path: `${below}/cases` },
  { name: 'case', as: 'koordynator', path: `${below}/cases/case-C` },
  { name: 'case with personal data', as: 'koordynator', path: `${below}/cases/case-A?purpose=CASE_WORK` },
  { name: 'case with a wrong purpose', as: 'koordynator', path: `${below}/cases/case-A?purpose=NONE` },
  { name: 'referrals', as: 'kierownik', path: `${below}/referrals` },
  { name: 'referrals of a partner', as: 'szkola', path: `${below}/referrals` },
  { name: 'service basket', as: 'obserwator', path: `${below}/services` },
  { name: 'service of the basket', as: 'koordynator', path: `${below}/services/debts` },
  { name: 'search in the basket', as: 'szkola', path: `${below}/services?need=ADDICTION&available=true&text=terapia` },
  { name: 'pilot', as: 'obserwator', path: `${below}/pilot` },
  { name: 'model', as: 'obserwator', path: `${below}/model` },
  { name: 'version of the model', as: 'kierownik', path: `${below}/model/1.0` },
  { name: 'what a version changes', as: 'obserwator', path: `${below}/model/1.1/changes` },
  { name: 'version beside itself', as: 'obserwator', path: `${below}/model/1.0/changes` },
  { name: 'version to be tried', as: 'kierownik', path: `${below}/model/1.1/what-if` },
  { name: 'version tried on the history', as: 'kierownik', path: `${below}/model/1.1/what-if?until=2020-09-30` },
  {
    name: 'version tried up to no day',
    as: 'kierownik',
    path: `${below}/model/1.1/what-if?until=2020-02-31`,
    status: 422,
  },
  { name: 'consultation report', as: 'obserwator', path: `${below}/model/1.0/consultation` },
  { name: 'draft of a version of the model', as: 'region', path: `${below}/record/DraftModelVersion?basedOn=1.1` },
  { name: 'draft to be revised', as: 'region', path: `${below}/models/1.1/record/ReviseModelVersion` },
  { name: 'version of the model with its next steps', as: 'region', path: `${below}/model/1.1` },
  { name: 'lessons', as: 'szkola', path: `${below}/lessons` },
  { name: 'data of clients', as: 'kierownik', path: `${below}/clients` },
  { name: 'what can be done with a referral', as: 'kierownik', path: `${below}/referrals/ref-near/record` },
  { name: 'form to refer somebody', as: 'szkola', path: `${below}/record/SubmitReferral` },
  { name: 'form of a consent', as: 'koordynator', path: `${below}/cases/case-C/record/GiveConsent` },
  { name: 'form of a plan', as: 'koordynator', path: `${below}/cases/case-C/record/AgreePlan` },
  {
    name: 'form of a meeting',
    as: 'koordynator',
    path: `${below}/record/HoldMeeting?of.kind=TEAM&of.caseId=case-C`,
  },
  { name: 'caught mail', as: 'kierownik', path: `${below}/mails` },
  { name: 'history for inspection', as: 'audytor', path: `${below}/audit?stream=case%2Fcase-A&on=2019-12-10` },
  { name: 'causes of a fact', as: 'audytor', path: `${below}/audit?stream=case%2Fcase-A&fact=60` },
  { name: 'inspection of nothing', as: 'audytor', path: `${below}/audit?stream=case%2Fnone`, status: 422 },
  { name: 'forbidden', as: 'obserwator', path: `${below}/mails`, status: 403 },
  { name: 'not found', as: 'kierownik', path: `${below}/cases/none`, status: 404 },
  { name: 'problems', as: null, path: '/problems' },
  { name: 'problem', as: null, path: '/problems/too-few-sectors' },
]
