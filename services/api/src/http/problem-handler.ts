import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDatabaseFailure } from './database-failure.ts'
import { type FieldError, Problem, type ProblemCode, problemTypes } from './problems.ts'

/** RFC 9457. `type` is stable and can be opened; `instance` is the request id that the log knows. */
interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly instance: string
  readonly details?: Readonly<Record<string, unknown>>
  readonly errors?: readonly FieldError[]
}

function problemDocument(problem: Problem, request: FastifyRequest): ProblemDocument {
  const { status, en } = problemTypes[problem.code]
  return {
    type: `/problems/${problem.code}`,
    title: en,
    status,
    code: problem.code,
    instance: `urn:request:${request.id}`,
    ...(problem.details ? { details: problem.details } : {}),
    ...(problem.errors ? { errors: problem.errors } : {}),
  }
}

export function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): FastifyReply {
  const document = problemDocument(problem, request)
  if (document.status === 401) reply.header('www-authenticate', 'Bearer realm="kooperacje"')
  // Past the route's serializer: the same document serves every route, and none may fail to describe an error.
  return reply
    .code(document.status)
    .type('application/problem+json')
    .serializer((payload) => payload as string)
    .send(JSON.stringify(document))
}

/** Answers people who look at a page with a page; null leaves it to the problem document. */
export type ProblemPage = (request: FastifyRequest, reply: FastifyReply, problem: Problem) => FastifyReply | null

/** Every way out that is not an answer goes through here, 404 and malformed JSON included. */
export function installProblemHandler(app: FastifyInstance, problemPage: ProblemPage): void {
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem('no-such-route')
    return problemPage(request, reply, problem) ?? sendProblem(reply, request, problem)
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error)
    // A problem that was thrown as one is an answer, "not yet" and "busy" too: nobody has to be woken for it.
    const isAnswer = error instanceof Problem
    const { status } = problemTypes[problem.code]
    if (!isAnswer && status >= 500) request.log.error({ err: error }, 'request failed')
    // To whoever may ask again, on a page as well.
    if (status === 503) reply.header('retry-after', '1')
    if (status === 429) reply.header('retry-after', '600')
    return problemPage(request, reply, problem) ?? sendProblem(reply, request, problem)
  })
}

function toProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new Problem('invalid-request', { errors: fieldErrors(error) })
  }
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem('malformed-json')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Problem('body-too-large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem('unsupported-media-type')
  }
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Problem('malformed-request')
  return new Problem(isDatabaseFailure(error) ? 'unavailable' : 'internal-error')
}

interface ValidationContext {
  readonly validationContext?: string
  readonly validation?: readonly {
    readonly instancePath: string
    readonly keyword: string
    readonly message?: string
    readonly params: { readonly keys?: readonly string[] }
  }[]
}

const PARTS: Readonly<Record<string, string>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'header',
}

function fieldErrors({ validationContext = '', validation = [] }: ValidationContext): FieldError[] {
  const part = PARTS[validationContext] ?? 'request'
  return validation.flatMap(({ instancePath, keyword, message = 'is not valid', params }) => {
    const keys = instancePath.split('/').filter((key) => key !== '')
    const at = [part, ...keys].join('.')
    if (keyword !== 'unrecognized_keys') return [{ path: at, message }]
    return (params.keys ?? []).map((key) => ({ path: `${at}.${key}`, message: 'There is no such field.' }))
  })
}
