import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneOf, moduleOf, refuseInOneLine, settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, succeed } from '../process.js';

const BENCHMARK = 'scale.benchmark_loading';
const DISTRIBUTED = 'scale.train_distributed';
type Settings = Readonly<Record<string, string | number>>;

const measuresLoading: Check = {
  name: 'the benchmark of the data loading has compared the batches of every number of workers, and leaves a table and a plot',
  applies: (project) => hasModule(project, 'benchmark_loading'),
  run: async (project) => {
    const clone = await trainedClone(project, 'loading');
    await succeed(clone, 'python', [...moduleOf(clone, BENCHMARK), '--repeats', '2', '--batches', '5']);
    const table = readFileSync(join(clone.folder, 'reports/data_loading.md'), 'utf8');
    const workers = [...table.matchAll(/^\| (\d+) \|/gm)].map(([, count]) => count);
    if (!['0', '1', '2'].every((count) => workers.includes(count)) || !table.includes('in the same order, with all settings'))
      throw new CheckFailure(`reports/data_loading.md has no row of 0, 1 and 2 workers, or does not say that they agree:\n${table}`);
    if (!existsSync(join(clone.folder, 'reports/figures/data_loading.png'))) throw new CheckFailure('There is no plot');
    await refuseInOneLine(clone, /--workers is 'two'/, [...moduleOf(clone, BENCHMARK), '--workers', 'two']);
  },
};

const loadsTheSame: Check = {
  name: 'a training with workers that stay has the weights of one without workers, bit by bit; workers that cannot be are refused',
  applies: (project) => (hasModule(project, 'loading') || isLoop(project, 'loading')) && has(project, 'configs/config.yaml'),
  run: async (project) => {
    const clone = await trainedClone(project, 'loading');
    const stay = { workers: 2, persistent_workers: 'true', prefetch_factor: 4 };
    const ways: readonly Settings[] = [{ workers: 0 }, hasHydra(clone) ? { loading: 'parallel' } : stay];
    const weights: string[] = [];
    for (const settings of ways) {
      await succeed(clone, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, { epochs: 3, ...settings })]);
      weights.push(await weightsOf(clone));
    }
    if (weights[0] !== weights[1]) throw new CheckFailure('With workers the weights are others');
    // Only a setting that has arrived can be refused.
    const without = { ...ways[1], workers: 0 };
    await refuse(clone, /set workers to 1 or more/, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, without)]);
  },
};

const trainsTogether = (model: string | undefined): Check => ({
  name: `two processes${model === undefined ? '' : ` with ${model} in the place of model.py`} have each item once, end with equal weights, and one writes`,
  applies: (project) => isAsked(project, 'train_distributed', model) || (model === undefined && isLoop(project, 'train_distributed')),
  run: async (project) => {
    const clone = await trainedClone(project, `distributed-${model ?? 'ours'}`, model);
    const folder = join(project.aside, `told-${model ?? 'ours'}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const script = join(EMITTED, 'python', 'two_processes.py');
    await succeed(clone, 'python', [...launch(2), script, clone.row.package, folder, join(clone.folder, 'data/processed')]);
    const [first, second] = [0, 1].map((rank): unknown => JSON.parse(readFileSync(join(folder, `told-${rank}.json`), 'utf8')));
    if (at(first, 'weights') !== at(second, 'weights')) throw new CheckFailure('The processes end with different weights');
    if (at(first, 'wrote') !== true || at(second, 'wrote') !== false) throw new CheckFailure('Not process 0 alone has written');
    const [ours, theirs, expected] = [at(first, 'items'), at(second, 'items'), at(first, 'expected')].map((items) => items as string[]);
    if ([...(ours ?? []), ...(theirs ?? [])].toSorted().join() !== expected?.toSorted().join())
      throw new CheckFailure(
        `They have ${ours?.length} and ${theirs?.length} items, which are not the ${expected?.length} of the training`,
      );
    const losses = at(first, 'losses') as readonly number[];
    if (!((losses[1] ?? 0) < (losses[0] ?? 0))) throw new CheckFailure(`The loss does not fall: ${losses.join(', ')}`);
  },
});

const launchesTogether: Check = {
  name: 'torchrun trains with the settings of the training, leaves its files and weights that evaluate reads, and says what does not go',
  // The processes read their settings in the way of the project.
  applies: (project) => hasModule(project, 'train_distributed') || (hasFile(project, 'train_distributed') && !hasHydra(project)),
  run: async (project) => {
    const clone = await trainedClone(project, 'distributed');
    rmSync(join(clone.folder, 'models/model.pth'));
    const command = [...launch(2), ...moduleOf(clone, DISTRIBUTED), ...settingsOf(clone, { epochs: 2, device: 'cpu' })];
    const ran = await succeed(clone, 'python', command);
    const epochs = ran.output.split('\n').filter((line) => /epoch 1\/2/.test(line)).length;
    if (epochs !== 1 || !/ended with equal weights/.test(ran.output)) throw new CheckFailure('Not one process alone reports', ran);
    await succeed(clone, 'python', moduleOf(clone, 'evaluate'));
    const alone = await succeed(clone, 'python', [...moduleOf(clone, DISTRIBUTED), ...settingsOf(clone, { epochs: 1 })]);
    if (!/one process, .+ Start several with: torchrun --standalone .+/.test(alone.output))
      throw new CheckFailure('It does not say how to start several', alone);
    const few = [...launch(3), ...moduleOf(clone, DISTRIBUTED), ...settingsOf(clone, { batch_size: 4, device: 'cpu' })];
    const refused = await refuse(clone, /start at most \d/, 'python', few);
    if (refused.output.split('error: a batch of').length !== 2) throw new CheckFailure('It is not said once', refused);
  },
};

function launch(count: number): string[] {
  return ['-m', 'torch.distributed.run', '--standalone', '--nproc-per-node', String(count)];
}

async function weightsOf(clone: Project): Promise<string> {
  const code = [
    'import hashlib, torch',
    "weights = torch.load('models/model.pth', weights_only=True)['weights']",
    "print(hashlib.sha256(b''.join(tensor.numpy().tobytes() for tensor in weights.values())).hexdigest())",
  ];
  return (await succeed(clone, 'python', ['-c', code.join('\n')])).stdout.trim();
}

/** A clone with the data and the trained model of the repository, or with a model of somebody else. */
export async function trainedClone(project: Project, name: string, model?: string): Promise<Project> {
  const clone = await cloneOf(project, `scale-${name}`);
  cpSync(join(project.folder, 'data'), join(clone.folder, 'data'), { recursive: true });
  mkdirSync(join(clone.folder, 'models'), { recursive: true });
  cpSync(join(project.folder, 'models/model.pth'), join(clone.folder, 'models/model.pth'));
  if (model === undefined) return clone;
  const text = readFileSync(join(EMITTED, 'models', model), 'utf8').replaceAll('pkgname', clone.row.package);
  writeFileSync(join(clone.folder, 'src', clone.row.package, 'model.py'), text);
  return clone;
}

function hasFile(project: Project, name: string): boolean {
  return has(project, `src/pkgname/scale/${name}.py`);
}

function hasModule(project: Project, name: string): boolean {
  return isTriedByData(project) && hasFile(project, name);
}

/** A model of somebody else is tried with the images that it is made for. */
export function isAsked(project: Project, name: string, model: string | undefined): boolean {
  return model === undefined ? hasModule(project, name) : isFull(project) && hasFile(project, name);
}

/** Whether the plain loop trains in the place of Lightning. */
function isLoop(project: Project, name: string): boolean {
  return hasFile(project, name) && !has(project, 'src/pkgname/lightning_loop.py');
}

function hasHydra(project: Project): boolean {
  return has(project, 'configs/loading/parallel.yaml');
}

export const SCALE_CHECKS: readonly Check[] = [
  measuresLoading,
  loadsTheSame,
  trainsTogether(undefined),
  trainsTogether('resnet.py'),
  launchesTogether,
];
