import { makeQueue } from './turns.js';

/** Work that goes on beside other work, and work that has the machine for itself, as what measures time needs it. */
export class Lanes {
  readonly #inTurn = makeQueue();
  readonly #begun = new Set<Promise<unknown>>();

  /** Begins when nothing that is alone goes on or waits. */
  async beside<Result>(work: () => Promise<Result>): Promise<Result> {
    const { turn } = await this.#inTurn(() => {
      const turn = work();
      this.#begun.add(turn);
      return Promise.resolve({ turn });
    });
    return turn.finally(() => this.#begun.delete(turn));
  }

  /** Begins nothing beside it, and waits for what has begun. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#inTurn(async () => {
      await Promise.allSettled(this.#begun);
      return work();
    });
  }
}
