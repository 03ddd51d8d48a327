import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { cloneOf, moduleOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { CheckFailure, type Ran, succeed } from '../process.js';

const FIGURE = 'reports/figures/training_statistics.png';
/** Where the width of a PNG stands. */
const WIDTH = 16;
/** No model gets below it with half of each target spread over ten classes: the entropy of such a target. */
const LOWEST_SMOOTHED = 1.67;

const MACRO_F1 = `def compute_f1(predicted: Tensor, targets: Tensor) -> float:
    """Compute the mean of the F1 scores of the classes."""
    scores = []
    for label in targets.unique():
        hits = ((predicted == label) & (targets == label)).sum()
        scores.append(2 * hits / ((predicted == label).sum() + (targets == label).sum()))
    return torch.stack(scores).mean().item()


`;

const addsMetric: Check = {
  name: 'a metric that is added in metrics.py, and nowhere else, is reported everywhere',
  applies: isTried,
  run: async (project) => {
    const clone = await cloneWithData(project);
    await trainAndEvaluate(clone);
    const width = readFileSync(join(clone.folder, FIGURE)).readUInt32BE(WIDTH);
    edit(clone, 'def compute_metrics(', `${MACRO_F1}def compute_metrics(`);
    edit(clone, '        "accuracy": ', '        "f1": compute_f1(logits.argmax(dim=1), targets),\n        "accuracy": ');
    const ran = await trainAndEvaluate(clone);
    expectNumbers(clone, 'f1', (value) => value > 0.5 && value <= 1);
    if (!ran.output.includes('validation f1')) throw new CheckFailure('The log of the training does not name it', ran);
    const wider = readFileSync(join(clone.folder, FIGURE)).readUInt32BE(WIDTH);
    if (wider !== 1.5 * width) throw new CheckFailure(`The figure was ${width} wide for two metrics, and is ${wider} for three`);
    if (!has(clone, 'dvc.yaml')) return;
    const shown = await succeed(clone, 'dvc', ['metrics', 'show', '--json']);
    const missing = ['train_f1', 'validation_f1', '"f1"'].filter((name) => !shown.stdout.includes(name));
    if (missing.length > 0) throw new CheckFailure(`dvc metrics show does not have ${missing.join(', ')}`, shown);
  },
};

const changesLoss: Check = {
  name: 'a loss that is changed in metrics.py, and nowhere else, is the loss everywhere, and the tests pass unedited',
  applies: isTried,
  run: async (project) => {
    const clone = await cloneWithData(project);
    edit(clone, 'cross_entropy(logits, targets)', 'cross_entropy(logits, targets, label_smoothing=0.5)');
    await trainAndEvaluate(clone);
    expectNumbers(clone, 'loss', (value) => value >= LOWEST_SMOOTHED);
    if (has(clone, 'tests')) await succeed(clone, 'python', ['-m', 'pytest', '--quiet']);
  },
};

function isTried({ row }: Project): boolean {
  return row.own === true && !row.flags.includes('--data');
}

async function cloneWithData(project: Project): Promise<Project> {
  const clone = await cloneOf(project, 'metrics');
  cpSync(join(project.folder, 'data'), join(clone.folder, 'data'), { recursive: true });
  return clone;
}

async function trainAndEvaluate(clone: Project): Promise<Ran> {
  const ran = await succeed(clone, 'python', moduleOf(clone, 'train'));
  await succeed(clone, 'python', moduleOf(clone, 'evaluate'));
  return ran;
}

function edit({ folder, row }: Project, find: string, put: string): void {
  const path = join(folder, 'src', row.package, 'metrics.py');
  const text = readFileSync(path, 'utf8');
  if (text.split(find).length !== 2) throw new CheckFailure(`metrics.py does not have once: ${find}`);
  writeFileSync(path, text.replace(find, put));
}

/** A metric of all three splits is a number that makes sense. */
function expectNumbers({ folder }: Project, name: string, isRight: (value: number) => boolean): void {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const [training, evaluation] = [read('reports/metrics.json'), read('reports/evaluation.json')];
  const values = [at(training, `train_${name}`), at(training, `validation_${name}`), at(evaluation, name)];
  if (!values.every((value) => typeof value === 'number' && isRight(value)))
    throw new CheckFailure(`The ${name} of training, validation and test is ${values.join(', ')}`);
}

export const METRICS_CHECKS: readonly Check[] = [addsMetric, changesLoss];
