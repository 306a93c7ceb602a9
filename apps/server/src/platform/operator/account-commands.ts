// muster accounts create | invite: a way in from the console, when no administrator can open one.

import type { RefusalLike } from '../http/problems.ts'
import { findAccount, normalLoginName } from '../identity/account-rows.ts'
import {
  createAccount,
  type Invited,
  invite,
  isRefusal,
  resetSecondFactor,
} from '../identity/accounts.ts'
import { type OperatorCommand, type OperatorContext, required } from './operator-command.ts'
import type { WithPlatform } from './token-commands.ts'

const text = { type: 'string' } as const
const BY = { doer: { person: 'console' } } as const
const EMBEDDED_NOTE =
  'On the embedded database stop the server first, or use the page /accounts of the running one.'

/** `url` is where people reach the server: links begin with it. */
export function accountCommands(withPlatform: WithPlatform, url: string): OperatorCommand[] {
  return [createCommand(withPlatform, url), inviteCommand(withPlatform, url)]
}

function createCommand(withPlatform: WithPlatform, url: string): OperatorCommand {
  return {
    name: 'accounts create',
    summary: '开通账号 · create an account; prints the link for its first password',
    usage: '--person ID --login-name NAME [--administrator]',
    help: [EMBEDDED_NOTE],
    options: {
      person: text,
      'login-name': text,
      administrator: { type: 'boolean', default: false },
    },
    run: async (input, context) => {
      const request = {
        person: required(input, 'person'),
        loginName: required(input, 'login-name'),
        isAdministrator: input.values['administrator'] === true,
      }
      const made = await withPlatform(({ identity }) => createAccount(identity.parts, request, BY))
      return tell(made, url, context)
    },
  }
}

function inviteCommand(withPlatform: WithPlatform, url: string): OperatorCommand {
  return {
    name: 'accounts invite',
    summary:
      '发登录链接 · print a link for a new password, also of an administrator who is locked out',
    usage: '--login-name NAME [--reset-second-factor]',
    help: [EMBEDDED_NOTE],
    options: { 'login-name': text, 'reset-second-factor': { type: 'boolean', default: false } },
    run: async (input, context) => {
      const name = required(input, 'login-name')
      const made = await withPlatform(async ({ identity: { parts } }) => {
        const account = await findAccount(parts.db, 'login_name', normalLoginName(name))
        if (account === undefined) return { code: 'not_found' }
        if (input.values['reset-second-factor'] === true)
          await resetSecondFactor(parts, account.id, BY)
        return invite(parts, account.id, BY)
      })
      return tell(made, url, context)
    },
  }
}

function tell(
  made: Invited | RefusalLike,
  url: string,
  { out, complain }: OperatorContext,
): number {
  if (isRefusal(made)) {
    complain(`没有链接 · no link: ${made.code}`)
    return 1
  }
  out(`${url}/invitation#${made.invitation.code}`)
  return 0
}
