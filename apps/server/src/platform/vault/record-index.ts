// Finds the records of a subject in the key log: a hash table of numbers, since a million Map entries take 100 MB.

export class RecordIndex {
  /** Pairs of hash and record number; record 0 is the log's header, so 0 marks an empty slot. */
  #slots = new Uint32Array(2 * 1024)
  #count = 0

  add(subjectHash: Buffer, recordNumber: number): void {
    if (this.#count * 2 >= this.#slots.length / 2) this.#grow()
    place(this.#slots, subjectHash.readUInt32LE(0), recordNumber)
    this.#count++
  }

  /** Candidates: records of other subjects with the same first bytes are among them. */
  find(subjectHash: Buffer): number[] {
    const hash = subjectHash.readUInt32LE(0)
    const found: number[] = []
    const mask = this.#slots.length / 2 - 1
    for (let slot = hash & mask; this.#slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      if (this.#slots[2 * slot] === hash) found.push(this.#slots[2 * slot + 1] ?? 0)
    }
    return found
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += 2) {
      const recordNumber = old[at + 1] ?? 0
      if (recordNumber !== 0) place(this.#slots, old[at] ?? 0, recordNumber)
    }
  }
}

function place(slots: Uint32Array, hash: number, recordNumber: number): void {
  const mask = slots.length / 2 - 1
  let slot = hash & mask
  while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
  slots[2 * slot] = hash
  slots[2 * slot + 1] = recordNumber
}
