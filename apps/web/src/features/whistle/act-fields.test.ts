import { describe, expect, it } from 'vitest'
import { ACT_FIELDS, bodyOf, emptyFields, FINAL } from './act-fields.ts'

describe('the form of an act', () => {
  it('names what an act that serves several departments is for', () => {
    const act = { act: 'signReleaseBlock', block: 'site_safe', departments: ['a', 'b'] }
    expect(bodyOf(act, 'w', {})).toEqual({ block: 'site_safe', departments: ['a', 'b'] })
  })

  it('says whose supervision is ordered in which whistle', () => {
    const act = { act: 'orderSupervision', department: 'a' }
    expect(bodyOf(act, 'w', { reason: 'late' })).toEqual({
      whistle: 'w',
      department: 'a',
      reason: 'late',
    })
  })

  it('asks for a successor only when one is to take over', () => {
    const fields = ACT_FIELDS['ruleReturn'] ?? []
    const given = { verdict: 'stands', listItem: 'r', reason: 'x' }
    expect(emptyFields(fields, given)).toEqual([])
    expect(emptyFields(fields, { ...given, verdict: 'replaced' })).toEqual(['successor'])
    const act = { act: 'ruleReturn', department: 'a' }
    expect(bodyOf(act, 'w', { ...given, successor: { department: 'b' } })).toEqual(given)
  })

  it('is not sent with anything missing', () => {
    const fields = ACT_FIELDS['addDepartment'] ?? []
    expect(emptyFields(fields, {})).toEqual(['ask'])
    expect(emptyFields(fields, { ask: { department: 'a', text: ' ' } })).toEqual(['ask'])
    expect(emptyFields(fields, { ask: { department: 'a', text: 'come' } })).toEqual([])
    expect(emptyFields(ACT_FIELDS['vetoDone'] ?? [], { departments: [], reason: 'x' })).toEqual([
      'departments',
    ])
    expect(emptyFields(ACT_FIELDS['acceptWhistle'] ?? [], {})).toEqual([])
  })

  it('asks for a reason before anything final but the close', () => {
    for (const act of FINAL)
      if (act !== 'closeWhistle')
        expect([act, ACT_FIELDS[act]?.some(({ name }) => name === 'reason')]).toEqual([act, true])
  })
})
