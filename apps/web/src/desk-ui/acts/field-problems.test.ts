import { describe, expect, it } from 'vitest'
import { Problem, type ProblemBody } from '../../api/problem.ts'
import { placeProblem } from './field-problems.ts'

const KNOWN = [['to'], ['departments'], ['asks', 0, 'text'], ['clocks', 'sign', 'amount']]
const place = (body: Partial<ProblemBody>, renamed = {}) =>
  placeProblem(
    new Problem({ code: 'invalid', title: 'Wrong', detail: '', status: 422, ...body }),
    KNOWN,
    renamed,
  )

describe('a problem', () => {
  it('of one field stands there, and its advice on top', () => {
    expect(place({ field: 'to' })).toEqual({
      atFields: [{ name: ['to'], message: 'Wrong' }],
      hasRest: true,
    })
  })

  it('of several fields stands at each, and nothing on top', () => {
    const errors = [
      { field: 'asks.0.text', code: 'too_short', message: 'too short' },
      { field: 'clocks.sign.amount', code: 'too_big', message: 'too long' },
    ]
    expect(place({ errors })).toEqual({
      atFields: [
        { name: ['asks', 0, 'text'], message: 'too short' },
        { name: ['clocks', 'sign', 'amount'], message: 'too long' },
      ],
      hasRest: false,
    })
  })

  it('of a part of a field stands at the field', () => {
    expect(place({ field: 'departments.3' }).atFields).toEqual([
      { name: ['departments'], message: 'Wrong' },
    ])
  })

  it('of a field that is not in the form, or of none, is on top', () => {
    const unknown = [{ field: 'from', code: 'x', message: 'early' }]
    expect(place({ errors: unknown })).toEqual({ atFields: [], hasRest: true })
    expect(place({})).toEqual({ atFields: [], hasRest: true })
  })

  it('finds a field that the form calls otherwise', () => {
    expect(place({ field: 'validTo' }, { validTo: 'to' }).atFields).toEqual([
      { name: ['to'], message: 'Wrong' },
    ])
  })
})
