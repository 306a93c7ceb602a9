import { describe, expect, it } from 'vitest'
import { type OperatorCommand, runOperator, UsageError } from './operator-command.ts'

const commands: OperatorCommand[] = [
  {
    name: 'things create',
    summary: 'makes a thing',
    usage: '--size N',
    help: ['Details.'],
    options: { size: { type: 'string' } },
    run: ({ values }, { out }) => {
      if (values['size'] === undefined) return Promise.reject(new UsageError('--size is missing'))
      out(`made ${String(values['size'])}`)
      return Promise.resolve(0)
    },
  },
  {
    name: 'fail',
    summary: 'fails',
    usage: '',
    help: [],
    options: {},
    run: () => Promise.resolve(3),
  },
]

async function run(...args: string[]) {
  const out: string[] = []
  const complaints: string[] = []
  const code = await runOperator(commands, args, {
    out: line => out.push(line),
    complain: line => complaints.push(line),
  })
  return { code, out: out.join('\n'), complaints: complaints.join('\n') }
}

describe('runOperator', () => {
  it('runs a command of two words with its options', async () => {
    expect(await run('things', 'create', '--size', '4')).toEqual({
      code: 0,
      out: 'made 4',
      complaints: '',
    })
  })
  it('gives back the exit code', async () => {
    expect((await run('fail')).code).toBe(3)
  })
  it.each([['--help'], ['-h']])('explains a command with %s', async flag => {
    const { code, out } = await run('things', 'create', flag)
    expect(code).toBe(0)
    expect(out).toContain('muster things create --size N')
    expect(out).toContain('Details.')
  })
  it('lists everything when asked for nothing', async () => {
    const { code, out } = await run()
    expect(code).toBe(0)
    expect(out).toContain('things create')
  })
  it('lists the family for half a name', async () => {
    const { code, out } = await run('things')
    expect(code).toBe(2)
    expect(out).not.toContain('fail')
  })
  it.each([
    [['nothing']],
    [['things', 'create', '--colour', 'red']],
    [['things', 'create', 'extra', '--size', '1']],
    [['things', 'create']],
  ])('refuses %j with exit code 2', async args => {
    const { code, complaints } = await run(...args)
    expect(code).toBe(2)
    expect(complaints).not.toBe('')
  })
})
