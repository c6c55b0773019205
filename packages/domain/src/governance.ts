import { agreementCommands } from './agreements/commands.ts'
import { agreementEvents } from './agreements/events.ts'
import { agreement } from './agreements/process.ts'
import { barrierCommands } from './barriers/commands.ts'
import { barrierEvents } from './barriers/events.ts'
import { barrier } from './barriers/process.ts'
import { interdisciplinaryTeamCommands } from './interdisciplinary-teams/commands.ts'
import { interdisciplinaryTeamEvents } from './interdisciplinary-teams/events.ts'
import { interdisciplinaryTeam } from './interdisciplinary-teams/process.ts'
import { matterCommands } from './matters/commands.ts'
import { matterEvents } from './matters/events.ts'
import { matter } from './matters/process.ts'
import { milestoneCommands } from './milestones/commands.ts'
import { milestoneEvents } from './milestones/events.ts'
import { milestone } from './milestones/process.ts'
import { modelVersionCommands } from './model-versions/commands.ts'
import { modelVersionEvents } from './model-versions/events.ts'
import { modelVersion } from './model-versions/process.ts'
import { pilotCommands } from './pilots/commands.ts'
import { pilotEvents } from './pilots/events.ts'
import { pilot } from './pilots/process.ts'
import { practiceCommands } from './practices/commands.ts'
import { practiceEvents } from './practices/events.ts'
import { practice } from './practices/process.ts'
import { recommendationCommands } from './recommendations/commands.ts'
import { recommendationEvents } from './recommendations/events.ts'
import { recommendation } from './recommendations/process.ts'
import { remarkCommands } from './remarks/commands.ts'
import { remarkEvents } from './remarks/events.ts'
import { remark } from './remarks/process.ts'
import { supportCommands } from './support/commands.ts'
import { supportEvents } from './support/events.ts'
import { support } from './support/process.ts'

/** What stands around partnerships and cases: agreements, the pilot, the course of the model, what is learned from it. */
export const governanceProcesses = [
  agreement,
  modelVersion,
  pilot,
  milestone,
  support,
  remark,
  barrier,
  recommendation,
  practice,
  matter,
  interdisciplinaryTeam,
] as const

export const governanceEvents = [
  ...agreementEvents,
  ...modelVersionEvents,
  ...pilotEvents,
  ...milestoneEvents,
  ...supportEvents,
  ...remarkEvents,
  ...barrierEvents,
  ...recommendationEvents,
  ...practiceEvents,
  ...matterEvents,
  ...interdisciplinaryTeamEvents,
] as const

export const governanceCommands = [
  ...agreementCommands,
  ...modelVersionCommands,
  ...pilotCommands,
  ...milestoneCommands,
  ...supportCommands,
  ...remarkCommands,
  ...barrierCommands,
  ...recommendationCommands,
  ...practiceCommands,
  ...matterCommands,
  ...interdisciplinaryTeamCommands,
] as const
