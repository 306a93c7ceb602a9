import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { openVault, type Vault } from '../vault/vault.ts'
import { auditSubject, createAuditTrail } from './audit-trail.ts'
import type { AuditTrail } from './types.ts'

const AT = Date.UTC(2017, 0, 17, 0, 30)
const ENTRY = { at: AT, person: 'p-1', office: 'o-1', district: '110117', act: 'read' } as const

describe.each(enginesUnderTest())('the audit trail on %s', engine => {
  let fresh: FreshDb
  let directory: string
  let vault: Vault
  let trail: AuditTrail

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'trail-'))
    vault = await openVault({ directory })
  })
  afterAll(async () => {
    await vault.close()
    rmSync(directory, { recursive: true })
  })
  beforeEach(async () => {
    fresh = await freshDb(engine)
    trail = createAuditTrail({ db: fresh.db, vault })
  })
  afterEach(async () => {
    await trail.close()
    await fresh.close()
  })

  it('writes entries that come together, and says when they are durable', async () => {
    const subjects = Array.from({ length: 50 }, (_, index) => `case:${index}`)
    await Promise.all(
      subjects.map(subject => trail.recordAudit({ ...ENTRY, subject, outcome: 'done' })),
    )
    const rows = await fresh.db.query<{ subject: string; about: string[] }>(
      'select subject, about from audit_trail order by id',
    )
    expect(rows.map(({ subject }) => subject)).toEqual(subjects)
    expect(rows[0]?.about).toEqual([])
  })

  it('keeps purpose and address sealed under the month', async () => {
    const about = ['p-2', 'p-3']
    await trail.recordAudit({
      ...ENTRY,
      about,
      purpose: '核实地址',
      address: '10.0.0.9',
      outcome: 'refused',
    })
    const [row] = await fresh.db.query<{ purpose: string; address: string; about: string[] }>(
      'select purpose, address, about from audit_trail',
    )
    expect(row?.about).toEqual(about)
    expect(row?.purpose).toMatch(/^sealed:v1:audit-2017-01:/)
    expect(vault.open(row?.purpose ?? '')).toBe('核实地址')
    expect(vault.open(row?.address ?? '')).toBe('10.0.0.9')
    expect(auditSubject(AT)).toBe('audit-2017-01')
  })

  it('is part of the transaction that it is given', async () => {
    const { db } = fresh
    const failing = db.transaction(async tx => {
      await trail.recordAudit({ ...ENTRY, outcome: 'done' }, tx)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await db.transaction(tx => trail.recordAudit({ ...ENTRY, act: 'kept', outcome: 'done' }, tx))
    expect(await db.query('select act from audit_trail')).toEqual([{ act: 'kept' }])
  })

  it('can be neither changed nor removed', async () => {
    await trail.recordAudit({ ...ENTRY, outcome: 'done' })
    const attempts = [
      "update audit_trail set act = 'x'",
      'delete from audit_trail',
      'truncate audit_trail',
    ]
    for (const sql of attempts) {
      await expect(fresh.db.query(sql), sql).rejects.toThrow(/append-only/)
    }
    await fresh.db.limitRights()
    for (const sql of attempts) await expect(fresh.db.query(sql), sql).rejects.toThrow()
    expect(await fresh.db.query('select act from audit_trail')).toEqual([{ act: 'read' }])
  })

  it('tells whoever waits when an entry could not be written', async () => {
    const wrong = { ...ENTRY, outcome: 'unheard of' as 'done' }
    await expect(trail.recordAudit(wrong)).rejects.toThrow()
    await trail.recordAudit({ ...ENTRY, outcome: 'done' })
    expect(await fresh.db.query('select act from audit_trail')).toEqual([{ act: 'read' }])
  })
})
