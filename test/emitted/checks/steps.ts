import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { cloneOf, moduleOf } from '../copies.js';
import { has, type Project } from '../emission.js';
import { bestWithin, measure } from '../timing.js';

/** What a row leaves beside its repository for the table of steps. */
export const STEPS_FILE = 'steps.json';

const TRAIN = 'train';
/** Each step by its command, with the most seconds that people wait for it; a training besides the imports of its libraries. */
const STEPS: readonly (readonly [string, number])[] = [
  ['train --help', 2],
  ['data fetch', 10],
  ['data preprocess', 10],
  [TRAIN, 10],
  ['evaluate', 10],
  ['visualize', 30],
];
const TESTS: readonly [string, number] = ['pytest', 60];

const keepsTime: Check = {
  name: `nobody waits long: ${STEPS.map(([words, limit]) => `${words} ${limit} s`).join(', ')}`,
  applies: isFull,
  run: async (project) => {
    const clone = await cloneOf(project, 'steps');
    const seconds: Record<string, number> = {};
    const imports = await importSeconds(clone);
    for (const [words, limit] of STEPS) {
      const most = words === TRAIN ? limit + imports : limit;
      seconds[words] = await bestWithin(most, clone, moduleOf(clone, words), () => prepare(clone, words));
    }
    if (has(clone, 'tests')) seconds[TESTS[0]] = await bestWithin(TESTS[1], clone, ['-m', 'pytest', '--quiet']);
    writeFileSync(join(project.aside, STEPS_FILE), JSON.stringify(seconds));
  },
};

/** What the libraries of a training take to be imported, which is not the repository's to change. */
async function importSeconds(clone: Project): Promise<number> {
  const lightning = has(clone, `src/${clone.row.package}/lightning_loop.py`) ? ', lightning' : '';
  return (await measure(clone, ['-c', `import matplotlib.figure, torch, torch._dynamo${lightning}`])).seconds;
}

/** Each attempt at fetching begins with no data. */
function prepare({ folder }: Project, words: string): void {
  if (words === 'data fetch') rmSync(join(folder, 'data/raw'), { recursive: true, force: true });
}

export const STEP_CHECKS: readonly Check[] = [keepsTime];
