import { makeColdStore } from '../contract/postgres.ts'
import { describeEventStore } from '../contract.ts'

describeEventStore('PostgresEventStore whose events are all cold', makeColdStore, { runs: 40 })
