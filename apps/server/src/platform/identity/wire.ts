// What log-in, sessions and accounts look like on the wire.
import { divisionCode, duration, id, instant, line, page, pageQuery } from '@muster/contract/wire'
import { z } from 'zod'

const anyText = (max: number, description: string, example: string) =>
  z
    .string()
    .min(1)
    .max(max)
    .meta({ description, examples: [example] })

export const loginName = line({ max: 100 }).meta({
  description: 'The work account',
  examples: ['zhang.wei'],
})

/** Not trimmed and not limited in characters: what people type is what counts. */
export const password = anyText(1024, 'The password', 'four-words-easy-to-remember')

export const totpCode = z
  .string()
  .regex(/^\d{6}$/)
  .meta({ description: 'Six digits of the authenticator app', examples: ['492039'] })

export const recoveryCode = anyText(60, 'One of the recovery codes', 'ABCD-EFGH-IJKL-MNOP')

export const ceremony = anyText(100, 'What the step before answered', 'b1d5…')

export const label = line({ max: 60 }).meta({
  description: 'What its owner calls it',
  examples: ['值班室电脑'],
})

/** The browser's own object, passed on as it is; what is in it is checked by the WebAuthn library. */
export const credential = z
  .looseObject({
    id: z
      .string()
      .regex(/^[\w-]{1,2048}$/)
      .meta({ description: 'Id of the credential, base64url', examples: ['AQIDBA'] }),
  })
  .meta({
    id: 'PublicKeyCredential',
    description: 'What `navigator.credentials` gave, by its `toJSON()`',
  })

export const passkeyOptions = z
  .strictObject({
    ceremony: z
      .string()
      .meta({ description: 'To be sent with the answer', examples: ['4ZqY1dT0bKm2'] }),
    options: z.record(z.string(), z.unknown()).meta({
      description: 'For `navigator.credentials`, bytes as base64url',
      examples: [{ challenge: '4ZqY1dT0bKm2', timeout: 300000 }],
    }),
  })
  .meta({ id: 'PasskeyOptions', description: 'What to ask the browser for' })

const bilingual = z
  .strictObject({
    zh: z.string().meta({ description: 'In Chinese', examples: ['平谷公安分局'] }),
    en: z.string().meta({ description: 'In English', examples: ['Pinggu Police'] }),
  })
  .meta({ id: 'BilingualName', description: 'A name in both languages' })

const office = z
  .strictObject({
    office: z.string().meta({ description: 'Id of the office', examples: ['110117006.duty'] }),
    organisation: z
      .string()
      .meta({ description: 'Id of its organisation', examples: ['110117006'] }),
    district: divisionCode,
    name: bilingual.optional(),
    scopes: z
      .array(z.string())
      .meta({ description: 'What may be done in it at most', examples: [['read', 'attend']] }),
  })
  .meta({ id: 'SessionOffice', description: 'An office that the person holds' })

export const sessionView = z
  .strictObject({
    id: z.string().meta({
      description: 'Names the session; send it as `Muster-Session`',
      examples: ['4ZqY1dT0bKm2'],
    }),
    person: z.string().meta({ description: 'Id of the person', examples: ['p-110117-police-03'] }),
    name: bilingual.optional(),
    loginName: z.string().meta({ description: 'The work account', examples: ['wang.lijia'] }),
    isAdministrator: z.boolean().meta({ description: 'May create and disable accounts' }),
    offices: z.array(office).meta({ description: 'Offices to choose from' }),
    office: z
      .string()
      .optional()
      .meta({ description: 'The one acted in now', examples: ['110117006.duty'] }),
    powers: z
      .array(z.string())
      .meta({ description: 'Powers that the office holds now', examples: [['summon', 'command']] }),
    needsSecondFactor: z.boolean().meta({
      description: 'Until a second factor is set up or proved, nothing else is open',
      examples: [false],
    }),
    methods: z.array(z.string()).meta({
      description: 'How the person proved who they are',
      examples: [['password', 'totp']],
    }),
    startedAt: instant,
    authenticatedAt: instant.meta({ description: 'The last fresh authentication' }),
    freshUntil: instant.meta({ description: 'Heavy acts are allowed until then' }),
    expiresAt: instant.meta({ description: 'Ends then, used or not' }),
    idleLimit: duration.meta({ description: 'Ends after so long without a request' }),
  })
  .meta({ id: 'Session', description: 'Who is logged in, and in which office they act' })

export const logInAnswer = z
  .strictObject({
    state: z
      .enum(['logged_in', 'second_factor'])
      .meta({ description: '`second_factor`: send a code with the ceremony to go on' }),
    ceremony: z
      .string()
      .optional()
      .meta({ description: 'For the second factor', examples: ['4ZqY1dT0bKm2'] }),
    session: sessionView.optional(),
  })
  .meta({ id: 'LogInAnswer', description: 'How far the log-in has come' })

export const sessionEntry = z
  .strictObject({
    id: z.string().meta({ description: 'Names the session', examples: ['4ZqY1dT0bKm2'] }),
    isCurrent: z.boolean().meta({ description: 'The one that asks' }),
    startedAt: instant,
    lastSeenAt: instant,
    expiresAt: instant,
    office: z
      .string()
      .optional()
      .meta({ description: 'The office acted in', examples: ['110117006.duty'] }),
    methods: z.array(z.string()).meta({
      description: 'How the person proved who they are',
      examples: [['password', 'totp']],
    }),
    address: z
      .string()
      .optional()
      .meta({ description: 'Where from on the network', examples: ['10.1.0.7'] }),
    browser: z
      .string()
      .optional()
      .meta({ description: 'What the browser calls itself', examples: ['Firefox 140 · Linux'] }),
  })
  .meta({ id: 'SessionEntry', description: 'One of the owner’s sessions' })

export const passkeyEntry = z
  .strictObject({
    id: z.string().meta({ description: 'Names the passkey here', examples: ['pk-4ZqY1dT0'] }),
    label: z.string().meta({ description: 'What its owner calls it', examples: ['desk-app'] }),
    createdAt: instant,
    lastUsedAt: instant.optional(),
  })
  .meta({ id: 'Passkey', description: 'A passkey without its key' })

export const ownAccount = z
  .strictObject({
    loginName: z.string().meta({ description: 'The work account', examples: ['wang.lijia'] }),
    hasPassword: z.boolean().meta({ description: 'Is there a password?' }),
    passwordChangedAt: instant.optional(),
    hasTotp: z.boolean().meta({ description: 'Is an authenticator app set up?' }),
    recoveryCodes: z
      .number()
      .int()
      .meta({ description: 'Recovery codes that are left', examples: [8] }),
    passkeys: z.array(passkeyEntry).meta({ description: 'The owner’s passkeys' }),
    providers: z
      .array(z.string())
      .meta({ description: 'Identity providers that know the owner', examples: [['city-oidc']] }),
  })
  .meta({ id: 'OwnAccount', description: 'By what its owner logs in' })

export const totpEnrolment = z
  .strictObject({
    secret: z
      .string()
      .meta({ description: 'For typing it in by hand', examples: ['JBSWY3DPEHPK3PXP'] }),
    uri: z.string().meta({
      description: 'For the QR code',
      examples: ['otpauth://totp/Muster:wang.lijia?secret=JBSWY3DPEHPK3PXP'],
    }),
  })
  .meta({ id: 'TotpEnrolment', description: 'What an authenticator app needs' })

export const recoveryCodes = z
  .strictObject({
    recoveryCodes: z
      .array(z.string())
      .meta({ description: 'Each works once; not shown again', examples: [['k7m2-x9q4']] }),
  })
  .meta({ id: 'RecoveryCodes', description: 'For whoever loses the app' })

export const accountEntry = z
  .strictObject({
    id: z.string().meta({ description: 'Names the account', examples: ['a-4ZqY1dT0bKm2'] }),
    person: z.string().meta({ description: 'Id of the person', examples: ['p-110117-police-03'] }),
    loginName: z.string().meta({ description: 'The work account', examples: ['wang.lijia'] }),
    isAdministrator: z.boolean().meta({ description: 'May create and disable accounts' }),
    hasPassword: z.boolean().meta({ description: 'Was a password set?' }),
    hasTotp: z.boolean().meta({ description: 'Is an authenticator app set up?' }),
    createdAt: instant,
    disabledAt: instant.optional(),
  })
  .meta({ id: 'Account', description: 'By what a person logs in' })

export const accountPage = page(accountEntry).meta({
  id: 'AccountPage',
  description: 'A page of accounts',
})

export const accountQuery = z.strictObject({
  ...pageQuery,
  person: id.optional().meta({ description: 'Only that of this person' }),
  q: line({ max: 100 })
    .optional()
    .meta({ description: 'Part of the log-in name', examples: ['zhang'] }),
})

export const accountRequest = z
  .strictObject({
    person: id.meta({ description: 'A person of the directory' }),
    loginName,
    isAdministrator: z
      .boolean()
      .optional()
      .meta({ description: 'May create and disable accounts', examples: [false] }),
  })
  .meta({ id: 'AccountRequest', description: 'Who gets an account' })

export const invited = z
  .strictObject({
    account: accountEntry,
    link: z.string().meta({
      description: 'To be handed over; works once; not shown again',
      examples: ['https://muster.example.gov.cn/invitation#mus_…'],
    }),
    expiresAt: instant,
  })
  .meta({
    id: 'Invited',
    description: 'An account and the link by which its person sets a password',
  })

/** What is asked to be sent to an identity provider, for a log-in or a fresh proof. */
export const toProvider = {
  params: z.strictObject({
    provider: z.string().meta({ description: 'Names the provider', examples: ['city-oidc'] }),
  }),
  returning: z.strictObject({
    returnTo: z
      .string()
      .max(2000)
      .optional()
      .meta({ description: 'The page to come back to', examples: ['/account'] }),
  }),
  response: {
    200: z.strictObject({
      url: z.string().meta({
        description: 'Of the provider',
        examples: ['https://idp.example.gov.cn/authorize?client_id=muster'],
      }),
    }),
  },
}
