import { describe, expect, it } from 'vitest'
import { isTransactionControl, splitStatements } from './sql-script.ts'

describe('statements of a script', () => {
  it('end at semicolons, but not at those in quotes, comments and bodies', () => {
    const script = `begin; select ';''' as "a;b"; -- no; no
      create function f() returns int as $body$ begin; return 1; end $body$ language plpgsql;
      /* ; */ select 2;; commit;`
    expect(splitStatements(script)).toEqual([
      'begin',
      `select ';''' as "a;b"`,
      `-- no; no
      create function f() returns int as $body$ begin; return 1; end $body$ language plpgsql`,
      '/* ; */ select 2',
      'commit',
    ])
  })

  it('knows what opens or ends a transaction', () => {
    expect(['BEGIN', 'commit', '/* x */ begin'].every(isTransactionControl)).toBe(true)
    expect(['select 1', 'create table commits ()'].some(isTransactionControl)).toBe(false)
  })
})
