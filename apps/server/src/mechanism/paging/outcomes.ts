// What became of messages, written down as soon as it is known: many that come together by one command.
import type { Executor } from '../../platform/event-store/executor.ts'
import { type PageAct, pagesCommand, subjectOfPage } from './page-commands.ts'

interface Waiting {
  readonly act: PageAct
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class Outcomes {
  readonly #executor: Pick<Executor, 'submit'>
  #waiting: Waiting[] = []

  constructor(executor: Pick<Executor, 'submit'>) {
    this.#executor = executor
  }

  /** Resolves when it is stored. What a refusal says is known already. */
  record(act: PageAct): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush())
      this.#waiting.push({ act, resolve, reject })
    })
  }

  #flush(): void {
    const all = this.#waiting
    this.#waiting = []
    for (const members of Map.groupBy(all, one => subjectOfPage(one.act.page)).values()) {
      this.#executor.submit(pagesCommand(members.map(({ act }) => act))).then(
        () => members.map(one => one.resolve()),
        error => members.map(one => one.reject(error)),
      )
    }
  }
}
