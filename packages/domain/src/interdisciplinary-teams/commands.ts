import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { InterdisciplinaryTeamFormed, InterdisciplinaryTeamSat } from './events.ts'
import { interdisciplinaryTeam } from './process.ts'

export const formInterdisciplinaryTeam = defineCommand({
  name: 'FormInterdisciplinaryTeam',
  about: 'Record that the municipality formed its interdisciplinary team.',
  process: interdisciplinaryTeam,
  creates: true,
  body: InterdisciplinaryTeamFormed.data,
  adds: [InterdisciplinaryTeamFormed],
  events: ({ body }) => [event(InterdisciplinaryTeamFormed, body)],
})

export const recordInterdisciplinarySitting = recordCommand(interdisciplinaryTeam, InterdisciplinaryTeamSat, {
  name: 'RecordInterdisciplinarySitting',
  about: 'Record the day on which the interdisciplinary team sat.',
})

export const interdisciplinaryTeamCommands = [formInterdisciplinaryTeam, recordInterdisciplinarySitting] as const
