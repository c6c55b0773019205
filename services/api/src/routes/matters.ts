import { command } from '../http/command-route.ts'

export const matterRoutes = [
  command('/matters', 'OpenMatter', 'matter.manage'),
  command('/matters/:id/extension', 'ExtendMatter', 'matter.manage'),
  command('/matters/:id/reviews', 'ReviewMatter', 'matter.manage'),
  command('/matters/:id/settlement', 'SettleMatter', 'matter.manage'),
  command('/matters/:id/corrections', 'CorrectMatterFact', 'matter.manage'),
  command('/interdisciplinary-teams', 'FormInterdisciplinaryTeam', 'matter.manage'),
  command('/interdisciplinary-teams/:id/sittings', 'RecordInterdisciplinarySitting', 'matter.manage'),
  command('/interdisciplinary-teams/:id/corrections', 'CorrectInterdisciplinaryTeamFact', 'matter.manage'),
]
