import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { localeOf } from './locale.ts'

const request = (headers: Record<string, string>, query: unknown = {}) => ({ headers, query }) as FastifyRequest

describe('the language of a page', () => {
  it('is Polish when nobody says anything', () => expect(localeOf(request({}))).toBe('pl'))

  it.each([
    ['en-GB,en;q=0.9,pl;q=0.5', 'en'],
    ['de,pl;q=0.5,en;q=0.4', 'pl'],
    ['en;q=0,pl;q=0.1', 'pl'],
    ['de-DE,fr', 'pl'],
    ['*', 'pl'],
    ['en;q=x', 'en'],
  ])('is taken from the browser: %s', (header, locale) => {
    expect(localeOf(request({ 'accept-language': header }))).toBe(locale)
  })

  it('was chosen before, whatever the browser prefers', () => {
    expect(localeOf(request({ cookie: 'a=b; koop_lang=en', 'accept-language': 'pl' }))).toBe('en')
    expect(localeOf(request({ cookie: 'koop_lang=xx', 'accept-language': 'en' }))).toBe('en')
  })

  it('is chosen now, whatever was chosen before', () => {
    expect(localeOf(request({ cookie: 'koop_lang=en' }, { lang: 'pl' }))).toBe('pl')
    expect(localeOf(request({ cookie: 'koop_lang=en' }, { lang: 'xx' }))).toBe('en')
  })
})
