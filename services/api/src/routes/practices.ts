import { command } from '../http/command-route.ts'

export const practiceRoutes = [
  command('/practices', 'SubmitGoodPractice', 'practice.submit'),
  command('/practices/:id/resubmission', 'ResubmitGoodPractice', 'practice.submit'),
  command('/practices/:id/verification', 'VerifyGoodPractice', 'practice.manage'),
  command('/practices/:id/publication', 'PublishGoodPractice', 'practice.manage'),
  command('/practices/:id/return', 'ReturnGoodPractice', 'practice.manage'),
  command('/practices/:id/archiving', 'ArchiveGoodPractice', 'practice.manage'),
  command('/practices/:id/corrections', 'CorrectPracticeFact', 'practice.manage'),
]
