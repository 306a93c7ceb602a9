import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isSealed, openVault, subjectOf, type Vault } from './vault.ts'

let directory: string
const opened: Vault[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'muster-keys-'))
})

afterEach(async () => {
  for (const vault of opened.splice(0)) await vault.close()
  rmSync(directory, { recursive: true })
})

async function open(): Promise<Vault> {
  const vault = await openVault({ directory })
  opened.push(vault)
  return vault
}

async function reopened(vault: Vault): Promise<Vault> {
  await vault.flush()
  opened.splice(opened.indexOf(vault), 1)
  await vault.close()
  return open()
}

describe('a sealed text', () => {
  test('opens again, also after a restart', async () => {
    const vault = await open()
    const sealed = vault.seal('person:7', '张三 13800138000')
    expect(sealed).toMatch(/^sealed:v1:person:7:[\w-]+$/)
    expect(vault.open(sealed)).toBe('张三 13800138000')
    expect((await reopened(vault)).open(sealed)).toBe('张三 13800138000')
  })

  test('is another each time, and says its subject', async () => {
    const vault = await open()
    const sealed = vault.seal('p1', 'same')
    expect(sealed).not.toBe(vault.seal('p1', 'same'))
    expect([isSealed(sealed), subjectOf(sealed)]).toEqual([true, 'p1'])
    expect([isSealed('plain'), subjectOf('plain')]).toEqual([false, undefined])
  })

  test('of the empty string and of long text opens', async () => {
    const vault = await open()
    for (const text of ['', '长'.repeat(100_000)]) {
      expect(vault.open(vault.seal('p1', text))).toBe(text)
    }
  })

  test('does not open as that of another subject', async () => {
    const vault = await open()
    const sealed = vault.seal('p1', 'secret')
    vault.seal('p2', 'other')
    expect(() => vault.open(sealed.replace(':p1:', ':p2:'))).toThrow('belongs to another subject')
  })

  test('does not open when one character was changed', async () => {
    const vault = await open()
    const sealed = vault.seal('p1', 'secret')
    const changed = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2)
    expect(() => vault.open(changed)).toThrow('was changed')
    expect(() => vault.open('sealed:v1:p1:AAAA')).toThrow('not a sealed text')
    expect(() => vault.open('plain')).toThrow('not a sealed text')
  })

  test('whose key is nowhere is a fault, not an erased one', async () => {
    const vault = await open()
    const box = Buffer.alloc(40).toString('base64url')
    expect(() => vault.open(`sealed:v1:nobody:${box}`)).toThrow('is MUSTER_KEY_DIR the right one?')
  })
})

describe('a destroyed key', () => {
  test('makes the text unreadable at once and after a restart, and no other', async () => {
    const vault = await open()
    const [sealed, other] = [vault.seal('p1', 'secret'), vault.seal('p2', 'kept')]
    expect(await vault.destroy('p1')).toBe(true)
    expect([vault.open(sealed), vault.open(other)]).toEqual([undefined, 'kept'])
    expect([await vault.destroy('p1'), await vault.destroy('nobody')]).toEqual([false, false])
    const again = await reopened(vault)
    expect([again.open(sealed), again.open(other)]).toEqual([undefined, 'kept'])
  })

  test('is no longer on the disk', async () => {
    const vault = await open()
    vault.seal('p1', 'secret')
    await vault.flush()
    const log = join(directory, 'keys.log')
    const wrapped = readFileSync(log).subarray(128 + 36, 128 + 96)
    expect(readFileSync(log).includes(wrapped)).toBe(true)
    await vault.destroy('p1')
    expect(readFileSync(log).includes(wrapped)).toBe(false)
  })

  test('can be followed by a new one, which does not open the old text', async () => {
    const vault = await open()
    const old = vault.seal('p1', 'old')
    await vault.destroy('p1')
    const sealed = vault.seal('p1', 'new')
    expect([vault.open(old), vault.open(sealed)]).toEqual([undefined, 'new'])
    await vault.flush()
    expect([vault.open(old), vault.open(sealed)]).toEqual([undefined, 'new'])
  })
})

/** Header and keys; the room behind them is empty. */
function recordsIn(folder: string): number {
  const bytes = readFileSync(join(folder, 'keys.log'))
  let records = 0
  for (let at = 0; at < bytes.length; at += 128) if (bytes[at] !== 0) records += 1
  return records
}

test('room for keys is made ahead, so that writing one does not make the file grow', async () => {
  const vault = await open()
  const sizeOf = () => statSync(join(directory, 'keys.log')).size
  vault.seal('p0', 'first')
  await vault.flush()
  const before = sizeOf()
  for (let i = 1; i < 100; i++) {
    vault.seal(`p${i}`, 'text')
    await vault.flush()
  }
  expect(sizeOf()).toBe(before)
  for (let i = 100; i < 3000; i++) vault.seal(`p${i}`, 'text')
  await vault.flush()
  expect(sizeOf()).toBeGreaterThan(before)
  expect(recordsIn(directory)).toBe(3001)
})

describe('a key that was made for what was refused', () => {
  test('is not on the disk, while those of accepted texts are', async () => {
    const vault = await open()
    const [kept, nested] = [vault.seal('p1', 'kept'), vault.seal('p2', 'nested')]
    vault.seal('nobody', 'refused')
    await vault.flush([{ type: 'Told', text: kept, of: [{ text: nested }], count: 1, no: null }])
    expect(recordsIn(directory)).toBe(3)
    opened.splice(0)
    await vault.close()
    expect(recordsIn(directory)).toBe(3)
    const after = await open()
    expect([after.open(kept), after.open(nested)]).toEqual(['kept', 'nested'])
  })

  test('is there when a later text of the same subject is accepted', async () => {
    const vault = await open()
    vault.seal('p1', 'refused')
    await vault.flush(['plain'])
    const kept = vault.seal('p1', 'kept')
    await vault.flush([kept])
    expect((await reopened(vault)).open(kept)).toBe('kept')
  })

  test('is let go ten minutes and a thousand flushes later, and not before', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000_000)
    try {
      const vault = await open()
      const early = vault.seal('p1', 'early')
      now.mockReturnValue(1_000_000 + 11 * 60_000)
      const flushes = async (count: number) => {
        for (let i = 0; i < count; i++) await vault.flush([])
      }
      await flushes(1000)
      expect(vault.open(early)).toBe('early')
      now.mockReturnValue(1_000_000 + 13 * 60_000)
      await flushes(1)
      expect(() => vault.open(early)).toThrow('not in the key directory')
    } finally {
      now.mockRestore()
    }
  })
})

describe('two vaults on one directory', () => {
  test('read what the other sealed, each as soon as it is flushed', async () => {
    const [one, two] = [await open(), await open()]
    for (let round = 0; round < 3; round++) {
      const sealed = [one.seal(`a${round}`, 'from one'), two.seal(`b${round}`, 'from two')] as const
      await Promise.all([one.flush(), two.flush()])
      expect([two.open(sealed[0]), one.open(sealed[1])]).toEqual(['from one', 'from two'])
    }
  })

  test('that meet a subject at the same time read both texts', async () => {
    const [one, two] = [await open(), await open()]
    const sealed = [one.seal('p1', 'from one'), two.seal('p1', 'from two')]
    await Promise.all([one.flush(), two.flush()])
    for (const vault of [one, two, await reopened(one)]) {
      if (vault !== one) {
        expect(sealed.map(each => vault.open(each))).toEqual(['from one', 'from two'])
      }
    }
  })

  test('wait for each other at the start too', async () => {
    const other = new DatabaseSync(join(directory, 'keys.lock'))
    other.exec('pragma journal_mode=memory; begin exclusive')
    const opening = open()
    const first = await Promise.race([opening.then(() => 'opened'), Promise.resolve('waits')])
    expect(first).toBe('waits')
    other.exec('rollback')
    other.close()
    const vault = await opening
    expect(vault.open(vault.seal('person:7', 'text'))).toBe('text')
  })

  test('both forget a destroyed key', async () => {
    const [one, two] = [await open(), await open()]
    const sealed = one.seal('p1', 'secret')
    await one.flush()
    expect(two.open(sealed)).toBe('secret')
    await one.destroy('p1')
    await vi.waitFor(() => expect(two.open(sealed)).toBeUndefined(), 3000)
  })
})

describe('the key directory', () => {
  test('is for the server alone', async () => {
    await open()
    const mode = (name: string) => statSync(join(directory, name)).mode & 0o777
    expect([mode('master.key'), mode('keys.log')]).toEqual([0o600, 0o600])
  })

  test('is refused when others may read its master key', async () => {
    await reopened(await open())
    chmodSync(join(directory, 'master.key'), 0o644)
    await expect(openVault({ directory })).rejects.toThrow('chmod 600')
  })

  test('is refused with another master key, or with none', async () => {
    const vault = await open()
    vault.seal('p1', 'secret')
    await vault.flush()
    writeFileSync(join(directory, 'master.key'), `${'ab'.repeat(32)}\n`)
    await expect(openVault({ directory })).rejects.toThrow('is not the one')
    rmSync(join(directory, 'master.key'))
    await expect(openVault({ directory })).rejects.toThrow('is missing')
  })

  test('with a last record torn by a power cut keeps all before it and takes more', async () => {
    const vault = await open()
    const sealed = vault.seal('p1', 'kept')
    await vault.flush()
    vault.seal('p2', 'lost')
    await vault.flush()
    truncateSync(join(directory, 'keys.log'), 2 * 128 + 60)
    const after = await reopened(vault)
    const more = after.seal('p3', 'new')
    await after.flush()
    const later = await reopened(after)
    expect([later.open(sealed), later.open(more)]).toEqual(['kept', 'new'])
  })

  test('with a record of zeros inside loses that one only', async () => {
    const vault = await open()
    const sealed = ['p1', 'p2', 'p3'].map(subject => vault.seal(subject, subject))
    await vault.flush()
    const bytes = readFileSync(join(directory, 'keys.log'))
    bytes.fill(0, 2 * 128, 3 * 128)
    writeFileSync(join(directory, 'keys.log'), bytes)
    const after = await reopened(vault)
    expect([after.open(sealed[0] ?? ''), after.open(sealed[2] ?? '')]).toEqual(['p1', 'p3'])
    expect(() => after.open(sealed[1] ?? '')).toThrow('not in the key directory')
  })
})

test('many subjects made while a flush runs are durable after the next', async () => {
  const vault = await open()
  const sealed: string[] = []
  const flushes: Promise<void>[] = []
  for (let i = 0; i < 5000; i++) {
    sealed.push(vault.seal(`p${i}`, `text ${i}`))
    if (i % 50 === 0) flushes.push(vault.flush())
  }
  await Promise.all([...flushes, vault.flush()])
  expect(recordsIn(directory)).toBe(5001)
  const after = await openVault({ directory, cachedKeys: 10 })
  opened.push(after)
  expect(sealed.map(each => after.open(each))).toEqual(sealed.map((_, i) => `text ${i}`))
})

test('a subject with a space or without a letter is refused', async () => {
  const vault = await open()
  expect(() => vault.seal('two words', 'x')).toThrow('not a subject')
  expect(() => vault.seal('', 'x')).toThrow('not a subject')
})
