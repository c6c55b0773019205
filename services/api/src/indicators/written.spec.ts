import type { ExplainedEvent } from '@kooperacje/domain'
import { describe, expect, it } from 'vitest'
import { explainedEvent } from './written.ts'

const event = (type: string, streamType = 'case'): ExplainedEvent => ({
  position: 7,
  streamType,
  streamId: 'case-A',
  type,
  occurredOn: '2020-01-10',
  corrects: null,
  adds: 1,
  outOf: null,
  evidence: 5,
  reason: null,
})
const hidden = { position: null, streamType: null, streamId: null, evidence: null }

describe('an event that a figure counts', () => {
  it('is shown as it is to whoever may see all of it', () => {
    const all = { cases: true, restricted: true }
    expect(explainedEvent(event('BlueCardProcedureOpened'), all)).toEqual(event('BlueCardProcedureOpened'))
  })

  it('is counted, and not shown, where it tells of violence, corrections included', () => {
    for (const type of ['BlueCardProcedureOpened', 'BlueCardProcedureOpenedCorrected']) {
      expect(explainedEvent(event(type), { cases: true, restricted: false })).toMatchObject({ ...hidden, type: null })
    }
    const other = event('CaseSuspended')
    expect(explainedEvent(other, { cases: true, restricted: false })).toEqual(other)
  })

  it('says what happened, and not to whom, where cases are not for the reader', () => {
    const sight = { cases: false, restricted: false }
    expect(explainedEvent(event('CaseSuspended'), sight)).toMatchObject({ ...hidden, type: 'CaseSuspended' })
    const partnership = event('PlenaryMeetingHeld', 'partnership')
    expect(explainedEvent(partnership, sight)).toEqual(partnership)
  })
})
