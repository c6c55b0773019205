import {
  auditRoutes,
  commandRoutes,
  eventsRoute,
  logRoutes,
  permissions,
  problemTypes,
  queryRoutes,
  reportRoute,
  roles,
  simulationRoute,
} from '@kooperacje/api'
import { commandDefinitions, eventDefinitions, modelSchema } from '@kooperacje/domain'
import { EventRegistry } from '@kooperacje/events'
import { deadlinesPage } from './deadlines-page.ts'
import { indicatorsPage } from './indicators-page.ts'
import { page, type Row, table } from './markdown.ts'
import { statesPage } from './states-page.ts'

/** Every page of `docs/reference/` that is made from a registry: file name and text. */
export const referencePages: Readonly<Record<string, () => string>> = {
  'events.md': eventsPage,
  'errors.md': errorsPage,
  'routes.md': routesPage,
  'permissions.md': permissionsPage,
  'deadlines.md': deadlinesPage,
  'indicators.md': indicatorsPage,
  'states.md': statesPage,
  'model.schema.json': () => `${JSON.stringify(modelSchema(), null, 2)}\n`,
}

function eventsPage(): string {
  const registry = new EventRegistry(eventDefinitions)
  const rows = eventDefinitions.map((definition): Row => {
    const sealed = registry
      .get(definition.type)
      ?.personal.map(({ path, dataClass }) => `${path.join('.')} (${dataClass})`)
    return [`\`${definition.type}\``, String(definition.version), sealed?.join(', ') || '–', definition.about]
  })
  return page(
    'Events',
    'The facts that ledgers hold. Each type `X` has a twin `XCorrected` {corrects, reason, occurredAt, fact} that says how a wrongly recorded one should read, and `FactAnnulled` {corrects, type, reason} says that one never happened. Fields under "sealed" are personal data of the class in brackets; they are encrypted under the key of the person they are about. The form of each payload, in every version that was ever stored, is a JSON Schema in `packages/domain/schemas/`, served at `/schemas/<type>/<version>`.',
    table(['type', 'schema version', 'sealed', 'meaning'], rows),
  )
}

function errorsPage(): string {
  const rows = Object.entries(problemTypes).map(
    ([code, { status, en, pl }]): Row => [`\`${code}\``, String(status), en, pl],
  )
  return page(
    'Errors',
    'Every error is a problem document (RFC 9457) whose `type` is `/problems/<code>`. `details` holds the facts that speak against the request, `errors` the fields that break their schema.',
    table(['code', 'status', 'English', 'Polish'], rows),
  )
}

function routesPage(): string {
  const commands = commandRoutes.map(({ path, command, permission }): Row => {
    return [`\`POST /v1/:ledger${path}\``, command, `\`${permission}\``, commandDefinitions[command].about]
  })
  const queries = queryRoutes.map(({ path, operationId, permission, about, body }): Row => {
    const accepted = typeof permission === 'string' ? [permission] : permission
    return [
      `\`${body ? 'POST' : 'GET'} /v1/:ledger${path}\``,
      operationId,
      accepted.map((name) => `\`${name}\``).join(' or '),
      about,
    ]
  })
  const histories = auditRoutes.map(({ path, operationId, permission, about }): Row => {
    return [`\`GET /v1/:ledger${path}\``, operationId, `\`${permission}\``, about]
  })
  const { path, operationId, permission, about } = simulationRoute
  const simulation: Row = [`\`POST /v1/:ledger${path}\``, operationId, `\`${permission}\``, about]
  const follow: Row = [
    `\`GET /v1/:ledger${eventsRoute.path}\``,
    eventsRoute.operationId,
    `\`${eventsRoute.permission}\``,
    eventsRoute.about,
  ]
  const report: Row = [
    `\`GET ${reportRoute.path}\``,
    reportRoute.operationId,
    `\`${reportRoute.permission}\``,
    reportRoute.about,
  ]
  const log = Object.values(logRoutes).map(({ path, operationId, permissions, about }): Row => {
    const needed = permissions.map((name) => `\`${name}\``).join(' or ')
    return [`\`GET /v1/:ledger${path}\``, operationId, needed || 'none: for everybody', about]
  })
  return page(
    'Routes',
    'Bodies, answers and parameters are described at `/openapi.json`. Every command takes `occurredAt`, `Idempotency-Key` and `If-Match`; every query takes `atLeast`.',
    `## Commands\n\n${table(['route', 'command', 'permission', 'meaning'], commands)}\n\n` +
      `## Queries\n\n${table(['route', 'operation', 'permission', 'meaning'], queries)}\n\n` +
      `## Histories\n\nOf any length: JSON page by page (\`limit\`, \`cursor\`), or all of it as a stream with \`Accept: application/x-ndjson\`.\n\n${table(['route', 'operation', 'permission', 'meaning'], histories)}\n\n` +
      `## Questions with a body\n\n${table(['route', 'operation', 'permission', 'meaning'], [simulation])}\n\n` +
      `## Streams\n\n${table(['route', 'operation', 'permission', 'meaning'], [follow])}\n\n` +
      `## The verifiable log\n\nFormats: [verifiable-log.md](verifiable-log.md). Bundles of entries below \`tile/entries/\` need \`log.read-entries\`.\n\n${table(['route', 'operation', 'permission', 'meaning'], log)}\n\n` +
      `## Reports over ledgers\n\nOf each ledger that is shown the permission is needed; the others of the scope are named as left out.\n\n${table(['route', 'operation', 'permission', 'meaning'], [report])}`,
  )
}

function permissionsPage(): string {
  const names = Object.keys(roles) as (keyof typeof roles)[]
  const rows = Object.entries(permissions).map(([permission, about]): Row => {
    const marks = names.map((role) => ((roles[role] as readonly string[]).includes(permission) ? 'yes' : ''))
    return [`\`${permission}\``, ...marks, about]
  })
  return page(
    'Permissions',
    'Refusal is the default: a route names the permission it needs, a role has the permissions of its column and no others.',
    table(['permission', ...names, 'meaning'], rows),
  )
}
