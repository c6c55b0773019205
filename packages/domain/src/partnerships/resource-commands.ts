import { recordCommand } from '../kernel/command.ts'
import { ResourceDiagnosisCompleted, ResourceGapClosed, ResourceGapRecorded, ResourceMapDrawn } from './events.ts'
import { partnership } from './process.ts'

export const completeResourceDiagnosis = recordCommand(partnership, ResourceDiagnosisCompleted, {
  name: 'CompleteResourceDiagnosis',
  about: 'Record the diagnosis of the resources of assistance and of the community.',
})

export const drawResourceMap = recordCommand(partnership, ResourceMapDrawn, {
  name: 'DrawResourceMap',
  about: 'Draw the map of resources and gaps by sector, the first or a new one.',
})

export const recordResourceGap = recordCommand(partnership, ResourceGapRecorded, {
  name: 'RecordResourceGap',
  about: 'Add a gap to the resource map.',
})

export const closeResourceGap = recordCommand(partnership, ResourceGapClosed, {
  name: 'CloseResourceGap',
  about: 'Record that what was missing is there now.',
})

export const resourceCommands = [
  completeResourceDiagnosis,
  drawResourceMap,
  recordResourceGap,
  closeResourceGap,
] as const
