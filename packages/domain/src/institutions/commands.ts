import { defineCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { InstitutionRegistered } from './events.ts'
import { institution } from './process.ts'

export const registerInstitution = defineCommand({
  name: 'RegisterInstitution',
  about: 'Make an institution known to the local authority.',
  process: institution,
  creates: true,
  adds: [InstitutionRegistered],
  body: InstitutionRegistered.data,
  events: ({ body }) => [event(InstitutionRegistered, body)],
})

export const institutionCommands = [registerInstitution] as const
