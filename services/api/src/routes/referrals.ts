import { acceptReferral, redirectReferral, returnReferral, submitReferral } from '@kooperacje/domain'
import { command } from '../http/command-route.ts'

export const referralRoutes = [
  command('/referrals', submitReferral, 'referral.submit'),
  command('/referrals/:id/acceptance', acceptReferral, 'referral.decide'),
  command('/referrals/:id/return', returnReferral, 'referral.decide'),
  command('/referrals/:id/redirection', redirectReferral, 'referral.decide'),
]
