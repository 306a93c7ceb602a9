import { describe, expect, it } from 'vitest'
import { loadCommonPasswords } from './common-passwords.ts'
import { createPasswords } from './passwords.ts'

const cost = { memoryKb: 64, passes: 1 }
const passwords = createPasswords({ isCommon: loadCommonPasswords(), cost })

describe('a password', () => {
  it.each([
    ['seven77', 'password_too_short'],
    ['', 'password_too_short'],
    // One character of two UTF-16 units counts once.
    ['😀😀😀😀😀😀😀', 'password_too_short'],
    ['x'.repeat(129), 'password_too_long'],
    ['password', 'password_common'],
    ['PASSWORD', 'password_common'],
    ['iloveyou1', 'password_common'],
    ['1234567890', 'password_common'],
    ['zhang.wei', 'password_common'],
  ])('may not be %s', (password, refusal) => {
    expect(passwords.refuse(password, 'Zhang.Wei')).toBe(refusal)
  })

  it.each([
    'aaaaaaab',
    '只有汉字的八个字',
    'all small letters',
    ' spaces  inside ',
    'x'.repeat(128),
  ])('may be %s: nothing is asked about its characters', password => {
    expect(passwords.refuse(password, 'zhang.wei')).toBeUndefined()
  })

  it('is the same however a keyboard composes it', async () => {
    const stored = await passwords.hash('Café Ａ１２３ 密码')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(await passwords.matches('Cafe\u0301 A123 密码', stored)).toBe(true)
    expect(await passwords.matches('Cafe A123 密码', stored)).toBe(false)
  })

  it('has another salt each time', async () => {
    expect(await passwords.hash('the same words')).not.toBe(await passwords.hash('the same words'))
  })

  it('matches nothing where none is stored', async () => {
    for (const stored of [undefined, null, '', '$argon2id$broken'])
      expect(await passwords.matches('whatever it is', stored)).toBe(false)
  })

  it('is hashed as argon2id of other programs is', async () => {
    // Made by the reference program: argon2 somesalt -id -t 2 -m 16 -p 1 -l 32, password "password".
    const stored =
      '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await passwords.matches('password', stored)).toBe(true)
  })

  it('is hashed by so many at once, and the rest is told to come back', async () => {
    const all = Array.from({ length: 260 }, () =>
      passwords.matches('whatever it is', undefined).catch((error: Error) => error.message),
    )
    const outcomes = await Promise.all(all)
    expect(outcomes.filter(each => each === 'overloaded')).toHaveLength(58)
  })
})

describe('the time of an answer', () => {
  // Enough work that it outweighs everything else.
  const slow = createPasswords({ isCommon: () => false, cost: { memoryKb: 4096, passes: 2 } })

  async function cpuOf(work: () => Promise<unknown>): Promise<number> {
    const start = process.cpuUsage()
    for (let at = 0; at < 12; at += 1) await work()
    const { user, system } = process.cpuUsage(start)
    return user + system
  }

  it('does not tell whether there is an account', async () => {
    const stored = await slow.hash('the right one')
    const wrong = () => slow.matches('the wrong one', stored)
    await cpuOf(wrong)
    const ratio =
      (await cpuOf(() => slow.matches('the wrong one', undefined))) / (await cpuOf(wrong))
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.6)
    // Control: an answer without any work is told apart at once.
    const idle = (await cpuOf(() => Promise.resolve(false))) / (await cpuOf(wrong))
    expect(idle).toBeLessThan(0.2)
  })
})
