import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { Id } from '../kernel/values.ts'
import { DecisionTaken, MinutesFiled } from './events.ts'
import { partnership } from './process.ts'

export const fileMinutes = recordCommand(partnership, MinutesFiled, {
  name: 'FileMinutes',
  about: 'Record that the minutes of a meeting of the partnership were filed.',
})

export const takeDecision = defineCommand({
  name: 'TakeDecision',
  about: 'Record a decision of a plenary meeting that had a quorum.',
  process: partnership,
  adds: [DecisionTaken],
  body: DecisionTaken.data.extend({ decisionId: Id.optional().describe('Chosen by the client, or made') }),
  events: ({ body, newId }) => [event(DecisionTaken, { ...body, decisionId: body.decisionId ?? newId('decision') })],
})

export const sittingCommands = [fileMinutes, takeDecision] as const
