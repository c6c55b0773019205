import { z } from 'zod'

/** Shapes shared by many routes, and their names in the API description. */

export const LedgerParam = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a ledger: the TERYT code of a local authority, or the name of a region')
  .describe('Ledger: the TERYT code of the local authority, such as 2416021')

export const WriteHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('The same key with the same body gets the first answer again and changes nothing'),
  'if-match': z
    .string()
    .regex(/^"\d+"$/, 'a version in quotes, such as "3"')
    .optional()
    .describe('The version of the stream that you have seen'),
})

export const Receipt = z
  .object({
    ledger: z.string(),
    streamType: z.string(),
    streamId: z.string(),
    version: z.int().describe('Version of the stream after this command; also the ETag'),
    position: z.int().describe('Position in the ledger; give it to a query as atLeast to read your own write'),
    repeated: z.boolean().describe('True: this Idempotency-Key was used before, and this is what was answered then'),
    events: z.array(
      z.object({
        type: z.string(),
        streamType: z.string(),
        streamId: z.string(),
        version: z.int(),
        position: z.int(),
      }),
    ),
  })
  .meta({ id: 'Receipt' })

const ProblemSchema = z
  .object({
    type: z.string().describe('Stable, and an address below this server that explains the problem'),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    instance: z.string().describe('The request, as the log knows it'),
    details: z.record(z.string(), z.unknown()).optional().describe('Facts that speak against the request'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemSchema } },
})

const reading = {
  400: problem('The request cannot be read'),
  401: problem('Not authenticated'),
  403: problem('Not allowed'),
  404: problem('Not found'),
  422: problem('The request breaks its schema or a rule'),
  429: problem('Too often'),
  500: problem('A fault of this server'),
  503: problem('Not available now'),
}

const writing = {
  ...reading,
  409: problem('The present state or version forbids it'),
  412: problem('If-Match names another version'),
  413: problem('The body is too large'),
  415: problem('The body is not JSON'),
}

const streaming = { ...reading, 409: problem('The ledger, or its log, has not come to this position') }

const responses = { read: reading, write: writing, stream: streaming }

export const problemResponses = <Kind extends keyof typeof responses>(kind: Kind) => responses[kind]
