import { defineCommand, recordCommand } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import {
  GoodPracticeArchived,
  GoodPracticePublished,
  GoodPracticeReturned,
  GoodPracticeSubmitted,
  GoodPracticeVerified,
} from './events.ts'
import { practice } from './process.ts'

export const submitGoodPractice = defineCommand({
  name: 'SubmitGoodPractice',
  about: 'Submit a good practice for the catalogue, without naming anybody.',
  process: practice,
  creates: true,
  body: GoodPracticeSubmitted.data,
  adds: [GoodPracticeSubmitted],
  events: ({ body }) => [event(GoodPracticeSubmitted, body)],
})

export const resubmitGoodPractice = recordCommand(practice, GoodPracticeSubmitted, {
  name: 'ResubmitGoodPractice',
  about: 'Submit a practice again that was returned.',
})

export const verifyGoodPractice = recordCommand(practice, GoodPracticeVerified, {
  name: 'VerifyGoodPractice',
  about: 'Confirm, having read it, that nobody can be recognised in a practice.',
})

export const publishGoodPractice = recordCommand(practice, GoodPracticePublished, {
  name: 'PublishGoodPractice',
  about: 'Enter a verified practice into the catalogue; a text that still names a person is refused.',
})

export const returnGoodPractice = recordCommand(practice, GoodPracticeReturned, {
  name: 'ReturnGoodPractice',
  about: 'Send a practice back to those who submitted it.',
})

export const archiveGoodPractice = recordCommand(practice, GoodPracticeArchived, {
  name: 'ArchiveGoodPractice',
  about: 'Take a practice out of use.',
})

export const practiceCommands = [
  submitGoodPractice,
  resubmitGoodPractice,
  verifyGoodPractice,
  publishGoodPractice,
  returnGoodPractice,
  archiveGoodPractice,
] as const
