import { startEmbeddedPostgres } from '../postgres.ts'

// A launcher that only holds a server, to be killed from outside.
const server = await startEmbeddedPostgres({ dataDirectory: process.argv[2] ?? '' })
process.send?.({ ownerUrl: server.ownerUrl })
await server.exited
