import { command } from '../http/command-route.ts'

export const milestoneRoutes = [
  command('/milestones', 'PlanMilestone', 'pilot.manage'),
  command('/milestones/:id/start', 'StartMilestone', 'pilot.manage'),
  command('/milestones/:id/evidence', 'CollectMilestoneEvidence', 'pilot.manage'),
  command('/milestones/:id/acceptance', 'AcceptMilestone', 'pilot.manage'),
  command('/milestones/:id/return', 'ReturnMilestone', 'pilot.manage'),
  command('/milestones/:id/corrections', 'CorrectMilestoneFact', 'pilot.manage'),
]
