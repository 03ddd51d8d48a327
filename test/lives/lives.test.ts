import fc, { type Parameters } from 'fast-check';
import { describe, test } from 'vitest';
import { life, live, type Tally } from './life.js';
import { goBackAndForth, wayBack } from './long_way_back.js';
import { addInEachOrder, additions } from './order_of_adding.js';

/** How many lives: the slow suite sets more. */
const LIVES = Number(process.env['LIVES'] ?? 50);
/** Lives are drawn anew each time. `LIVES_SEED`, with `LIVES_PATH` for one of them, draws those that a failure printed. */
const seed = Number(process.env['LIVES_SEED'] ?? Date.now() % 2 ** 31);
const path = process.env['LIVES_PATH'];

function draw(numRuns: number): Parameters<unknown> {
  return { numRuns, seed, unbiased: true, ...(path === undefined ? {} : { path }) };
}

describe(`whatever people and packs do (LIVES_SEED=${seed})`, { timeout: 20 * 60_000 }, () => {
  test('every command keeps every line, does what its plan says, and can be taken back', async () => {
    const tally: Tally = new Map();
    await fc.assert(
      fc.asyncProperty(life, async (drawn) => live(drawn, tally)),
      draw(LIVES),
    );
    console.log(`${LIVES} lives, LIVES_SEED=${seed}: ${[...tally].map(([what, times]) => `${what} ${times}`).join(', ')}`);
  });

  test('the order of adding never shows', async () => {
    await fc.assert(fc.asyncProperty(additions, addInEachOrder), draw(Math.ceil(LIVES / 10)));
  });

  test('as many undos as commands lead back to the first state, and as many redos forth again', async () => {
    await fc.assert(fc.asyncProperty(wayBack, goBackAndForth), draw(Math.ceil(LIVES / 20)));
  });
});
