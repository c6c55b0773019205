import { type BarrierState, barrier } from '../barriers/process.ts'
import { defineCommand, recordCommand, type StreamRef } from '../kernel/command.ts'
import { event } from '../kernel/event.ts'
import { refuse } from '../kernel/refusal.ts'
import {
  RecommendationAdopted,
  RecommendationProposed,
  RecommendationPublished,
  RecommendationRejected,
  RecommendationReviewed,
} from './events.ts'
import { recommendation } from './process.ts'

export const proposeRecommendation = defineCommand({
  name: 'ProposeRecommendation',
  about: 'Put what the pilot taught as a recommendation, linked to the barriers that it would remove.',
  process: recommendation,
  creates: true,
  body: RecommendationProposed.data,
  adds: [RecommendationProposed],
  reads: ({ body }): Readonly<Record<string, StreamRef<BarrierState>>> =>
    Object.fromEntries(body.barriers.map((id) => [id, { process: barrier, id }])),
  events: ({ body, others }) => {
    const unknown = body.barriers.find((id) => others[id]?.status === 'NONE')
    return unknown === undefined
      ? [event(RecommendationProposed, body)]
      : refuse('not-found', { field: 'barriers', id: unknown })
  },
})

export const reviewRecommendation = recordCommand(recommendation, RecommendationReviewed, {
  name: 'ReviewRecommendation',
  about: 'Record that a recommendation was reviewed.',
})

export const adoptRecommendation = recordCommand(recommendation, RecommendationAdopted, {
  name: 'AdoptRecommendation',
  about: 'Adopt a recommendation.',
})

export const rejectRecommendation = recordCommand(recommendation, RecommendationRejected, {
  name: 'RejectRecommendation',
  about: 'Reject a recommendation with a reason.',
})

export const publishRecommendation = recordCommand(recommendation, RecommendationPublished, {
  name: 'PublishRecommendation',
  about: 'Enter an adopted recommendation into the book of recommendations.',
})

export const recommendationCommands = [
  proposeRecommendation,
  reviewRecommendation,
  adoptRecommendation,
  rejectRecommendation,
  publishRecommendation,
] as const
