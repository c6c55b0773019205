import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Link } from './link.ts'

/** Answers every line with the same line in capitals. */
let server: Server
let heard: string
let served: Socket[]
let link: Link
let near: Socket
let answered: string

beforeEach(async () => {
  heard = ''
  served = []
  server = createServer((socket) => {
    served.push(socket)
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      heard += bytes
      socket.write(bytes.toString().toUpperCase())
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  link = await Link.open('near→far', () => (server.address() as { port: number }).port)
  near = await dial()
})
afterEach(() => {
  near.destroy()
  link.close()
  server.close()
})

async function dial(): Promise<Socket> {
  answered = ''
  const socket = connect({ port: link.port, host: '127.0.0.1' })
  socket.on('error', () => {})
  socket.on('data', (bytes) => {
    answered += bytes
  })
  await once(socket, 'connect')
  socket.write('hello')
  await vi.waitFor(() => expect(answered).toBe('HELLO'))
  return socket
}

describe('a link', () => {
  it('cut while nothing is said ends for both sides', async () => {
    const closed = [once(near, 'close'), once(served[0] as Socket, 'close')]
    expect(await link.cut('now')).toBe(1)
    await Promise.all(closed)
  })

  it('cut in a request lets half of it through', async () => {
    const cutting = link.cut('request')
    near.write('question')
    await cutting
    await vi.waitFor(() => expect(heard).toBe('helloques'))
    expect(answered).toBe('HELLO')
  })

  it('cut before the answer lets the whole request through', async () => {
    const closed = once(served[0] as Socket, 'close')
    const cutting = link.cut('answer')
    near.write('question')
    await cutting
    await closed
    expect(heard).toBe('helloquestion')
    expect(answered).toBe('HELLO')
  })

  it('that stood still goes on with what was said meanwhile', async () => {
    const freezing = link.freeze('now', 50)
    near.write('question')
    expect(await freezing).toBe(1)
    await vi.waitFor(() => expect(answered).toBe('HELLOQUESTION'))
  })

  it('that stood still in the middle of a request loses none of it, and delivers what came after behind it', async () => {
    const freezing = link.freeze('request', 300)
    near.write('question')
    await vi.waitFor(() => expect(heard).toBe('helloques'))
    near.write(', more')
    await freezing
    await vi.waitFor(() => expect(heard).toBe('helloquestion, more'))
    await vi.waitFor(() => expect(answered).toBe('HELLOQUESTION, MORE'))
  })

  it('that stood still before the answer gives it afterwards', async () => {
    const freezing = link.freeze('answer', 50)
    near.write('question')
    await vi.waitFor(() => expect(heard).toBe('helloquestion'))
    expect(answered).toBe('HELLO')
    await freezing
    await vi.waitFor(() => expect(answered).toBe('HELLOQUESTION'))
  })

  it('that was swallowed while it stood still does not go on', async () => {
    const freezing = link.freeze('now', 50)
    await link.swallow('now')
    near.write('question')
    await freezing
    await dial()
    expect(heard).toBe('hellohello')
  })

  it('that was swallowed tells the far side nothing, and lets new ones through', async () => {
    await link.swallow('now')
    near.destroy()
    await dial()
    expect(served).toHaveLength(2)
    expect(served[0]?.destroyed).toBe(false)
  })
})
