import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Check, isFull } from '../check.js';
import { moduleOf, settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Ran, succeed } from '../process.js';
import { succeedWithin } from '../timing.js';

/** Longer than this on two cores, imports included, and a training is no first impression. */
const TRAINING_SECONDS = 30;
const WEIGHTS = 'models/model.pth';

function train(project: Project, settings: Readonly<Record<string, string | number>> = {}): Promise<Ran> {
  return succeedWithin(TRAINING_SECONDS, project, [...moduleOf(project, 'train'), ...settingsOf(project, settings)]);
}

const learns: Check = {
  name: `training takes at most ${TRAINING_SECONDS} seconds, and the loss falls`,
  essential: true,
  run: async (project) => {
    const ran = await train(project);
    const losses = lossesOf(project);
    const [first, last] = [losses.at(0) ?? 0, losses.at(-1) ?? 0];
    if (losses.length < 2 || last >= first) throw new CheckFailure(`The losses of the epochs are ${losses.join(', ')}`, ran);
  },
};

const isGood: Check = {
  name: 'another process reloads the checkpoint, and finds it right on enough of the test items',
  run: async (project) => {
    const ran = await succeed(project, 'python', ['-m', `${project.row.package}.evaluate`]);
    const accuracy = Number(at(readJson(project, 'reports/evaluation.json'), 'accuracy'));
    const floor = accuracyFloor(project);
    if (!(accuracy >= floor)) throw new CheckFailure(`The accuracy on the test split is ${accuracy}, less than ${floor}`, ran);
    return `right on ${(100 * accuracy).toFixed(1)} %`;
  },
};

const isRepeatable: Check = {
  name: 'the same seed gives the same weights bit by bit, and another seed gives others',
  // Where the repository has a script that says so, it is called in its place; what always runs is not taken at its word.
  applies: (project) => isFull(project) || !has(project, 'scripts/reproducibility_check.py'),
  run: async (project) => {
    const first = keepWeights(project, 'first.pth');
    await train(project);
    const again = keepWeights(project, 'again.pth');
    await train(project, { seed: 7 });
    const other = keepWeights(project, 'other.pth');
    await compareWeights(project, first, again, 'same');
    await compareWeights(project, first, other, 'different');
  },
};

const draws: Check = {
  name: 'the figures are valid images',
  run: async (project) => {
    await succeed(project, 'python', ['-m', `${project.row.package}.visualize`]);
    for (const name of ['training_statistics.png', 'embeddings.png']) checkImage(project, `reports/figures/${name}`);
  },
};

const runsByPath: Check = {
  name: 'each script also runs by its path',
  applies: isFull,
  run: async (project) => {
    for (const name of ['data', 'train', 'evaluate', 'visualize']) {
      await succeed(project, 'python', [`src/${project.row.package}/${name}.py`, '--help']);
    }
  },
};

/** Synthetic texts and tables are harder than the digits; the images of the seam are synthetic too. */
function accuracyFloor({ row }: Project): number {
  return row.kind === 'seam' || row.flags.includes('--data') ? 0.8 : 0.95;
}

function lossesOf(project: Project): number[] {
  const history = at(readJson(project, 'reports/metrics.json'), 'history');
  return Array.isArray(history) ? history.map((epoch) => Number(at(epoch, 'train_loss'))) : [];
}

function readJson({ folder }: Project, path: string): unknown {
  if (!existsSync(join(folder, path))) throw new CheckFailure(`There is no ${path}`);
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function keepWeights({ folder, aside }: Project, name: string): string {
  const kept = join(aside, name);
  if (!existsSync(join(folder, WEIGHTS))) throw new CheckFailure(`There is no ${WEIGHTS}`);
  copyFileSync(join(folder, WEIGHTS), kept);
  return kept;
}

async function compareWeights(project: Project, one: string, other: string, expected: 'same' | 'different'): Promise<void> {
  const ran = await succeed(project, 'python', [join(EMITTED, 'python', 'compare_weights.py'), one, other]);
  if (ran.stdout.trim() !== expected) throw new CheckFailure(`The weights should be the ${expected}`, ran);
}

/** Walks through the parts of a PNG: each has a length, a name and a checksum, and the last one is IEND. */
function checkImage({ folder }: Project, path: string): void {
  if (!existsSync(join(folder, path))) throw new CheckFailure(`There is no ${path}`);
  const bytes = readFileSync(join(folder, path));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (!bytes.subarray(0, 8).equals(signature)) throw new CheckFailure(`${path} is no PNG`);
  let name = '';
  for (let position = 8; position < bytes.length; ) {
    const length = bytes.readUInt32BE(position);
    const body = bytes.subarray(position + 4, position + 8 + length);
    name = body.subarray(0, 4).toString('latin1');
    if (crc32(body) !== bytes.readUInt32BE(position + 8 + length)) throw new CheckFailure(`${path} is damaged in ${name}`);
    position += 12 + length;
  }
  if (name !== 'IEND' || bytes.length < 2000) throw new CheckFailure(`${path} ends with ${name} after ${bytes.length} bytes`);
}

/** A training and what it is worth. */
export const FIRST_TRAINING: readonly Check[] = [learns, isGood];
export const TRAINING_CHECKS: readonly Check[] = [...FIRST_TRAINING, draws, isRepeatable, runsByPath];
