import { event } from '../kernel/event.ts'
import { defineReaction } from '../kernel/reaction.ts'
import { ModelVersionPublished } from './events.ts'
import { missingApprovals } from './guards.ts'
import type { ModelVersionState } from './state.ts'

export const publishWhenBothApproved = defineReaction<ModelVersionState>({
  name: 'PublishWhenBothApproved',
  about: 'When the second of the two bodies approves a version, it is published.',
  adds: [ModelVersionPublished],
  events: ({ state }) => (missingApprovals(state).length === 0 ? [event(ModelVersionPublished, {})] : []),
})
