import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LedgerSecrets, LogSealer, MasterKeys, Nonces, originOf, signersOf } from '@kooperacje/events'
import {
  decodeBundle,
  formatSignature,
  formatVerifierKey,
  leafHash,
  openCheckpoint,
  parseNote,
  signerKey,
  signText,
  verifyConsistency,
  verifyInclusion,
} from '@kooperacje/tlog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { roles } from '../auth/permissions.ts'
import { step } from '../pages/testing/step.ts'
import { LEDGER, openTown, type Town } from '../pages/testing/town.ts'
import { ENTRIES } from './table.ts'

const verifier = '@kooperacje/tlog/verify.mjs'
const { verifyExport, verifyReceipt } = (await import(verifier)) as {
  verifyExport(folder: string, options: { log: string }): string
  verifyReceipt(file: string, options: { log: string; witnesses?: string[] }): string
}

const SIGNING = { originPrefix: 'hub.example/ledgers', seeds: [Buffer.alloc(32, 5)] }
const SIGNER = signersOf(SIGNING, LEDGER)[0]!
const LOG = formatVerifierKey(SIGNER)
const witness = signerKey('police.example', 'cosignature', Buffer.alloc(32, 8))
/** Of the two checkpoints that are signed: the first leaves a part of what is recorded out. */
const FIRST = 20

describe('the verifiable log over HTTP', () => {
  let town: Town
  let head: number
  const keys = new Map<string, string>()
  let folder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'koop-receipts-'))
    town = await openTown()
    const { pool, vault, store } = town.context
    const leader = step('LEADER', 'mops')
    await town.does(
      leader('2020-02-03', '/cases/case-a/blue-card/opening', {}),
      leader('2020-02-05', '/cases/case-a/blue-card/forwarding', {}),
    )
    head = await store.head(LEDGER)
    const nonces = new Nonces(vault, new LedgerSecrets('LOG', pool, new MasterKeys(town.masterKey)))
    const sealer = new LogSealer(pool, nonces, SIGNING)
    await sealer.sealNext(LEDGER, { limit: FIRST })
    await sealer.sealNext(LEDGER)
    for (const [name, role, institutionId] of [
      ['LEADER', 'LEADER', 'mops'],
      ['COORDINATOR', 'COORDINATOR', 'mops'],
      ['AUDITOR', 'AUDITOR', 'mops'],
      ['SCHOOL', 'PARTNER', 'sp-1'],
      ['POLICE', 'PARTNER', 'kpp'],
    ] as const) {
      keys.set(name, await town.context.keys.create({ label: name, role, institutionId, ledgers: [LEDGER] }))
    }
  })
  afterAll(async () => {
    await town.close()
    rmSync(folder, { recursive: true })
  })

  const get = async (path: string, as: string | null = null) => {
    const headers = as === null ? {} : { authorization: `Bearer ${keys.get(as)}` }
    const response = await town.app.inject({ method: 'GET', url: `/v1/${LEDGER}${path}`, headers })
    const { statusCode: status, headers: sent, body: text, rawPayload: bytes } = response
    return { status, text, bytes, type: sent['content-type'], cache: sent['cache-control'], sent }
  }
  const json = async (path: string) => JSON.parse((await get(path)).text)
  const bytesOf = (path: readonly string[]) => path.map((hash) => Buffer.from(hash, 'base64'))

  async function checkpoint(query = '') {
    const answer = await get(`/log/checkpoint${query}`)
    const opened = openCheckpoint(answer.text, { origin: originOf(SIGNING, LEDGER), logKeys: [SIGNER] })
    if (!opened.ok) throw new Error(`${answer.text}: ${opened.refusal.reason}`)
    return { ...answer, ...opened.value.checkpoint }
  }

  it('gives everybody the newest checkpoint, and any older one', async () => {
    const newest = await checkpoint()
    expect(newest).toMatchObject({ status: 200, size: head, type: 'text/plain; charset=utf-8', cache: 'no-cache' })
    expect((await checkpoint(`?size=${FIRST}`)).size).toBe(FIRST)
    expect((await get(`/log/checkpoint?size=${FIRST + 1}`)).status).toBe(409)
  })

  it('gives everybody the tiles, which can be kept for good', async () => {
    const tile = await get(`/log/tile/0/000.p/${FIRST}`)
    expect(tile).toMatchObject({
      ...{ status: 200, type: 'application/octet-stream', cache: 'public, max-age=31536000, immutable' },
    })
    expect(tile.bytes).toHaveLength(32 * FIRST)
    expect((await get(`/log/tile/0/000.p/${(head % 256) + 1}`)).status).toBe(404)
    expect((await get(`/log/tile/0/001.p/1`)).status).toBe(head > 256 ? 200 : 404)
    for (const path of ['0/0', '0/000.p/0', '64/000', '0/000.p/256', 'x', '00/000', '']) {
      expect((await get(`/log/tile/${path}`)).status).toBe(404)
    }
  })

  it('hands out every event to whoever may know of all, to be checked with the checkpoint, and puts that on record', async () => {
    const reads = async () =>
      (await town.context.pool.query("select * from accounts.disclosures where object = 'log/export' order by id")).rows
    for (const [query, as, status] of [
      ['?purpose=CONTROL', 'COORDINATOR', 403],
      ['?purpose=CONTROL', null, 401],
      ['', 'LEADER', 422],
      [`?purpose=CONTROL&size=${head + 1}`, 'LEADER', 409],
    ] as const) {
      expect([query, (await get(`/log/export${query}`, as)).status]).toEqual([query, status])
    }
    expect(await reads()).toEqual([])
    for (const size of [FIRST, head]) {
      const exported = await get(`/log/export?purpose=CONTROL&size=${size}`, 'LEADER')
      expect(exported).toMatchObject({ status: 200, type: 'application/x-ndjson; charset=utf-8' })
      expect(exported.text).not.toContain('Rodzina Gamma')
      const made = mkdtempSync(join(folder, 'export-'))
      writeFileSync(join(made, 'events.ndjson'), exported.text)
      writeFileSync(join(made, 'checkpoint'), (await checkpoint(`?size=${size}`)).text)
      expect(verifyExport(made, { log: LOG })).toMatch(`${size} events of ${originOf(SIGNING, LEDGER)} are complete`)
    }
    expect(await reads()).toMatchObject(
      [FIRST, head].map((size) => ({ subject: '*', actor_role: 'LEADER', purpose: 'CONTROL', fields: [`1-${size}`] })),
    )
  })

  it('hands an auditor what they may see of each, which verifies as well', async () => {
    const exportFor = async (as: string) =>
      (await get('/log/export?purpose=CONTROL', as)).text
        .trimEnd()
        .split('\n')
        .map((text) => ({ text, line: JSON.parse(text) }))
    const [own, all] = [await exportFor('AUDITOR'), await exportFor('LEADER')]
    const made = mkdtempSync(join(folder, 'auditor-'))
    writeFileSync(join(made, 'events.ndjson'), own.map(({ text }) => `${text}\n`).join(''))
    writeFileSync(join(made, 'checkpoint'), (await checkpoint(`?size=${head}`)).text)
    const verdict = verifyExport(made, { log: LOG })
    expect(verdict).toContain(`${head} events of ${originOf(SIGNING, LEDGER)} are complete and unchanged`)
    expect(verdict).toMatch(/\d+ payloads withheld by whoever made this, .*; 2 events withheld altogether/)

    const hidden = all.filter((_, i) => 'hash' in own[i]!.line).map(({ line }) => line.leaf.type)
    expect(hidden).toEqual(['BlueCardProcedureOpened', 'BlueCardFormForwarded'])
    expect(own.filter(({ line }) => /^BlueCard/.test(line.leaf?.type)).length).toBe(0)
    expect(own.filter(({ text }) => /sealed:1:|streamVersion/.test(text)).length).toBe(0)
    const whole = own.filter(({ line }) => 'payload' in line)
    expect(whole.length).toBeGreaterThan(head / 2)
    for (const { text, line } of whole) expect(text).toBe(all[line.leaf.position - 1]?.text)
    const { rows } = await town.context.pool.query(
      "select actor_role, purpose from accounts.disclosures where object = 'log/export' and actor_role = 'AUDITOR'",
    )
    expect(rows).toEqual([{ actor_role: 'AUDITOR', purpose: 'CONTROL' }])
  })

  it('proves that a fact is in the log, and that the log only grew', async () => {
    const [older, newest] = [await checkpoint(`?size=${FIRST}`), await checkpoint()]
    for (const [position, of] of [
      [7, older],
      [7, newest],
      [head, newest],
    ] as const) {
      const proof = await json(`/log/proof?position=${position}&size=${of.size}`)
      const claim = { leafIndex: position - 1, treeSize: of.size, root: of.root, path: bytesOf(proof.path) }
      expect(verifyInclusion({ ...claim, leafHash: Buffer.from(proof.leafHash, 'base64') })).toBe(true)
    }
    const { path } = await json(`/log/consistency?from=${FIRST}`)
    const claim = { first: FIRST, firstRoot: older.root, second: head, secondRoot: newest.root }
    expect(verifyConsistency({ ...claim, path: bytesOf(path) })).toBe(true)
  })

  it('lets proofs of a finished tree be kept for good, and others not', async () => {
    expect((await get('/log/proof?position=7&size=20')).cache).toContain('immutable')
    expect((await get('/log/consistency?from=7&to=20')).cache).toContain('immutable')
    expect((await get('/log/proof?position=7')).cache).toBe('no-cache')
    expect((await get('/log/consistency?from=7')).cache).toBe('no-cache')
  })

  it.each([
    ['beyond what is sealed', '/log/proof?position=1&size=100000', 409, 'not-sealed-yet'],
    ['of a fact that is not sealed', '/log/proof?position=100000', 409, 'not-sealed-yet'],
    ['of a fact behind the tree', '/log/proof?position=9&size=8', 422, 'invalid-request'],
    ['to a smaller tree', '/log/consistency?from=9&to=8', 422, 'invalid-request'],
    ['from beyond', '/log/consistency?from=100000', 409, 'not-sealed-yet'],
    ['of position 0', '/log/proof?position=0', 422, 'invalid-request'],
    ['of half a position', '/log/proof?position=1.5', 422, 'invalid-request'],
    ['without a position', '/log/proof', 422, 'invalid-request'],
    ['of a tile that is not there', '/log/tile/3/000', 404, 'not-found'],
    ['of a ledger that is not there', '/../9999/log/proof?position=1', 404, 'not-found'],
    ['of its checkpoint', '/../9999/log/checkpoint', 404, 'not-found'],
    ['of its tiles', '/../9999/log/tile/0/000', 404, 'not-found'],
  ])('refuses a proof %s with its reason', async (_, path, status, code) => {
    const answer = await get(path)
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([status, code])
  })

  it('shows entries only to whoever may know of restricted facts', async () => {
    const path = `/log/tile/entries/000.p/${FIRST}`
    expect((await get(path)).status).toBe(401)
    for (const as of ['COORDINATOR', 'SCHOOL', 'POLICE']) expect((await get(path, as)).status).toBe(403)
    const bundle = await get(path, 'LEADER')
    expect(bundle).toMatchObject({ status: 200, type: 'application/octet-stream', cache: 'private, no-store' })
    const hashes = Buffer.concat(decodeBundle(bundle.bytes, FIRST)!.map(leafHash))
    expect(hashes.equals((await get(`/log/tile/0/000.p/${FIRST}`)).bytes)).toBe(true)
    expect((await get('/log/tile/entries/003', 'LEADER')).status).toBe(404)
    for (const permissions of Object.values(roles) as (readonly string[])[]) {
      if (permissions.includes(ENTRIES)) expect(permissions).toContain('case.read-restricted')
    }
  })

  describe('a receipt', () => {
    const keep = (text: string | Uint8Array) => {
      const file = join(folder, 'referral.tlog-proof')
      writeFileSync(file, text)
      return file
    }
    const ofSchool = async () => {
      const { rows } = await town.context.pool.query(
        `select referral_id as id from rm.referral_inbox where ledger = $1 and from_institution_id = 'sp-1' limit 1`,
        [LEDGER],
      )
      return rows[0].id as string
    }

    it('is for the sender of the referral and the leader, and verifies with nothing but the key of the log', async () => {
      const id = await ofSchool()
      const receipt = await get(`/referrals/${id}/receipt`, 'SCHOOL')
      expect(receipt).toMatchObject({ status: 200, type: 'text/plain; charset=utf-8', cache: 'private, no-store' })
      expect(receipt.sent['content-disposition']).toBe(`attachment; filename="${id}.tlog-proof"`)
      expect(verifyReceipt(keep(receipt.text), { log: LOG })).toMatch(
        new RegExp(
          `^ReferralSubmitted of referral/${id}, recorded at \\S+, is event \\d+ of ${originOf(SIGNING, LEDGER)}$`,
        ),
      )
      expect((await get(`/referrals/${id}/receipt`, 'LEADER')).text).toBe(receipt.text)
      expect((await get(`/referrals/${id}/receipt`, 'POLICE')).status).toBe(404)
      expect((await get(`/referrals/${id}/receipt`)).status).toBe(401)
      expect((await get('/referrals/no-such/receipt', 'SCHOOL')).status).toBe(404)
    })

    // A file and a signature for each byte: how long that takes says how busy the machine is, and nothing else.
    it('changed in any place does not verify', { timeout: 120_000 }, async () => {
      const { bytes } = await get(`/referrals/${await ofSchool()}/receipt`, 'SCHOOL')
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes)
        changed[at]! ^= 1
        expect(() => verifyReceipt(keep(changed), { log: LOG })).toThrow()
      }
    })

    it('is not there before the fact is sealed, and says so', async () => {
      await town.does({
        as: 'PARTNER',
        institution: 'sp-1',
        on: '2020-03-01',
        post: '/referrals',
        body: {
          ...{ id: 'fresh', partnershipId: 'pzk', clientKind: 'FAMILY', source: 'SCHOOL', knownSince: '2020-02-01' },
          ...{ urgency: 'NORMAL', clientAgreed: 'YES', clientName: 'Rodzina Przykładowa', problemAreas: ['POVERTY'] },
        },
      })
      const answer = await get('/referrals/fresh/receipt', 'SCHOOL')
      expect(answer.status).toBe(409)
      expect(answer.sent['retry-after']).toBe('5')
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'not-sealed-yet', details: { sealed: head } })
    })

    it('comes with the word of as many witnesses as the caller wants, when there are so many', async () => {
      const id = await ofSchool()
      expect((await get(`/referrals/${id}/receipt?witnesses=1`, 'SCHOOL')).status).toBe(409)
      const note = parseNote((await checkpoint(`?size=${head}`)).text)
      if (!note.ok) throw new Error(note.refusal.reason)
      const line = formatSignature(signText(witness, note.value.text, 1_800_000_000))
      await town.context.pool.query('insert into es.log_cosignatures values ($1, $2, $3, $4, now())', [
        ...[LEDGER, head, 'police.example', line],
      ])
      const receipt = await get(`/referrals/${id}/receipt?witnesses=1`, 'SCHOOL')
      const asked = { log: LOG, witnesses: [formatVerifierKey(witness)] }
      expect(verifyReceipt(keep(receipt.text), asked)).toContain('cosigned by police.example')
      expect((await checkpoint('?witnesses=1')).size).toBe(head)
      expect((await get('/log/checkpoint?witnesses=2')).status).toBe(409)
    })
  })

  it('a text with half a character is refused where it comes in', async () => {
    const body = '{"id":"half","partnershipId":"pzk","clientName":"a \\ud800 b"}'
    const response = await town.app.inject({
      method: 'POST',
      url: `/v1/${LEDGER}/referrals`,
      headers: { authorization: `Bearer ${keys.get('SCHOOL')}`, 'content-type': 'application/json' },
      payload: body,
    })
    expect(response.statusCode).toBe(422)
    expect(response.json().errors).toContainEqual({
      path: 'body.clientName',
      message: 'The text has half a character.',
    })
  })
})
