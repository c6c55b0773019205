import { describe, it } from 'vitest'
import { event } from '../kernel/event.ts'
import { modelVersion } from '../model-versions/process.ts'
import { consulting, drafted } from '../testing/model-facts.ts'
import { given } from '../testing/specification.ts'
import {
  acceptRemark,
  incorporateRemark,
  partlyAcceptRemark,
  rejectRemark,
  submitRemark,
  triageRemark,
} from './commands.ts'
import {
  RemarkAccepted,
  RemarkIncorporated,
  RemarkPartlyAccepted,
  RemarkRejected,
  RemarkSubmitted,
  RemarkTriaged,
} from './events.ts'
import { remark } from './process.ts'

const body = {
  version: '1.1',
  channel: 'ELECTRONIC' as const,
  authorRole: 'SOCIAL_WORKER' as const,
  chapter: '3.2',
  text: 'Termin na powołanie zespołu jest za długi.',
}
const submitted = event(RemarkSubmitted, body)
const triaged = event(RemarkTriaged, {})
const accepted = event(RemarkAccepted, {})

describe('a remark is submitted', () => {
  it('on a version that is out to consultation', () => {
    given(remark)
      .besides(modelVersion, '1.1', ...consulting)
      .when(submitRemark, body)
      .then(submitted)
  })

  it('on the version that comes with the software, too', () => {
    given(remark)
      .when(submitRemark, { ...body, version: '1.0' })
      .then(event(RemarkSubmitted, { ...body, version: '1.0' }))
  })

  it('not on a draft that has not gone out, nor on a version that nobody knows', () => {
    given(remark).besides(modelVersion, '1.1', drafted).when(submitRemark, body).refuses('consultation-not-open')
    given(remark).when(submitRemark, body).refuses('unknown-model-version', { version: '1.1' })
  })

  it('without naming a person, as the report is public', () => {
    given(remark)
      .besides(modelVersion, '1.1', ...consulting)
      .when(submitRemark, { ...body, text: 'U pani Nowakowej to nie działa.' })
      .refuses('names-a-person', { found: [{ field: 'text', kind: 'PERSON_NAME', from: 2, to: 16 }] })
  })
})

describe('a remark is decided', () => {
  const waiting = given(remark, submitted, triaged)

  it('after it was given to those who decide', () => {
    given(remark, submitted).when(triageRemark).then(triaged)
    given(remark, submitted).when(acceptRemark).refuses('not-allowed-in-state')
  })

  it('by accepting it, whole or in part', () => {
    const response = 'Uwzględniono w zakresie terminu.'
    waiting.when(acceptRemark).then(accepted)
    waiting.when(partlyAcceptRemark, { response }).then(event(RemarkPartlyAccepted, { response }))
  })

  it('by rejecting it, with a justification', () => {
    const response = 'Termin wynika z ustawy.'
    waiting.when(rejectRemark, { response }).then(event(RemarkRejected, { response }))
    waiting.when(rejectRemark, {}).isMalformedAt('response')
    waiting.when(rejectRemark, { response: '  ' }).isMalformedAt('response')
  })

  it('once', () => {
    given(remark, submitted, triaged, accepted).when(acceptRemark).refuses('not-allowed-in-state')
  })
})

describe('a remark changes the model', () => {
  const into = { version: '1.0', chapter: '3.2' }

  it('in a version and chapter, once it is accepted', () => {
    given(remark, submitted, triaged, accepted).when(incorporateRemark, into).then(event(RemarkIncorporated, into))
  })

  it('never when it was rejected', () => {
    const rejected = event(RemarkRejected, { response: 'Termin wynika z ustawy.' })
    given(remark, submitted, triaged, rejected).when(incorporateRemark, into).refuses('not-allowed-in-state')
  })

  it('in a version that exists', () => {
    given(remark, submitted, triaged, accepted)
      .when(incorporateRemark, { ...into, version: '7' })
      .refuses('unknown-model-version', { version: '7' })
  })
})
