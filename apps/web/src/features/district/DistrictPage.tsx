// What waits for the district: rulings, those who do not come, supervision orders.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BoardWhistle, Whistles } from '../../desk-ui/board-pages.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { useSession } from '../../ui/session.ts'
import { Failed, Loading, NotAllowed } from '../../ui/views.tsx'
import '../../desk-ui/tables/plain-table.css'
import './district.css'
import { disputedIn, type Line, silentIn } from './lists.ts'
import { KEY, type Orders, useDispute, useOrders, useSounding, useUnit } from './use-district.ts'
import { districtWords } from './words.ts'

const LIVE_KINDS = ['whistle', 'supervision'] as const
const MOST_SHOWN = 50

export function DistrictPage() {
  const { session } = useSession()
  return session.office === undefined ? <NotAllowed /> : <Desk key={session.office} />
}

function Desk() {
  const say = useWords(districtWords)
  useLiveQueries(KEY, LIVE_KINDS)
  const sounding = useSounding()
  const orders = useOrders()
  return (
    <div className="district">
      <header>
        <h1>{say('title')}</h1>
        <p className="district-quiet">{say('lead')}</p>
      </header>
      {sounding.isPending && <Loading rows={6} />}
      {sounding.isError && <Failed error={sounding.error} onRetry={() => sounding.refetch()} />}
      {sounding.data && <Sounding whistles={sounding.data} />}
      {orders.isPending && <Loading rows={3} />}
      {orders.isError && <Failed error={orders.error} onRetry={() => orders.refetch()} />}
      {orders.data && <OrderList orders={orders.data} />}
    </div>
  )
}

function Sounding({ whistles: { items, names } }: { readonly whistles: Whistles }) {
  const say = useWords(districtWords)
  const disputed = disputedIn(items)
  const silent = silentIn(items)
  return (
    <>
      <List name="rulings" count={disputed.length} heads={['due', 'matter', 'says', 'ruler']}>
        {disputed.slice(0, MOST_SHOWN).map(line => (
          <Ruling key={line.key} line={line} names={names} />
        ))}
      </List>
      <List name="silent" count={silent.length} heads={['due', 'matter', 'department', 'step']}>
        {silent.slice(0, MOST_SHOWN).map(line => (
          <tr key={line.key}>
            <td>
              {line.dueAt !== undefined && <Countdown dueAt={line.dueAt} of={say(line.owes)} />}
            </td>
            <Matter whistle={line.whistle} id={line.whistle.id} />
            <td>
              <Department id={line.department} names={names} state="late" />
            </td>
            <td>{say(line.owes)}</td>
          </tr>
        ))}
      </List>
    </>
  )
}

interface ListProps {
  readonly name: 'rulings' | 'silent' | 'orders'
  readonly count: number
  readonly heads: readonly ('due' | 'matter' | 'says' | 'ruler' | 'department' | 'step' | 'state')[]
  readonly children: ReactNode
}

function List({ name, count, heads, children }: ListProps) {
  const say = useWords(districtWords)
  const id = `district-${name}`
  return (
    <section className="district-list" aria-labelledby={id}>
      <h2 id={id}>
        {say(name)} <b>{count}</b>
      </h2>
      <p className="district-quiet">{say(count === 0 ? `${name}None` : `${name}Lead`)}</p>
      {count > 0 && (
        <table className="plain-table plain-table-cards">
          <thead>
            <tr>
              {heads.map(head => (
                <th key={head} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      )}
      {count > MOST_SHOWN && (
        <p className="district-quiet">{say('more', { count: count - MOST_SHOWN })}</p>
      )}
    </section>
  )
}

function Matter({
  whistle,
  id,
}: {
  readonly whistle: BoardWhistle | undefined
  readonly id: string
}) {
  const say = useWords(districtWords)
  return (
    <td>
      {whistle?.drill === true && <span className="district-drill">{say('drill')}</span>}
      <Link to="/whistles/$id" params={{ id }}>
        {whistle?.title ?? say('noTitle')}
      </Link>
    </td>
  )
}

interface DepartmentProps {
  readonly id: string
  readonly names: Whistles['names']
  readonly state: 'late' | 'returned'
}

function Department({ id, names, state }: DepartmentProps) {
  const nameOf = useName()
  return <StateMark state={state} of={nameOf(names[id], id)} />
}

function Ruling({ line, names }: { readonly line: Line; readonly names: Whistles['names'] }) {
  const say = useWords(districtWords)
  const nameOf = useName()
  const dispute = useDispute(line.whistle.id, line.department)
  const right = dispute.data?.rightUnit
  const unit = useUnit(right)
  const isLast = dispute.data?.rung === 'coordination'
  return (
    <tr>
      <td>{dispute.data && <Countdown dueAt={dispute.data.ruling.dueAt} of={say('ruling')} />}</td>
      <Matter whistle={line.whistle} id={line.whistle.id} />
      <td>
        <Department id={line.department} names={names} state="returned" />
        {right && (
          <small>
            {say('rightUnit', {
              item: dispute.data?.listItem ?? '',
              unit: nameOf(unit.data?.name, right),
            })}
          </small>
        )}
      </td>
      <td>{dispute.data && say(isLast ? 'rung_coordination' : 'rung_ruling')}</td>
    </tr>
  )
}

function OrderList({ orders: { items, whistles } }: { readonly orders: Orders }) {
  const say = useWords(districtWords)
  const nameOf = useName()
  const known = new Map(whistles.items.map(one => [one.id, one]))
  return (
    <List name="orders" count={items.length} heads={['due', 'matter', 'department', 'state']}>
      {items.slice(0, MOST_SHOWN).map(order => (
        <tr key={order.id}>
          <td>
            <Countdown dueAt={order.answerDueAt} of={say('answer')} />
          </td>
          <Matter whistle={known.get(order.whistle)} id={order.whistle} />
          <td>
            {nameOf(whistles.names[order.department], order.department)}
            <small>{say(`cause_${order.cause}`)}</small>
          </td>
          <td>
            {order.overdue && order.status === 'open' ? (
              <StateMark state="late" of={say('overdue')} />
            ) : (
              say(order.status === 'answered' ? 'answered' : 'open')
            )}
          </td>
        </tr>
      ))}
    </List>
  )
}
