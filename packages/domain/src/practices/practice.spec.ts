import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import {
  archiveGoodPractice,
  publishGoodPractice,
  resubmitGoodPractice,
  returnGoodPractice,
  submitGoodPractice,
  verifyGoodPractice,
} from './commands.ts'
import {
  GoodPracticeArchived,
  GoodPracticePublished,
  GoodPracticeReturned,
  GoodPracticeSubmitted,
  GoodPracticeVerified,
} from './events.ts'
import { practice } from './process.ts'

const body = {
  title: 'Formularz wczesnych sygnałów',
  description: 'Szkoła przekazuje MOPS krótki formularz, zanim problem urośnie.',
}
const submitted = event(GoodPracticeSubmitted, body)
const verified = event(GoodPracticeVerified, { anonymised: true })
const published = event(GoodPracticePublished, {})
const returned = event(GoodPracticeReturned, { reason: 'Proszę opisać efekty.' })

describe('a good practice is submitted', () => {
  it('with a title and a description', () => {
    given(practice).when(submitGoodPractice, body).then(submitted)
  })

  it('without naming anybody', () => {
    given(practice)
      .when(submitGoodPractice, { ...body, description: 'Uczeń ur. 12.03.2010 wrócił do szkoły.' })
      .refuses('names-a-person', { found: [{ field: 'description', kind: 'DATE_OF_BIRTH', from: 6, to: 20 }] })
  })

  it('again, after it was returned', () => {
    given(practice, submitted).when(returnGoodPractice, returned.data).then(returned)
    given(practice, submitted, returned).when(resubmitGoodPractice, body).then(submitted)
    given(practice, submitted).when(resubmitGoodPractice, body).refuses('not-allowed-in-state')
  })
})

describe('a good practice is published', () => {
  it('after a human has confirmed that it is anonymous', () => {
    given(practice, submitted).when(publishGoodPractice).refuses('not-allowed-in-state')
    given(practice, submitted).when(verifyGoodPractice, { anonymised: true }).then(verified)
    given(practice, submitted).when(verifyGoodPractice, { anonymised: false }).isMalformedAt('anonymised')
    given(practice, submitted, verified).when(publishGoodPractice).then(published)
  })

  it('not while its text names a person, whoever confirmed it', () => {
    const naming = event(GoodPracticeSubmitted, { ...body, title: 'Jak pomogliśmy Annie Kowalskiej' })
    given(practice, naming, verified)
      .when(publishGoodPractice)
      .refuses('names-a-person', { found: [{ field: 'title', kind: 'PERSON_NAME', from: 15, to: 31 }] })
  })

  it('and later archived', () => {
    given(practice, submitted, verified, published).when(archiveGoodPractice).then(event(GoodPracticeArchived, {}))
    given(practice, submitted).when(archiveGoodPractice).refuses('not-allowed-in-state')
  })
})
