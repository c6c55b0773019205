import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ReaderGone } from '../command-line/errors.ts'
import { Output } from './output.ts'
import { duration, Progress, progressLine } from './progress.ts'
import { table } from './table.ts'
import { tree } from './tree.ts'

describe('output', () => {
  it('waits for a slow reader before it says that a text is written', async () => {
    let taken = 0
    const slow = new Writable({
      highWaterMark: 1,
      write: (_piece, _encoding, done) => {
        setTimeout(() => {
          taken++
          done()
        }, 5)
      },
    })
    const output = new Output(slow)
    for (let written = 1; written <= 3; written++) {
      await output.line('x')
      expect(taken).toBe(written)
    }
  })

  it('tells a reader that has gone from a disk that is full', async () => {
    const failing = (code: string) =>
      new Output(new Writable({ write: (_p, _e, done) => done(Object.assign(new Error(code), { code })) }))
    await expect(failing('EPIPE').line()).rejects.toBeInstanceOf(ReaderGone)
    await expect(failing('ENOSPC').line()).rejects.toThrow('ENOSPC')
  })
})

describe('progress', () => {
  it('says what is done, how fast, and what is left', () => {
    expect(progressLine({ what: 'cases', done: 120_000, of: 1_000_000, perSecond: 88_000 })).toBe(
      'cases: 120,000 of 1,000,000 events (12 %), 88,000/s, 10 s left',
    )
    expect([0.04, 59.2, 200, 9000].map(duration)).toEqual(['0.0 s', '60 s', '4 min', '2.5 h'])
    expect(progressLine({ what: 'cases', done: 0, of: 0, perSecond: 0 })).toBe('cases: 0 of 0 events (100 %), 0/s')
  })

  it('goes on when nobody watches any more, and is silent about what is soon done', async () => {
    const step = { what: 'cases', done: 1, of: 2, perSecond: 1 }
    const gone = new Writable({ write: (_p, _e, done) => done(Object.assign(new Error(), { code: 'EPIPE' })) })
    let now = 0
    const progress = new Progress(new Output(gone), () => now)
    progress.show(step)
    expect(gone.destroyed).toBe(false)
    now = 60_000
    progress.show(step)
    await progress.end()
    expect(gone.destroyed).toBe(true)
  })
})

describe('tables and trees', () => {
  it('align numbers to the right', () => {
    expect(
      table(
        ['NAME', 'LAG'],
        [
          ['cases', 5],
          ['deadlines', 1200],
        ],
      ),
    ).toBe('NAME        LAG\ncases         5\ndeadlines  1200\n')
  })

  it('show nested state line by line', () => {
    const state = {
      status: 'OPEN',
      team: {
        members: [
          { id: 'a', since: null },
          { id: 'b', since: '2019' },
        ],
      },
      goals: [],
      areas: ['X', 'Y'],
    }
    expect(tree(state)).toEqual([
      'status  OPEN',
      'team',
      '  members',
      '    - id     a',
      '      since  –',
      '    - id     b',
      '      since  2019',
      'goals   none',
      'areas   X, Y',
    ])
  })
})
