// By which tokens other systems use the API: issued, listed, revoked.
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { stampOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { IssueToken } from './IssueToken.tsx'
import './tokens.css'
import { isScope, stateOf, type Token, type TokenState } from './token-state.ts'
import { useRenew, useTokens } from './use-tokens.ts'
import { tokensWords } from './words.ts'

const FARES = {
  live: 'good',
  expired: 'over',
  revoked: 'failed',
} as const satisfies Record<TokenState, Fare>

function useNames(tokens: readonly Token[]): (id: string) => string {
  const nameOf = useName()
  const offices = useEntries(
    'office',
    tokens.map(({ office }) => office),
  )
  const people = useEntries(
    'person',
    tokens.flatMap(({ person, issuedBy }) => [person, issuedBy]),
  )
  const known = new Map([...offices.data, ...people.data].map(({ id, name }) => [id, name]))
  return id => nameOf(known.get(id), id)
}

function Life({ token }: { readonly token: Token }) {
  const say = useWords(tokensWords)
  const tag = useLanguage()
  const state = stateOf(token, Date.now())
  const { expiresAt, revokedAt } = token
  const notes = {
    live: () => say('expires', { at: stampOf(tag, expiresAt) }),
    expired: () => say('expired', { at: stampOf(tag, expiresAt) }),
    revoked: () => say('revokedAt', { at: stampOf(tag, revokedAt ?? expiresAt) }),
  }
  return (
    <>
      <FareMark fare={FARES[state]} word={say(`state_${state}`)} />
      <small>{notes[state]()}</small>
    </>
  )
}

function useColumns(
  called: (id: string) => string,
  onRevoke: (token: Token) => void,
): TableColumnsType<Token> {
  const say = useWords(tokensWords)
  const tag = useLanguage()
  return [
    {
      key: 'label',
      width: '20%',
      title: say('label'),
      render: (_, { label, issuedBy, issuedAt }) => (
        <>
          {label}
          <small>{say('issued', { by: called(issuedBy), at: stampOf(tag, issuedAt) })}</small>
        </>
      ),
    },
    {
      key: 'who',
      width: '18%',
      title: say('who'),
      render: (_, { person, office, kind }) => (
        <>
          {called(person)}
          <small>{[say(`kind_${kind}`), called(office)].join(' · ')}</small>
        </>
      ),
    },
    {
      key: 'may',
      width: '36%',
      title: say('may'),
      render: (_, { scopes }) => (
        <span className="token-scopes">
          {scopes.map(one => (isScope(one) ? say(`scope_${one}`) : one)).join(' · ')}
        </span>
      ),
    },
    { key: 'until', title: say('until'), render: (_, token) => <Life token={token} /> },
    {
      key: 'acts',
      render: (_, token) =>
        stateOf(token, Date.now()) === 'live' && (
          <div className="row-acts">
            <Button size="small" danger={true} onClick={() => onRevoke(token)}>
              {say('revoke')}
            </Button>
          </div>
        ),
    },
  ]
}

function Revoke({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const say = useWords(tokensWords)
  const renew = useRenew()
  const { district, id, label } = token
  return (
    <ActDialog<object, unknown>
      title={say('revokeTitle', { label })}
      verb={say('revoke')}
      isFinal={true}
      consequence={say('revokeConsequence')}
      send={(_, key) =>
        get(
          api.POST('/api/tokens/{district}/{id}/revoke', {
            params: { path: { district, id } },
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={() => {
        renew()
        onClose()
      }}
      onClose={onClose}
    />
  )
}

export function TokensPage() {
  const say = useWords(tokensWords)
  const [{ all }, change] = useFilters(['all'])
  const [isNew, setNew] = useState(false)
  const [revoked, setRevoked] = useState<Token>()
  const list = useTokens()
  const called = useNames(list.rows)
  const columns = useColumns(called, setRevoked)
  const shown = useMemo(
    () => ({
      ...list,
      rows: list.rows.filter(token => all === '1' || stateOf(token, Date.now()) === 'live'),
    }),
    [list, all],
  )
  return (
    <div className="tokens">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {list.error === null && (
        <p className="page-acts">
          <Button type="primary" onClick={() => setNew(true)}>
            {say('issue')}
          </Button>
          <label className="filter-check">
            <input
              type="checkbox"
              checked={all === '1'}
              onChange={({ target }) => change({ all: target.checked ? '1' : undefined })}
            />
            {say('all')}
          </label>
        </p>
      )}
      <PagedTable<Token>
        list={shown}
        columns={columns}
        keyOf={({ district, id }) => `${district}/${id}`}
        caption={say('caption')}
        empty={{ title: say('none'), children: <p>{say('noneLead')}</p> }}
        leastWidth="56rem"
      />
      {isNew && <IssueToken onClose={() => setNew(false)} />}
      {revoked !== undefined && <Revoke token={revoked} onClose={() => setRevoked(undefined)} />}
    </div>
  )
}
