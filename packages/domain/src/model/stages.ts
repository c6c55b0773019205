import type { ModelDocument } from './document.ts'

/**
 * The way of the model as the seeds tell it: the institutions find together first, and only then a team may work for a
 * family. An order for readers; what may follow on what is said by the processes.
 */
export const builtInStages: ModelDocument['stages'] = [
  {
    id: 'preparation',
    pl: 'Diagnoza zasobów i dobór kooperantów',
    en: 'Diagnosis of resources and choice of cooperators',
    level: 'INSTITUTION',
    states: ['partnership/PREPARING'],
  },
  {
    id: 'initiation',
    pl: 'Spotkania inicjujące',
    en: 'Initiating meetings',
    level: 'INSTITUTION',
    states: ['partnership/INITIATING'],
  },
  {
    id: 'formalisation',
    pl: 'Formalizowanie partnerstwa',
    en: 'Formalising the partnership',
    level: 'INSTITUTION',
    states: ['partnership/FORMALISING'],
  },
  {
    id: 'partnership',
    pl: 'Praca partnerstwa i lokalny koszyk usług',
    en: 'Work of the partnership and the local service basket',
    level: 'INSTITUTION',
    states: ['partnership/ACTIVE', 'partnership/SUSPENDED'],
  },
  {
    id: 'selection',
    pl: 'Wybór osoby, rodziny lub grupy i zgoda',
    en: 'Selection of the person, family or group, and consent',
    level: 'CLIENT',
    states: ['case/PROPOSED', 'case/QUALIFIED', 'case/CONSENTED'],
  },
  {
    id: 'diagnosis',
    pl: 'Zespół zadaniowy i diagnoza',
    en: 'Task team and diagnosis',
    level: 'WORKER',
    states: ['case/TEAM_APPOINTED', 'case/DIAGNOSED'],
  },
  {
    id: 'work',
    pl: 'Plan, kontrakt socjalny i realizacja',
    en: 'Plan, social contract and work',
    level: 'CLIENT',
    states: ['case/PLANNED', 'case/IN_PROGRESS', 'case/SUSPENDED'],
  },
  {
    id: 'closing',
    pl: 'Ewaluacja i zamknięcie',
    en: 'Evaluation and closing',
    level: 'CLIENT',
    states: ['case/EVALUATED', 'case/CLOSED'],
  },
]
