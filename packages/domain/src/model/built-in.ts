import { builtInTaxonomy } from '../basket/taxonomy.ts'
import { builtInClosureReasons } from '../cases/closure-reasons.ts'
import { builtInDeadlineRules } from '../deadlines/built-in-rules.ts'
import { type Models, UnknownModelVersion } from '../kernel/model.ts'
import { Sector } from '../kernel/values.ts'
import type { ModelDocument } from './document.ts'
import { builtInStages } from './stages.ts'
import { BUILT_IN_VERSION } from './version.ts'
import { vocabulary } from './vocabulary.ts'

/**
 * The model that comes with the software: the implementation version of 29 March 2019, for towns over 20,000 inhabitants.
 * Its full text could not be read: the numbers are proposals, which is why they stand here as data and not in the guards.
 */
export const builtInModel: ModelDocument = {
  version: BUILT_IN_VERSION,
  pl: 'Kooperacje 3D: model wielosektorowej współpracy na rzecz wsparcia osób i rodzin, gminy powyżej 20 tys. mieszkańców',
  en: 'Kooperacje 3D: model of multi-sector cooperation for persons and families, towns over 20,000 inhabitants',
  family: 'TOWNS',
  stages: [...builtInStages],
  parameters: {
    minInstitutions: 3,
    minSectors: 3,
    selectionThreshold: 4,
    mandatoryCriteria: ['C1', 'C2'],
    minTeamMembers: 3,
    minTeamSectorsBesidesLeader: 2,
    plenaryQuorumPercent: 50,
    noContactAttempts: 3,
    noContactDays: 30,
  },
  sectors: [...Sector.options],
  processes: Object.fromEntries(vocabulary.map(({ name, description }) => [name, description])),
  deadlines: [...builtInDeadlineRules],
  closureReasons: [...builtInClosureReasons],
  taxonomy: builtInTaxonomy,
}

/** Knows the version that comes with the software and no other. */
export const builtInModels: Models = (version) => {
  if (version === null || version === BUILT_IN_VERSION) return builtInModel
  throw new UnknownModelVersion(version)
}
