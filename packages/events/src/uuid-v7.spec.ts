import { expect, it } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

it('is a UUID of version 7 that begins with the time, and no other has it', () => {
  const before = Date.now()
  const made = Array.from({ length: 1000 }, uuidV7)
  const after = Date.now()
  for (const id of made) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(after)
  }
  expect(new Set(made).size).toBe(1000)
})
