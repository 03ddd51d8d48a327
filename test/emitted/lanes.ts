import type { Row } from './rows.js';
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

/**
 * The order in which lanes take rows. Images are built for ten minutes in a single check, and what is timed in the other lane would
 * wait for its end: they come behind the rows that every change is asked, and then beside mutants, which time nothing.
 */
export function orderRows<Item extends { readonly row: Row }>(items: readonly Item[]): Item[] {
  const [images, rest] = [items.filter(({ row }) => row.builds !== undefined), items.filter(({ row }) => row.builds === undefined)];
  const [first, others] = [rest.filter(({ row }) => row.kind !== 'drawn'), rest.filter(({ row }) => row.kind === 'drawn')];
  const mutants = others.filter(({ row }) => row.mutants === true);
  const pairs = images.flatMap((image, index) => [image, ...mutants.slice(index, index + 1)]);
  return [...first, ...pairs, ...mutants.slice(images.length), ...others.filter(({ row }) => row.mutants !== true)];
}
