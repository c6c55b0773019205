import { namesNobody } from '../anonymisation/public-text.ts'
import { businessDate } from '../calendar/warsaw.ts'
import type { Fact } from '../kernel/event.ts'
import { absent, defineProcess } from '../kernel/process.ts'
import { modelVersionDescription } from './description.ts'
import { type ModelVersionDrafted, type ModelVersionPublished, modelVersionEvents } from './events.ts'
import { approvedByBoth, builtInUnchanged, byAnother, lastsUntilLater, sameVersion, soundDocument } from './guards.ts'
import { publishWhenBothApproved } from './reactions.ts'
import type { ModelVersionState } from './state.ts'

const keepDocument = (_: ModelVersionState, { data }: Fact<typeof ModelVersionDrafted>) => ({ document: data.document })

/** The course of one version of the model, from its draft to the version that takes its place. Its id is its number. */
export const modelVersion = defineProcess<ModelVersionState, unknown>({
  name: 'model',
  events: modelVersionEvents,
  initial: { ...absent, document: null, publishedOn: null },
  guards: { soundDocument, builtInUnchanged, sameVersion, lastsUntilLater, approvedByBoth, byAnother, namesNobody },
  stateGuards: ['approvedByBoth'],
  reactions: [publishWhenBothApproved],
  description: modelVersionDescription,
  remember: {
    ModelVersionDrafted: keepDocument,
    ModelVersionRevised: keepDocument,
    ModelVersionPublished: (_, { occurredAt }: Fact<typeof ModelVersionPublished>) => ({
      publishedOn: businessDate(occurredAt),
    }),
  },
})
