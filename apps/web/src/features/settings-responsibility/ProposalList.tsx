// What rulings propose to the list: agreed to or not by its keeper, then written as an entry.
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { type ProposalRow, useProposals, useRenew } from './use-list.ts'
import { responsibilityWords } from './words.ts'

type Opened = { readonly act: 'accept' | 'decline' | 'write'; readonly proposal: ProposalRow }

function useColumns(open: (opened: Opened) => void): TableColumnsType<ProposalRow> {
  const say = useWords(responsibilityWords)
  const nameOf = useName()
  const { may } = useMandate()
  const actsOf = ({ verdict }: ProposalRow): readonly Opened['act'][] => {
    if (!may('configure')) return []
    if (verdict === undefined) return ['accept', 'decline']
    return verdict === 'accepted' ? ['write'] : []
  }
  return [
    {
      key: 'problemType',
      title: say('problemType'),
      render: (_, { problemType, problemTypes }) => nameOf(problemTypes[problemType], problemType),
    },
    { key: 'area', title: say('area'), render: (_, { area, names }) => nameOf(names[area], area) },
    {
      key: 'notResponsible',
      title: say('notResponsible'),
      render: (_, { notResponsible, names }) => nameOf(names[notResponsible], notResponsible),
    },
    {
      key: 'responsible',
      title: say('responsible'),
      render: (_, { responsible, names }) =>
        responsible === undefined ? say('nobody') : nameOf(names[responsible], responsible),
    },
    { key: 'listItem', title: say('listItem'), dataIndex: 'listItem' },
    {
      key: 'whistle',
      title: say('whistle'),
      render: (_, { whistle }) => (
        <Link to="/whistles/$id" params={{ id: whistle }}>
          {say('openWhistle')}
        </Link>
      ),
    },
    { key: 'verdict', title: say('verdict'), render: (_, { verdict }) => say(verdict ?? 'open') },
    {
      key: 'acts',
      render: (_, proposal) => (
        <span className="row-acts">
          {actsOf(proposal).map(act => (
            <Button key={act} onClick={() => open({ act, proposal })}>
              {say(act === 'write' ? 'write' : `a_${act}`)}
            </Button>
          ))}
        </span>
      ),
    },
  ]
}

export function ProposalList() {
  const say = useWords(responsibilityWords)
  const [{ decided }, change] = useFilters(['decided'])
  const [opened, setOpened] = useState<Opened>()
  const list = useProposals(decided === 'true')
  const columns = useColumns(setOpened)
  const close = () => setOpened(undefined)
  return (
    <>
      <p className="settings-lead">{say('proposalsLead')}</p>
      <label className="filter-check">
        <input
          type="checkbox"
          checked={decided === 'true'}
          onChange={({ target }) => change({ decided: target.checked ? 'true' : undefined })}
        />
        {say('withDecided')}
      </label>
      <PagedTable<ProposalRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('proposalsCaption')}
        empty={{ title: say('proposalsNone'), children: <p>{say('proposalsNoneLead')}</p> }}
        leastWidth="60rem"
      />
      {opened?.act === 'write' && <WriteDialog proposal={opened.proposal} onClose={close} />}
      {opened !== undefined && opened.act !== 'write' && (
        <VerdictDialog
          act={opened.act}
          proposal={opened.proposal}
          onClose={close}
          onDone={() =>
            setOpened(
              opened.act === 'accept' ? { act: 'write', proposal: opened.proposal } : undefined,
            )
          }
        />
      )}
    </>
  )
}

interface VerdictProps {
  readonly act: 'accept' | 'decline'
  readonly proposal: ProposalRow
  readonly onClose: () => void
  readonly onDone: () => void
}

function VerdictDialog({ act, proposal, onClose, onDone }: VerdictProps) {
  const say = useWords(responsibilityWords)
  const renew = useRenew()
  const { id, problemType } = proposal
  const verdict = act === 'accept' ? 'accepted' : 'declined'
  return (
    <ActDialog<object, unknown>
      title={say(`a_${act}`)}
      verb={say(`a_${act}`)}
      send={(_fields, key) =>
        get(
          api.POST('/api/responsibility/{problemType}/proposals/{proposal}/decide', {
            params: { path: { problemType, proposal: id } },
            body: { verdict },
            headers: { 'idempotency-key': key },
          }),
        )
      }
      onDone={() => {
        renew()
        onDone()
      }}
      onClose={onClose}
      consequence={<p>{say(act === 'accept' ? 'willAccept' : 'willDecline')}</p>}
    />
  )
}

interface WriteProps {
  readonly proposal: ProposalRow
  readonly onClose: () => void
}

function WriteDialog({ proposal, onClose }: WriteProps) {
  const { problemType, area, responsible } = proposal
  return (
    <EntryDialog
      initial={{ problemType, area, ...(responsible === undefined ? {} : { lead: responsible }) }}
      onClose={onClose}
    />
  )
}
