import { userInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { operatorOf } from './operator.ts'

describe('who looks, for the register of reads', () => {
  it('is the account on this machine', () => {
    expect(operatorOf({})).toBe(`operator:${userInfo().username}`)
    expect(operatorOf({ KOOP_OPERATOR: '' })).toBe(`operator:${userInfo().username}`)
  })

  it('is named where an account is shared', () => {
    expect(operatorOf({ KOOP_OPERATOR: 'j.żuk@ops' })).toBe('operator:j.żuk@ops')
  })

  it('must be named where the account has no name', () => {
    const nameless = () => {
      throw Object.assign(new Error('uv_os_get_passwd returned ENOENT'), { code: 'ERR_SYSTEM_ERROR' })
    }
    expect(() => operatorOf({}, nameless)).toThrow('set KOOP_OPERATOR to the name of who looks')
  })

  it.each(['two words', 'a\nb', 'x'.repeat(61)])('is not %j', (named) => {
    expect(() => operatorOf({ KOOP_OPERATOR: named })).toThrow(/^KOOP_OPERATOR must be/)
  })
})
