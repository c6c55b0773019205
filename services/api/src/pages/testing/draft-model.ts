import { builtInModel, type ModelDocument } from '@kooperacje/domain'
import { HOSTILE } from './step.ts'

/** A draft that changes something of every kind, and would have made a difference to the first case of the town. */
export const draftModel: ModelDocument = changed(JSON.parse(JSON.stringify(builtInModel)))

function changed(document: ModelDocument): ModelDocument {
  const { processes, deadlines, taxonomy, stages, closureReasons } = document
  for (const rule of deadlines) {
    if (rule.id !== 'P-12') continue
    rule.due = { after: { count: 7, unit: 'CALENDAR_DAYS' } }
    rule.pl = `Pierwsze posiedzenie ZZK w ciągu tygodnia ${HOSTILE}`
  }
  const { QUALIFIED, PROPOSED } = processes.case?.states ?? {}
  if (QUALIFIED) QUALIFIED.pl = 'dobrana'
  if (PROPOSED) PROPOSED.en = `put forward ${HOSTILE}`
  for (const row of processes.case?.transitions.TaskTeamAppointed ?? []) row.guards?.pop()
  processes.partnership?.reactions?.pop()
  for (const rule of closureReasons) rule.note = 'REQUIRED'
  taxonomy.exclusive.push(['FAMILY_MEDIATION', 'FAMILY_THERAPY'])
  return {
    ...document,
    version: '1.1',
    basedOn: '1.0',
    family: 'URBAN_RURAL',
    stages: stages.slice(1),
    sectors: document.sectors.slice(0, -1),
    parameters: { ...document.parameters, minTeamMembers: 5 },
    deadlines: deadlines.filter(({ id }) => id !== 'P-19'),
  }
}
