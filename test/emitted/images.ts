import { join } from 'node:path';
import { outsideEnvironment } from './environment.js';
import { EMITTED, ROOT } from './paths.js';
import { succeed } from './process.js';
import type { Tally } from './tally.js';
import { makeQueue } from './turns.js';

/** Longer than this, and something hangs: the first image of a machine has to fetch its packages. */
const PATIENCE_SECONDS = 3000;
/** What is asked of images, each by the word with which the script does it. */
export const IMAGE_CHECKS = [
  { name: 'what builds images is here', word: 'prepare' },
  {
    name: 'its images are built: they train one epoch, evaluate it, answer /health and /predict, and show the page in front of that',
    word: 'try',
  },
  { name: 'its images run as a user by number, and hold nothing that installs or compiles', word: 'inspect' },
] as const;
/** The images of all rows have the same names. */
const inTurn = makeQueue();

/**
 * Builds the images of an emitted repository and asks them, by `images.sh`, which needs root and installs what it needs. A
 * machine that cannot build images is a failure.
 *
 * @param row how it is counted.
 * @param folder the repository.
 */
export function buildImages(row: string, folder: string, tally: Tally): Promise<void> {
  return inTurn(async () => {
    for (const { name, word } of IMAGE_CHECKS) {
      const args = word === 'try' ? [word, folder] : [word];
      if (!(await tally.count(row, name, () => callScript(args)))) return;
    }
  });
}

async function callScript(args: readonly string[]): Promise<void> {
  const place = { folder: ROOT, env: outsideEnvironment() };
  await succeed(place, 'bash', [join(EMITTED, 'images.sh'), ...args], { seconds: PATIENCE_SECONDS });
}
