import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import {
  MilestoneAccepted,
  MilestoneEvidenceCollected,
  MilestonePlanned,
  MilestoneReturned,
  MilestoneStarted,
} from './events.ts'
import { milestone } from './process.ts'

export const planMilestone = defineCommand({
  name: 'PlanMilestone',
  about: 'Give a milestone its number and its day.',
  process: milestone,
  creates: true,
  body: MilestonePlanned.data,
  adds: [MilestonePlanned],
  events: ({ body }) => [event(MilestonePlanned, body)],
})

export const startMilestone = recordCommand(milestone, MilestoneStarted, {
  name: 'StartMilestone',
  about: 'Begin work towards a milestone.',
})

export const collectMilestoneEvidence = recordCommand(milestone, MilestoneEvidenceCollected, {
  name: 'CollectMilestoneEvidence',
  about: 'Name the evidence that a milestone is reached.',
})

export const acceptMilestone = recordCommand(milestone, MilestoneAccepted, {
  name: 'AcceptMilestone',
  about: 'Accept a milestone on its evidence.',
})

export const returnMilestone = recordCommand(milestone, MilestoneReturned, {
  name: 'ReturnMilestone',
  about: 'Send a milestone back, with what is missing.',
})

export const milestoneCommands = [
  planMilestone,
  startMilestone,
  collectMilestoneEvidence,
  acceptMilestone,
  returnMilestone,
] as const
