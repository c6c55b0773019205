import { storedEventDefinitions } from '@kooperacje/domain'
import { EventRegistry, type RecordedEvent } from '@kooperacje/events'
import { readsIn } from '@kooperacje/history'
import { z } from 'zod'
import { exportLocales, exportPurposes, exportSubject } from '../access/export-subject.ts'
import { type Purpose, recordDisclosure } from '../auth/disclosures.ts'
import type { Principal } from '../auth/principal.ts'
import type { ApiContext } from '../http/context.ts'
import { query } from '../http/query-route.ts'

const registry = new EventRegistry(storedEventDefinitions)

const SubjectFileView = z
  .object({
    file: z.object({
      ledger: z.string(),
      clientId: z.string(),
      restricted: z.boolean(),
      holds: z.array(z.string()),
      facts: z.array(
        z.object({
          stream: z.string(),
          type: z.string(),
          happenedOn: z.string(),
          recordedAt: z.string(),
          told: z.string(),
          by: z.object({ role: z.string(), institution: z.string().nullable() }),
          words: z.array(z.object({ field: z.string(), dataClass: z.string(), text: z.string().nullable() })),
        }),
      ),
      deadlines: z.array(
        z.object({ about: z.string(), rule: z.string(), name: z.string(), dueOn: z.string(), status: z.string() }),
      ),
      mails: z.array(
        z.object({
          about: z.string(),
          kind: z.string(),
          rule: z.string(),
          to: z.string(),
          createdAt: z.string(),
          status: z.string(),
        }),
      ),
      search: z.object({ byPesel: z.boolean(), alsoKnownAs: z.array(z.string()) }),
      readers: z.array(
        z.object({
          readAt: z.string(),
          actorId: z.string(),
          role: z.string(),
          institution: z.string().nullable(),
          purpose: z.string(),
          object: z.string(),
          fields: z.array(z.string()),
        }),
      ),
      receipts: z.array(z.object({ about: z.string(), address: z.string() })),
    }),
    text: z.string().describe('The same to be read by the person: Markdown'),
    html: z.string().describe('The same as a page of one file, to open or to print'),
  })
  .meta({ id: 'SubjectFile' })

export const subjectExportQuery = query({
  path: '/clients/:id/export',
  operationId: 'exportClient',
  tag: 'client',
  about: 'Everything that is kept about one client and who has read it, for the client themselves; put on record.',
  permission: 'client.export',
  projections: ['deadlines', 'institutions'],
  params: z.object({ id: z.string() }),
  query: z.object({}),
  body: z.strictObject({
    purpose: z.enum(exportPurposes).describe('Kept on record with the read'),
    language: z.enum(exportLocales).default('pl'),
  }),
  answer: SubjectFileView,
  run: async ({ ledger, params: { id }, body: { purpose, language }, principal, context }) => {
    const record = (events: readonly RecordedEvent[]) =>
      onRecord(context, principal, { ledger, clientId: id, purpose }, events)
    const { pool, handler, store } = context
    const asked = { ledger, clientId: id, locale: language }
    const made = await exportSubject({ pool, handler, store, registry, record }, asked)
    return made && (JSON.parse(JSON.stringify(made)) as z.output<typeof SubjectFileView>)
  },
})

/** One row for each stream of which something was opened. */
async function onRecord(
  { pool }: ApiContext,
  by: Principal,
  { ledger, clientId, purpose }: { readonly ledger: string; readonly clientId: string; readonly purpose: Purpose },
  events: readonly RecordedEvent[],
): Promise<void> {
  for (const { object, fields } of readsIn(registry, events, (type, path) => `${type}.${path}`)) {
    await recordDisclosure(pool, by, { ledger, subject: clientId, object, fields, purpose })
  }
}
