/** Work that goes on beside other work, and work that has the machine for itself, as what measures time needs it. */
export class Lanes {
  readonly #beside = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  async beside<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let before: unknown; before !== this.#alone; await before) before = this.#alone;
    const turn = work();
    this.#beside.add(turn);
    try {
      return await turn;
    } finally {
      this.#beside.delete(turn);
    }
  }

  /** Begins nothing beside it, and waits for what has begun. */
  alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#alone.then(async () => {
      await Promise.allSettled(this.#beside);
      return work();
    });
    this.#alone = turn.catch(() => undefined);
    return turn;
  }
}
