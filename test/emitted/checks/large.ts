import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { cloneOf, moduleOf, settingsOf } from '../copies.js';
import type { Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';
import { type Cost, measure } from '../timing.js';

/** As many images as a group comes with, and the side of each. */
const COUNT = 10_000;
const SHAPE = '(3, 224, 224)';
const MEGABYTES = 1024;
/** How many times as long as decoding the images it may take to preprocess them and train on them. */
const TIMES = 2;

const isBounded: Check = {
  name: `${COUNT} images of ${SHAPE} are preprocessed and trained on in ${MEGABYTES} MB, in ${TIMES} times the time of decoding them`,
  applies: ({ row }) => row.large === true,
  run: async (project) => {
    const clone = await cloneOf(project, 'large');
    try {
      await expectBounds(clone);
    } finally {
      rmSync(clone.folder, { recursive: true, force: true });
    }
  },
};

async function expectBounds(clone: Project): Promise<void> {
  putSmallModel(clone);
  const images = join(EMITTED, 'python', 'large_images.py');
  await succeed(clone, 'python', [images, 'write', 'data/raw', String(COUNT)]);
  const decoding = await measure(clone, [images, 'decode', 'data/raw']);
  const costs = {
    preprocess: await measure(clone, moduleOf(clone, 'data preprocess')),
    train: await measure(clone, [...moduleOf(clone, 'train'), ...settingsOf(clone, { epochs: 1 })]),
  };
  const seconds = costs.preprocess.seconds + costs.train.seconds;
  const words = Object.entries(costs).map(([name, cost]) => `${name} ${describe(cost)}`);
  const fact = `Decoding took ${describe(decoding)}: ${words.join(', ')}`;
  if (seconds > TIMES * decoding.seconds) throw new CheckFailure(fact, costs.train.ran);
  if (Math.max(costs.preprocess.megabytes, costs.train.megabytes) > MEGABYTES) throw new CheckFailure(fact, costs.train.ran);
}

function describe({ seconds, megabytes }: Cost): string {
  return `${seconds} s and ${megabytes} MB`;
}

function putSmallModel({ folder, row }: Project): void {
  const source = join(folder, 'src', row.package);
  copyFileSync(join(EMITTED, 'models', 'small.py'), join(source, 'model.py'));
  writeFileSync(join(source, 'model.py'), readFileSync(join(source, 'model.py'), 'utf8').replaceAll('pkgname', row.package));
  const data = readFileSync(join(source, 'data.py'), 'utf8');
  const edited = data.replace(/^INPUT_SHAPE = \([^)]*\)/m, `INPUT_SHAPE = ${SHAPE}`);
  if (edited === data) throw new CheckFailure('data.py sets no INPUT_SHAPE');
  writeFileSync(join(source, 'data.py'), edited);
}

export const LARGE_CHECKS: readonly Check[] = [isBounded];
