// A push service (RFC 8030) that verifies who sends (RFC 8292), and the browser behind it that decrypts (RFC 8291):
// written from the RFCs alone, so that it shares no mistake with the library that sends.
import {
  createDecipheriv,
  createECDH,
  createHmac,
  createPublicKey,
  type ECDH,
  randomBytes,
  verify,
} from 'node:crypto'
import { type Asked, type Provider, startProvider } from './testing-provider.ts'

export interface Pushed {
  readonly payload: Readonly<Record<string, unknown>>
  readonly headers: Asked['headers']
}

export interface PushService extends Provider {
  /** What the browser hands to a server as its subscription. */
  readonly subscription: string
  readonly pushed: readonly Pushed[]
}

const STATUS = { take: 201, refuse: 410, busy: 503 } as const

/** Refuses with the status that the RFCs name whatever is not signed by `publicKey` or not complete. */
export async function startPushService(publicKey: string): Promise<PushService> {
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  const secret = randomBytes(16)
  const pushed: Pushed[] = []
  const provider = await startProvider((how, asked) => {
    const fault = faultOf(asked, publicKey)
    if (fault !== undefined) return { status: fault }
    if (how === 'take') {
      const payload = JSON.parse(decrypt(asked.body, browser, secret)) as Pushed['payload']
      pushed.push({ payload, headers: asked.headers })
    }
    return { status: STATUS[how], headers: { location: '/message/1' } }
  })
  const keys = {
    p256dh: browser.getPublicKey('base64url'),
    auth: secret.toString('base64url'),
  }
  const endpoint = `${provider.origin}/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV`
  return { ...provider, pushed, subscription: JSON.stringify({ endpoint, keys }) }
}

function faultOf({ method, headers, body }: Asked, publicKey: string): number | undefined {
  if (method !== 'POST') return 405
  if (!/^\d+$/.test(headers['ttl']?.toString() ?? '')) return 400
  if (headers['content-encoding'] !== 'aes128gcm') return 415
  if (body.length > 4096) return 413
  return isVapid(headers, publicKey) ? undefined : 403
}

/** `vapid t=<JWT>, k=<public key>`, signed by ES256 for this origin, for at most a day. */
function isVapid(headers: Asked['headers'], publicKey: string): boolean {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    readonly aud: string
    readonly exp: number
    readonly sub: string
  }
  const left = exp - Date.now() / 1000
  const point = Buffer.from(publicKey, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const isHere = aud === `http://${headers.host}`
  return isSigned && isHere && key === publicKey && left > 0 && left <= 86_400 && /:/.test(sub)
}

function hkdf(salt: Buffer, material: Buffer, info: Buffer, length: number): Buffer {
  const key = createHmac('sha256', salt).update(material).digest()
  return createHmac('sha256', key)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length)
}

/** RFC 8188 with the keys of RFC 8291: salt 16, record size 4, key length 1, the sender's key, one record. */
function decrypt(body: Buffer, browser: ECDH, secret: Buffer): string {
  const salt = body.subarray(0, 16)
  const length = body[20] ?? 0
  const sender = body.subarray(21, 21 + length)
  const record = body.subarray(21 + length)
  const shared = browser.computeSecret(sender)
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender])
  const material = hkdf(secret, shared, about, 32)
  const key = hkdf(salt, material, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = hkdf(salt, material, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  const end = padded.lastIndexOf(2)
  return padded.subarray(0, end).toString('utf8')
}
