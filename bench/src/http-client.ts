import { Agent, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly text: string
}

/** As many connections as requests in flight, all kept open: what is measured is the server, not the opening of sockets. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 })

  post(url: string, headers: Readonly<Record<string, string>>, body: object): Promise<Answer> {
    const text = JSON.stringify(body)
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          method: 'POST',
          agent: this.#agent,
          headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        },
        (response) => {
          let answer = ''
          response.setEncoding('utf8')
          response.on('data', (chunk) => {
            answer += chunk
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text: answer }))
          response.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(text)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

let numbers = 0

/** A referral as a school's software posts one: two of its fields are sealed under the key of a new person. */
export const sampleReferral = () => ({
  id: `bench-${process.pid}-${++numbers}`,
  partnershipId: 'pzk-zaw',
  clientKind: 'FAMILY',
  source: 'SCHOOL',
  knownSince: '2026-01-12',
  urgency: 'NORMAL',
  clientAgreed: 'YES',
  clientName: 'Rodzina Delta',
  problemAreas: ['SCHOOL_ABSENCE', 'HOUSING_ARREARS'],
})
