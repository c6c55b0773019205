import type { ProblemCode } from '../http/problems.ts'

type Query = Readonly<Record<string, string | number | undefined>>

/** Every address a page links to is built here; `paths.spec.ts` holds each against the routes. */
export const paths = {
  home: () => '/',
  login: (query: { next?: string } = {}) => `/login${queryOf(query)}`,
  logout: () => '/logout',
  overview: (ledger: string, query: { asOf?: string } = {}) => `${below(ledger)}${queryOf(query)}`,
  partnership: (ledger: string, id: string, query: { after?: string } = {}) =>
    `${below(ledger)}/partnerships/${encodeURIComponent(id)}${queryOf(query)}`,
  cases: (ledger: string, query: { after?: string; status?: string } = {}) => `${below(ledger)}/cases${queryOf(query)}`,
  case: (ledger: string, id: string, query: { purpose?: string; after?: string } = {}) =>
    `${below(ledger)}/cases/${encodeURIComponent(id)}${queryOf(query)}`,
  referrals: (ledger: string, query: { after?: string; status?: string } = {}) =>
    `${below(ledger)}/referrals${queryOf(query)}`,
  deadlines: (ledger: string, query: { after?: string | undefined; status?: string | undefined } = {}) =>
    `${below(ledger)}/deadlines${queryOf(query)}`,
  services: (ledger: string, query: ServiceQuery = {}) => `${below(ledger)}/services${queryOf(query)}`,
  service: (ledger: string, id: string, query: { basket?: string } = {}) =>
    `${below(ledger)}/services/${encodeURIComponent(id)}${queryOf(query)}`,
  pilot: (ledger: string) => `${below(ledger)}/pilot`,
  model: (ledger: string, query: { after?: string | undefined; status?: string | undefined } = {}) =>
    `${below(ledger)}/model${queryOf(query)}`,
  modelVersion: (ledger: string, version: string) => `${below(ledger)}/model/${encodeURIComponent(version)}`,
  consultation: (ledger: string, version: string) =>
    `${below(ledger)}/model/${encodeURIComponent(version)}/consultation`,
  modelChanges: (ledger: string, version: string, query: { from?: string } = {}) =>
    `${below(ledger)}/model/${encodeURIComponent(version)}/changes${queryOf(query)}`,
  whatIf: (ledger: string, version: string, query: { until?: string } = {}) =>
    `${below(ledger)}/model/${encodeURIComponent(version)}/what-if${queryOf(query)}`,
  clients: (ledger: string, query: { after?: string | undefined; status?: string | undefined } = {}) =>
    `${below(ledger)}/clients${queryOf(query)}`,
  clientSearch: (ledger: string) => `${below(ledger)}/clients/search`,
  lessons: (ledger: string) => `${below(ledger)}/lessons`,
  /** What can be done with a thing, whether or not it has a page of its own; `collection` is that of its API: `/cases`. */
  thing: (ledger: string, collection: string, id: string) =>
    `${below(ledger)}${collection}/${encodeURIComponent(id)}/record`,
  /** The form of a command about a thing, and of one that begins a thing. */
  record: (ledger: string, collection: string, id: string, command: string) =>
    `${below(ledger)}${collection}/${encodeURIComponent(id)}/record/${command}`,
  begin: (ledger: string, command: string, query: Readonly<Record<string, string>> = {}) =>
    `${below(ledger)}/record/${command}${queryOf(query)}`,
  mails: (ledger: string, query: { after?: string } = {}) => `${below(ledger)}/mails${queryOf(query)}`,
  audit: (ledger: string, query: { stream?: string | undefined; on?: string; position?: number; fact?: number } = {}) =>
    `${below(ledger)}/audit${queryOf(query)}`,
  indicator: (
    ledger: string,
    id: string,
    query: { asOf?: string | undefined; by?: string | undefined; after?: string | undefined } = {},
  ) => `${below(ledger)}/indicators/${encodeURIComponent(id)}${queryOf(query)}`,
  report: (scope: string, format: 'html' | 'csv', query: Query = {}) =>
    `/v1/reports/${encodeURIComponent(scope)}.${format}${queryOf(query)}`,
  problems: () => '/problems',
  problem: (code: ProblemCode) => `/problems/${code}`,
} as const

/** What a search in the basket asks for. */
export type ServiceQuery = Readonly<
  Partial<Record<'after' | 'text' | 'need' | 'sector' | 'category' | 'accessRule' | 'available', string | undefined>>
>

const below = (ledger: string) => `/o/${encodeURIComponent(ledger)}`

function queryOf(query: Query): string {
  const given = Object.entries(query).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** A page with the notice that a command was done. */
export const recordedAt = (page: string, command: string): string =>
  `${page}${page.includes('?') ? '&' : '?'}${new URLSearchParams({ recorded: command })}`

/**
 * Where a log-in may lead back to: a page of ours, by its path. Anything that a browser could read as another site
 * (`//host`, `/\host`, a scheme) is not one.
 */
export function isOwnPage(address: string): boolean {
  return /^\/o\/[\w%.-]+(\/[\w%.-]+)*(\?[\w%.=&+-]*)?$/.test(address)
}
