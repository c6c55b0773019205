import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { MatterExtended, MatterOpened, MatterReviewed, MatterSettled } from './events.ts'
import { matter } from './process.ts'

export const openMatter = defineCommand({
  name: 'OpenMatter',
  about: 'Open a matter that the law sets a term for.',
  process: matter,
  creates: true,
  body: MatterOpened.data,
  adds: [MatterOpened],
  events: ({ body }) => [event(MatterOpened, body)],
})

export const extendMatter = recordCommand(matter, MatterExtended, {
  name: 'ExtendMatter',
  about: 'Extend the term of a matter, with the reason that the person concerned is told.',
})

export const reviewMatter = recordCommand(matter, MatterReviewed, {
  name: 'ReviewMatter',
  about: 'Record that a plan that runs on was reviewed.',
})

export const settleMatter = recordCommand(matter, MatterSettled, {
  name: 'SettleMatter',
  about: 'Record that a matter was settled.',
})

export const matterCommands = [openMatter, extendMatter, reviewMatter, settleMatter] as const
