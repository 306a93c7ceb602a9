// What is asked while an answer is awaited goes out together: a statement costs more than its rows.

interface Waiting<A, B> {
  readonly of: A
  readonly resolve: (answer: B) => void
  readonly reject: (error: unknown) => void
}

export class Gathered<A, B> {
  readonly #work: (all: readonly A[]) => Promise<readonly B[]>
  #waiting: Waiting<A, B>[] = []
  #isBusy = false

  /** `work` answers in the order in which it was asked. */
  constructor(work: (all: readonly A[]) => Promise<readonly B[]>) {
    this.#work = work
  }

  ask(of: A): Promise<B> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ of, resolve, reject })
      if (this.#isBusy) return
      this.#isBusy = true
      setImmediate(() => {
        this.#goOn().catch(reject)
      })
    })
  }

  async #goOn(): Promise<void> {
    while (this.#waiting.length > 0) {
      const all = this.#waiting
      this.#waiting = []
      await this.#answer(all)
    }
    this.#isBusy = false
  }

  async #answer(all: readonly Waiting<A, B>[]): Promise<void> {
    try {
      const answers = await this.#work(all.map(({ of }) => of))
      for (const [n, { resolve }] of all.entries()) resolve(answers[n] as B)
    } catch (error) {
      for (const { reject } of all) reject(error)
    }
  }
}
