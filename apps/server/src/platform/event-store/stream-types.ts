// The stream types that this process knows, found by kind or by the read table they own.

import type { AnyStreamType, StreamKey } from './types.ts'

export class StreamTypes {
  readonly all: readonly AnyStreamType[]
  readonly #byKind = new Map<string, AnyStreamType>()

  constructor(all: readonly AnyStreamType[]) {
    this.all = all
    const owners = new Map<string, string>()
    for (const type of all) {
      if (this.#byKind.has(type.kind)) throw new Error(`two stream types of kind ${type.kind}`)
      this.#byKind.set(type.kind, type)
      for (const { table } of type.tables) {
        const owner = owners.get(table)
        if (owner) throw new Error(`read table ${table} belongs to both ${owner} and ${type.kind}`)
        owners.set(table, type.kind)
      }
    }
  }

  of(key: StreamKey): AnyStreamType {
    const type = this.#byKind.get(key.kind)
    if (!type) throw new Error(`no stream type of kind ${key.kind}`)
    return type
  }
}
