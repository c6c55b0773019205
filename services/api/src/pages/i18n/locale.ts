import type { FastifyRequest } from 'fastify'

export const locales = ['pl', 'en'] as const
export type Locale = (typeof locales)[number]

export const LANGUAGE_COOKIE = 'koop_lang'
const DEFAULT: Locale = 'pl'

const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value)

/** The language asked for in the address, then the one chosen before, then what the browser prefers, then Polish. */
export function localeOf(request: FastifyRequest): Locale {
  const asked = askedFor(request)
  if (asked) return asked
  const chosen = new RegExp(`(?:^|; *)${LANGUAGE_COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '')?.[1]
  return isLocale(chosen) ? chosen : preferred(request.headers['accept-language'] ?? '')
}

export function askedFor(request: FastifyRequest): Locale | null {
  const { lang } = (request.query ?? {}) as { lang?: unknown }
  return isLocale(lang) ? lang : null
}

/** `en-GB,en;q=0.9,pl;q=0.5` → `en`. */
function preferred(header: string): Locale {
  const wishes = header
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish.trim().split(';')
      const q = parameters.map((parameter) => /^ *q=([\d.]+) *$/.exec(parameter)?.[1]).find(Boolean)
      return { language: range.split('-')[0]?.toLowerCase(), weight: q === undefined ? 1 : Number(q) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of wishes) if (isLocale(language)) return language
  return DEFAULT
}
