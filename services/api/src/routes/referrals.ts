import { command } from '../http/command-route.ts'

export const referralRoutes = [
  command('/referrals', 'SubmitReferral', 'referral.submit'),
  command('/referrals/:id/acceptance', 'AcceptReferral', 'referral.decide'),
  command('/referrals/:id/return', 'ReturnReferral', 'referral.decide'),
  command('/referrals/:id/redirection', 'RedirectReferral', 'referral.decide'),
  command('/referrals/:id/corrections', 'CorrectReferralFact', 'referral.decide'),
]
