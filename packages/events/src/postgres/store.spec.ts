import { makePostgresStore } from '../contract/postgres.ts'
import { describeEventStore } from '../contract.ts'

describeEventStore('PostgresEventStore', makePostgresStore, { runs: 400 })
