// A passkey in software: makes and uses an ES256 key as a browser with an authenticator does.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const FLAGS_CREATED = 0x45
const FLAGS_USED = 0x05

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

/** CBOR of what a passkey says: small numbers, bytes, text, maps. */
function cbor(value: number | string | Uint8Array | Map<number | string, unknown>): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].flatMap(([key, each]) => [cbor(key), cbor(each as number)])
  return Buffer.concat([head(5, value.size), ...entries])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}

export class SoftAuthenticator {
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject }
  readonly #id = randomBytes(16)
  readonly #origin: string
  #count = 0
  #user = ''

  constructor(origin: string) {
    this.#origin = origin
    this.#keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  create(options: { challenge: string; rp: { id: string }; user: { id: string } }) {
    this.#user = options.user.id
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', this.#data(options.rp.id, FLAGS_CREATED, this.#credential())],
    ])
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge),
      attestationObject: text(cbor(attestation)),
      transports: ['internal'],
    })
  }

  get(options: { challenge: string; rpId: string }, change: { origin?: string } = {}) {
    this.#count += 1
    const clientDataJSON = this.#clientData('webauthn.get', options.challenge, change.origin)
    const data = this.#data(options.rpId, FLAGS_USED)
    const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))])
    return this.#answer({
      clientDataJSON,
      authenticatorData: text(data),
      signature: text(sign('sha256', signed, this.#keys.privateKey)),
      userHandle: this.#user,
    })
  }

  /** As a copy of the authenticator would, that was made before its last uses. */
  forgetUses(): void {
    this.#count = 0
  }

  #answer(response: object) {
    const id = text(this.#id)
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response }
  }

  #clientData(type: string, challenge: string, origin = this.#origin): string {
    return text(Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })))
  }

  #data(host: string, flags: number, credential: Uint8Array = new Uint8Array()): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.#count)
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, credential])
  }

  #credential(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ])
    const length = Buffer.from([0, this.#id.length])
    return Buffer.concat([Buffer.alloc(16), length, this.#id, cbor(key)])
  }
}
