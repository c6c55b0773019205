import { command } from '../http/command-route.ts'

export const institutionRoutes = [
  command('/institutions', 'RegisterInstitution', 'institution.manage'),
  command('/institutions/:id/corrections', 'CorrectInstitutionFact', 'institution.manage'),
]
