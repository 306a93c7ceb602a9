// By what a person logs in, and what an administrator of accounts does about it.
import { Button } from 'antd'
import { useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { type AccountAct, ActOnAccount, CreateDialog, LinkDialog } from './AccountDialogs.tsx'
import { type Account, useAccount } from './use-people.ts'
import { peopleWords } from './words.ts'

type Invited = Schemas['Invited']

export function AccountSection({ person }: { readonly person: string }) {
  const say = useWords(peopleWords)
  const account = useAccount(person)
  const [isCreating, setCreating] = useState(false)
  const [invited, setInvited] = useState<Invited>()
  return (
    <section className="people-part" aria-labelledby="person-account">
      <div className="people-head">
        <h3 id="person-account">{say('account')}</h3>
        {account.data === null && (
          <Button onClick={() => setCreating(true)}>{say('create')}</Button>
        )}
      </div>
      {invited && <NewLink key={invited.link} invited={invited} />}
      {account.isPending && <Loading rows={2} height="1.5em" />}
      {account.isError && <Failed error={account.error} onRetry={() => account.refetch()} />}
      {account.data === null && <p>{say('accountNone')}</p>}
      {account.data && <Known account={account.data} onInvited={setInvited} />}
      {isCreating && (
        <CreateDialog person={person} onInvited={setInvited} onClose={() => setCreating(false)} />
      )}
    </section>
  )
}

interface KnownProps {
  readonly account: Account
  readonly onInvited: (invited: Invited) => void
}

function Known({ account, onInvited }: KnownProps) {
  const say = useWords(peopleWords)
  const tag = useLanguage()
  const [opened, setOpened] = useState<AccountAct | 'linkIdentity'>()
  const { loginName, hasPassword, hasTotp, isAdministrator, disabledAt } = account
  const acts: readonly (AccountAct | 'linkIdentity')[] = [
    ...(disabledAt === undefined ? (['invite', 'disable'] as const) : (['enable'] as const)),
    'reset',
    isAdministrator ? 'takeAdministrator' : 'makeAdministrator',
    'linkIdentity',
  ]
  const close = () => setOpened(undefined)
  return (
    <>
      <dl className="people-facts">
        <div>
          <dt>{say('loginName')}</dt>
          <dd>{loginName}</dd>
        </div>
        <div>
          <dt>{say('state')}</dt>
          <dd>
            {disabledAt === undefined
              ? say('isActive')
              : say('disabledAt', { when: momentOf(tag, disabledAt) })}
          </dd>
        </div>
        <div>
          <dt>{say('hasPassword')}</dt>
          <dd>{say(hasPassword ? 'set' : 'notSet')}</dd>
        </div>
        <div>
          <dt>{say('hasTotp')}</dt>
          <dd>{say(hasTotp ? 'set' : 'notSet')}</dd>
        </div>
        {isAdministrator && (
          <div>
            <dt>{say('administrator')}</dt>
            <dd>{say('yes')}</dd>
          </div>
        )}
      </dl>
      <div className="people-filters">
        {acts.map(act => (
          <Button key={act} onClick={() => setOpened(act)}>
            {say(act)}
          </Button>
        ))}
      </div>
      {opened === 'linkIdentity' && <LinkDialog account={account} onClose={close} />}
      {opened !== undefined && opened !== 'linkIdentity' && (
        <ActOnAccount act={opened} account={account} onInvited={onInvited} onClose={close} />
      )}
    </>
  )
}

function NewLink({ invited: { link, expiresAt } }: { readonly invited: Invited }) {
  const say = useWords(peopleWords)
  const tag = useLanguage()
  const [isCopied, setCopied] = useState(false)
  return (
    <div className="people-link" role="status">
      <p>
        {say('link')} {say('linkUntil', { when: momentOf(tag, expiresAt) })}
      </p>
      <code>{link}</code>
      <Button
        onClick={() => {
          // Where the browser gives no clipboard, the link can be marked by hand.
          navigator.clipboard
            ?.writeText(link)
            .then(() => setCopied(true))
            .catch(() => undefined)
        }}
      >
        {say(isCopied ? 'copied' : 'copy')}
      </Button>
    </div>
  )
}
