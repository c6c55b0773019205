import { stat } from 'node:fs/promises'
import {
  Fault,
  type HistoryVerdict,
  type Kept,
  openCheckpoint,
  type ReceiptVerdict,
  readFolder,
  readTextFile,
  type ShownHistory,
  type Trust,
  trust,
  verifyHistory,
  verifyReceipt,
} from '@kooperacje/verifier'
import { atLeastOne, defineCommand, type ExitCode, flag, many, optional } from '../command-line/command.ts'
import { Failure, UsageError } from '../command-line/errors.ts'
import { count, httpUrl, ledgerName, pathName, verifierKey } from '../command-line/kinds.ts'
import { withLog } from '../export/open-log.ts'
import { headOf } from '../history/open.ts'
import { readDatabase } from '../verify/database.ts'
import { keptAt, keptByWitness } from '../verify/kept.ts'
import { readServer } from '../verify/server.ts'
import { historySentence, receiptSentence } from '../verify/verdict.ts'

type Verdict = { readonly sentence: string; readonly found: HistoryVerdict | ReceiptVerdict }

export const verify = defineCommand({
  about: 'Check that a history is complete, in order and unchanged, by the word of its log and of its witnesses.',
  details: [
    'PATH is the folder of an export or the file of a receipt: both are checked without asking anybody. With --ledger the tables of this installation are checked, with --url as well what a server shows of that ledger to others: its checkpoint, hashes and entries, without payloads; KOOP_API_KEY is the key to read them with. The code that judges shares nothing with the code that writes the log, and neither does packages/tlog/verify.mjs, the same in one file that needs nothing but Node.',
    'The first event that is not as it was sealed is named by its position. Exit code 0: all is well; 1: it is not, or it cannot be told.',
    'Keys come from their owners, never from what is verified. Whoever keeps a checkpoint, or asks a witness, sees every later change to what it covers, also one made by the holder of the log’s key.',
  ],
  operands: { path: optional(pathName, 'The folder of an export, or a receipt.') },
  options: {
    ledger: optional(ledgerName, 'Check this ledger in the database of this installation, or of the server of --url.'),
    url: optional(httpUrl, 'The address of an API, such as https://hub.example.'),
    key: atLeastOne(verifierKey, 'The key of the log.'),
    witness: many(verifierKey, 'The key of a witness whose cosignature counts.'),
    quorum: optional(count, 'How many of the witnesses must have cosigned; without it: all.'),
    older: many(
      pathName,
      'A checkpoint that you kept, or the folder of an older export: what it covers must be unchanged.',
    ),
    'ask-witness': many(httpUrl, 'The address of a witness: nothing that it has cosigned may be missing or other.'),
    json: flag('Print one JSON document.'),
  },
  examples: [
    {
      line: 'koop verify zawiercie --key "$LOG_KEY" --witness "$POLICE" --witness "$SCHOOL" --quorum 1',
      about: 'An export, vouched for by one of two witnesses.',
    },
    { line: 'koop verify referral.tlog-proof --key "$LOG_KEY"', about: 'The receipt of a referral.' },
    {
      line: 'koop verify --ledger 2416021 --url https://hub.example --key "$LOG_KEY" --ask-witness https://police.example',
      about: 'What a server shows, and that it is all that a witness has cosigned.',
    },
    {
      line: 'koop verify --ledger 2416021 --key "$LOG_KEY" --older kept/checkpoint',
      about: 'The database itself, and that nothing of what a kept checkpoint covers was changed since.',
    },
  ],
  async run({ out, environment }, options) {
    const { path, ledger, url, key, witness, quorum, json } = options
    if (url !== undefined && ledger === undefined) throw new UsageError('--url needs --ledger')
    if ((path === undefined) === (ledger === undefined)) {
      throw new UsageError('either PATH says what to verify, or --ledger does')
    }
    try {
      const trusted = trust(key, witness, quorum)
      const verdict = await judge(path, ledger, trusted, options, environment)
      await out.line(json ? JSON.stringify({ good: true, ...verdict }, jsonBytes, 2) : verdict.sentence)
      return 0 as ExitCode
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault
      if (!json) throw new Failure(`this does not verify: ${fault.message}`)
      await out.line(
        JSON.stringify({ good: false, sentence: fault.message, position: fault.position ?? null }, null, 2),
      )
      return 1 as ExitCode
    }
  },
})

interface Asked {
  readonly url?: string | undefined
  readonly older: readonly string[]
  readonly 'ask-witness': readonly string[]
}

async function judge(
  path: string | undefined,
  ledger: string | undefined,
  trusted: Trust,
  asked: Asked,
  environment: NodeJS.ProcessEnv,
): Promise<Verdict> {
  if (ledger !== undefined && asked.url !== undefined) {
    const log = `${asked.url.replace(/\/$/, '')}/v1/${ledger}/log`
    const kept = await keptOf(asked, originOf(ledger, trusted))
    return judgeHistory(await readServer(log, environment.KOOP_API_KEY || undefined, trusted), trusted, kept)
  }
  if (ledger !== undefined) {
    return withLog(environment, async ({ history, nonces }) => {
      const head = await headOf(history, ledger)
      const kept = await keptOf(asked, originOf(ledger, trusted))
      const shown = await readDatabase(history.pool, nonces, ledger, trusted)
      const verdict = await judgeHistory(shown, trusted, kept)
      const since = Math.max(0, head - shown.size)
      return since === 0
        ? verdict
        : { ...verdict, sentence: `${verdict.sentence} ${since} events recorded since are not covered yet.` }
    })
  }
  if (path !== undefined && (await isFolder(path))) {
    const shown = await readFolder(path)
    return judgeHistory(shown, trusted, await keptOf(asked, openCheckpoint(shown.checkpoint, trusted).origin))
  }
  if (asked.older.length > 0 || asked['ask-witness'].length > 0) {
    throw new UsageError('--older and --ask-witness are for histories, not for a receipt')
  }
  const found = verifyReceipt(await readTextFile(path ?? ''), trusted)
  return { sentence: receiptSentence(found), found }
}

/**
 * Asked for before a history that still grows is read: a witness that was asked afterwards may have cosigned more than was
 * there, and would accuse the log of having been rolled back.
 */
const keptOf = async (asked: Asked, origin: string): Promise<readonly Kept[]> => [
  ...(await Promise.all(asked.older.map(keptAt))),
  ...(await Promise.all(asked['ask-witness'].map((url) => keptByWitness(url, origin)))),
]

/** What the log of a ledger calls itself: what the key of it is called. */
function originOf(ledger: string, { logs }: Trust): string {
  const names = logs.map(({ name }) => name)
  return names.find((name) => name.endsWith(`/${ledger}`)) ?? names[0] ?? ledger
}

async function judgeHistory(shown: ShownHistory, trusted: Trust, kept: readonly Kept[]): Promise<Verdict> {
  const found = await verifyHistory(shown, trusted, kept)
  return { sentence: historySentence(found), found }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Hashes as they stand in checkpoints. */
function jsonBytes(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  const buffer = value as { type?: unknown; data?: unknown } | null
  return buffer?.type === 'Buffer' ? Buffer.from(buffer.data as number[]).toString('base64') : value
}
