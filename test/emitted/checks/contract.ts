import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { cloneOf, moduleOf, settingsOf } from '../copies.js';
import { has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';

/** Models of other people, each put in the place of model.py, with the data that it takes. */
const MODELS = [
  { file: 'resnet.py', what: 'a ResNet with batch normalisation', table: false },
  { file: 'backbone.py', what: 'a frozen backbone of a package', table: false },
  { file: 'linear.py', what: 'a linear model over columns', table: true },
] as const;

/** The bytes of a NumPy file before its numbers, of which each target takes eight. */
const HEADER = 128;
const TARGET = 8;

const takes = ({ file, what, table }: (typeof MODELS)[number]): Check => ({
  name: `${what} trains, also where the last batch has one item, is evaluated and drawn, and passes the tests unedited`,
  applies: ({ row }) => row.own === true && row.flags.includes('--data') === table,
  run: async (project) => {
    const clone = await cloneOf(project, file.replace('.py', ''));
    cpSync(join(project.folder, 'data'), join(clone.folder, 'data'), { recursive: true });
    const text = readFileSync(join(EMITTED, 'models', file), 'utf8').replaceAll('pkgname', clone.row.package);
    writeFileSync(join(clone.folder, 'src', clone.row.package, 'model.py'), text);
    const settings = settingsOf(clone, { epochs: 1, batch_size: sizeThatLeavesOne(clone) });
    await succeed(clone, 'python', [...moduleOf(clone, 'train'), ...settings]);
    for (const words of ['evaluate', 'visualize']) await succeed(clone, 'python', moduleOf(clone, words));
    if (has(clone, 'tests')) await succeed(clone, 'python', ['-m', 'pytest', '--quiet']);
  },
});

/** The smallest size of batches, from 16 on, with which the last batch of the training items has a single one. */
function sizeThatLeavesOne({ folder }: Project): number {
  const items = (statSync(join(folder, 'data/processed/train_targets.npy')).size - HEADER) / TARGET;
  const trained = items - Math.round(items / 10);
  for (let size = 16; size < trained; size += 1) if (trained % size === 1) return size;
  throw new CheckFailure(`No size of batches divides ${trained} items so that one is left`);
}

export const CONTRACT_CHECKS: readonly Check[] = MODELS.map(takes);
