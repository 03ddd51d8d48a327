import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';

const WEIGHTS = 'models/model.pth';
const CHECKPOINT = 'models/model-best.ckpt';

const reloads: Check = {
  name: 'another process reloads the checkpoint of Lightning, and it holds the best epoch',
  applies: usesLightning,
  run: async (project) => {
    await succeed(project, 'python', ['-m', `${project.row.package}.train`]);
    const losses = historyOf(project).map((epoch) => Number(at(epoch, 'validation_loss')));
    const script = join(EMITTED, 'python', 'lightning_checkpoint.py');
    const ran = await succeed(project, 'python', [script, project.row.package, CHECKPOINT]);
    const difference = Math.abs(Number(ran.stdout.trim()) - Math.min(...losses));
    if (!(difference < 1e-3)) throw new CheckFailure(`The epochs had the validation losses ${losses.join(', ')}`, ran);
  },
};

const runsFast: Check = {
  name: 'a fast run ends after one batch, and leaves the trained weights alone',
  applies: (project) => usesLightning(project) && has(project, 'configs/trainer/fast.yaml'),
  run: async (project) => {
    const before = readFileSync(join(project.folder, WEIGHTS));
    const ran = await succeed(project, 'python', ['-m', `${project.row.package}.train`, 'trainer=fast']);
    const lines = ran.output.split('\n').filter((line) => line.includes('epoch 1/'));
    if (lines.length !== 1 || ran.output.includes('epoch 2/')) throw new CheckFailure('It was not one epoch', ran);
    if (!readFileSync(join(project.folder, WEIGHTS)).equals(before)) throw new CheckFailure(`It has changed ${WEIGHTS}`, ran);
    if (!existsSync(join(project.folder, 'models/fast.pth'))) throw new CheckFailure('It has left no weights of its own', ran);
    await succeed(project, 'python', ['-m', `${project.row.package}.train`, 'trainer=early_stopping', '--cfg', 'job', '--resolve']);
  },
};

function usesLightning(project: Project): boolean {
  return has(project, 'src/pkgname/lightning_loop.py');
}

function historyOf({ folder }: Project): readonly unknown[] {
  const history = at(JSON.parse(readFileSync(join(folder, 'reports/metrics.json'), 'utf8')), 'history');
  return Array.isArray(history) ? history : [];
}

export const LIGHTNING_CHECKS: readonly Check[] = [reloads, runsFast];
