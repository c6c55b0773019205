import Fastify from 'fastify'
import pg from 'pg'

/** The least that anybody would write: a route that checks the body by its schema and inserts one row. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL ?? '', max: 10 })
await pool.query('create table if not exists bare_referrals (id text primary key, body jsonb not null)')

const text = { type: 'string', minLength: 1, maxLength: 200 }
const body = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'partnershipId', 'clientKind', 'source', 'knownSince', 'urgency', 'clientAgreed', 'clientName'],
  properties: {
    ...{ id: text, partnershipId: text, clientName: text, knownSince: { type: 'string', format: 'date' } },
    clientKind: { enum: ['PERSON', 'FAMILY', 'GROUP'] },
    source: { enum: ['SCHOOL', 'POLICE', 'OTHER'] },
    urgency: { enum: ['NORMAL', 'URGENT'] },
    clientAgreed: { enum: ['YES', 'NO', 'NOT_ASKED'] },
    problemAreas: { type: 'array', items: text, maxItems: 20 },
  },
}

const app = Fastify()
app.post<{ Body: { id: string } }>('/referrals', { schema: { body } }, async (request, reply) => {
  await pool.query({
    name: 'insert',
    text: 'insert into bare_referrals (id, body) values ($1, $2)',
    values: [request.body.id, request.body],
  })
  reply.code(201)
  return { id: request.body.id }
})
process.on('SIGTERM', () => {
  void app
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0))
})
process.send?.({ address: await app.listen({ port: 0 }) })
