import { command } from '../http/command-route.ts'

export const pilotRoutes = [
  command('/pilots/:id/phases', 'StartPilotPhase', 'pilot.manage'),
  command('/pilots/:id/phase-ends', 'EndPilotPhase', 'pilot.manage'),
  command('/pilots/:id/model', 'ChoosePilotModel', 'pilot.manage'),
  command('/pilots/:id/targets', 'SetPilotTarget', 'pilot.manage'),
  command('/pilots/:id/corrections', 'CorrectPilotFact', 'pilot.manage'),
]
