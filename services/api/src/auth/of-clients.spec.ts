import { processes } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { isOfClients } from './of-clients.ts'

describe('what tells of clients', () => {
  it('is every kind of stream but those of institutions, of the pilot and of the model', () => {
    const ofNobody = ['agreement', 'barrier', 'basket', 'institution', 'milestone', 'model', 'partnership', 'pilot']
    ofNobody.push('practice', 'recommendation', 'remark', 'support')
    // A new process has to be put on one side or the other.
    expect(
      Object.keys(processes)
        .filter((name) => !isOfClients(name))
        .sort(),
    ).toEqual(ofNobody)
  })
})
