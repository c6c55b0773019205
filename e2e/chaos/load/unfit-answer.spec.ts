import { describe, expect, it } from 'vitest'
import { unfitAnswer } from './unfit-answer.ts'

const said = (status: number, headers: Record<string, string>, code: string) =>
  unfitAnswer({
    status,
    head: new Headers({ 'content-type': 'application/problem+json', ...headers }),
    text: JSON.stringify({ code }),
  })

describe('an answer while something is broken', () => {
  it('may be what was asked for, a refusal, or that it cannot be had now, with why and when to ask again', () => {
    for (const status of [200, 201, 404, 409, 422]) expect(said(status, {}, 'x')).toBeNull()
    expect(said(503, { 'retry-after': '1' }, 'unavailable')).toBeNull()
  })

  it('is never a fault of the program', () => {
    expect(said(500, {}, 'internal-error')).toBe('answered 500 {"code":"internal-error"}')
    expect(said(500, { 'retry-after': '1' }, 'internal-error')).toContain('answered 500')
    expect(said(502, { 'retry-after': '1' }, 'bad-gateway')).toContain('answered 502')
  })

  it('that it cannot be had does not leave its reader without an idea why or when', () => {
    expect(said(503, { 'retry-after': '1', 'content-type': 'text/plain' }, 'no')).toContain('answered 503')
    expect(said(503, {}, 'unavailable')).toContain('without Retry-After')
    expect(said(503, { 'retry-after': 'soon' }, 'unavailable')).toContain('without Retry-After')
  })
})
