// The rotating scene code: shown by the caller's side, typed or scanned by those who arrive (rule 10).
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** No letter or digit that can be mistaken for another in rain. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

export interface ShownCode {
  readonly code: string
  readonly shownFrom: number
  readonly shownTo: number
}

export interface CodesAhead {
  readonly codeSeconds: number
  readonly minutes: number
}

/** Codes of one deployment: made from a secret outside the database, so that none is stored anywhere. */
export class SceneCodes {
  readonly #secret: KeyObject

  constructor(secret: Uint8Array) {
    this.#secret = createSecretKey(secret)
  }

  #codeOf(whistle: string, turn: number): string {
    const digest = createHmac('sha256', this.#secret).update(`${whistle}|${turn}`).digest()
    let code = ''
    for (let i = 0; i < LENGTH; i += 1) code += ALPHABET[(digest[i] ?? 0) % ALPHABET.length]
    return code
  }

  /** The code on show at a moment; `codeSeconds` is the kind's. */
  shownAt(whistle: string, at: number, codeSeconds: number): ShownCode {
    const length = codeSeconds * 1000
    const turn = Math.floor(at / length)
    return {
      code: this.#codeOf(whistle, turn),
      shownFrom: turn * length,
      shownTo: (turn + 1) * length,
    }
  }

  /** The codes from a moment on, one after another; what a phone that has no network shows is among them. */
  ahead(whistle: string, at: number, { codeSeconds, minutes }: CodesAhead): readonly string[] {
    const length = codeSeconds * 1000
    const first = Math.floor(at / length)
    const count = Math.ceil((minutes * 60_000) / length) + 1
    return Array.from({ length: count }, (_, turn) => this.#codeOf(whistle, first + turn))
  }

  /**
   * When the code was on show, looked for around the claimed moment; undefined when it is none of this whistle's
   * codes of that time.
   */
  find(
    whistle: string,
    code: string,
    around: { readonly at: number; readonly codeSeconds: number },
  ): ShownCode | undefined {
    const length = around.codeSeconds * 1000
    const turn = Math.floor(around.at / length)
    for (const candidate of [turn, turn - 1, turn + 1, turn - 2, turn + 2]) {
      if (this.#codeOf(whistle, candidate) !== code) continue
      return { code, shownFrom: candidate * length, shownTo: (candidate + 1) * length }
    }
    return undefined
  }
}
