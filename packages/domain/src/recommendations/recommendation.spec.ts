import { describe, it } from 'vitest'
import { BarrierReported } from '../barriers/events.ts'
import { barrier } from '../barriers/process.ts'
import { event } from '../kernel/event.ts'
import { given } from '../testing/specification.ts'
import {
  adoptRecommendation,
  proposeRecommendation,
  publishRecommendation,
  rejectRecommendation,
  reviewRecommendation,
} from './commands.ts'
import {
  RecommendationAdopted,
  RecommendationProposed,
  RecommendationPublished,
  RecommendationRejected,
  RecommendationReviewed,
} from './events.ts'
import { recommendation } from './process.ts'

const reported = event(BarrierReported, {
  area: 'LEGAL_DATA_PROTECTION',
  level: 'WORKER',
  text: 'Brak podstawy prawnej.',
})
const body = { text: 'Uregulować przepływ danych w ustawie.', addressee: 'LEGISLATOR' as const, barriers: ['b-1'] }
const proposed = event(RecommendationProposed, body)
const reviewed = event(RecommendationReviewed, {})
const adopted = event(RecommendationAdopted, {})

describe('a recommendation is proposed', () => {
  const known = given(recommendation).besides(barrier, 'b-1', reported)

  it('to somebody who can act on it, linked to barriers', () => {
    known.when(proposeRecommendation, body).then(proposed)
    known.when(proposeRecommendation, { ...body, addressee: 'NOBODY' }).isMalformedAt('addressee')
  })

  it('only about barriers that were reported, each once', () => {
    known
      .when(proposeRecommendation, { ...body, barriers: ['b-2'] })
      .refuses('not-found', { field: 'barriers', id: 'b-2' })
    known.when(proposeRecommendation, { ...body, barriers: ['b-1', 'b-1'] }).refuses('named-twice', { id: 'b-1' })
  })

  it('without naming anybody', () => {
    known
      .when(proposeRecommendation, { ...body, text: 'Zapytać p. Nowak.' })
      .refuses('names-a-person', { found: [{ field: 'text', kind: 'PERSON_NAME', from: 8, to: 16 }] })
  })
})

describe('a recommendation', () => {
  it('is reviewed, adopted and published', () => {
    given(recommendation, proposed).when(reviewRecommendation).then(reviewed)
    given(recommendation, proposed, reviewed).when(adoptRecommendation).then(adopted)
    given(recommendation, proposed, reviewed, adopted)
      .when(publishRecommendation)
      .then(event(RecommendationPublished, {}))
  })

  it('is not adopted unreviewed, nor published when it was rejected', () => {
    given(recommendation, proposed).when(adoptRecommendation).refuses('not-allowed-in-state')
    const rejected = event(RecommendationRejected, { reason: 'Powtarza inną rekomendację.' })
    given(recommendation, proposed, reviewed).when(rejectRecommendation, rejected.data).then(rejected)
    given(recommendation, proposed, reviewed, rejected).when(publishRecommendation).refuses('not-allowed-in-state')
  })
})
