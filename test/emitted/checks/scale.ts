import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isTriedByData } from '../check.js';
import { cloneOf, moduleOf, refuseInOneLine, settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, succeed } from '../process.js';

const BENCHMARK = 'scale.benchmark_loading';
const DISTRIBUTED = 'scale.train_distributed';
const COMPRESS = 'scale.compress';
/** By how much the accuracy of the quantised model may be lower. */
const LOST = 0.02;

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
  applies: (project) => hasModule(project, 'loading') && has(project, 'configs/config.yaml'),
  run: async (project) => {
    const clone = await trainedClone(project, 'loading');
    const weights: string[] = [];
    for (const settings of [{ workers: 0 }, { workers: 2, persistent_workers: 'true', prefetch_factor: 4 }]) {
      await succeed(clone, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, { epochs: 3, ...settings })]);
      weights.push(await weightsOf(clone));
    }
    if (weights[0] !== weights[1]) throw new CheckFailure('With workers the weights are others');
    await refuse(clone, /set workers to 1 or more/, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, { prefetch_factor: 2 })]);
  },
};

const trainsTogether = (model: string | undefined): Check => ({
  name: `two processes${model === undefined ? '' : ` with ${model} in the place of model.py`} have each item once, end with equal weights, and one writes`,
  applies: (project) => hasModule(project, 'train_distributed') && (model === undefined || isOwnImages(project)),
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
  applies: (project) => hasModule(project, 'train_distributed'),
  run: async (project) => {
    const clone = await trainedClone(project, 'distributed');
    rmSync(join(clone.folder, 'models/model.pth'));
    const command = [...launch(2), ...moduleOf(clone, DISTRIBUTED), ...settingsOf(clone, { epochs: 2, device: 'cpu' })];
    const ran = await succeed(clone, 'python', command);
    const epochs = ran.output.split('\n').filter((line) => /epoch 1\/2/.test(line)).length;
    if (epochs !== 1 || !/ended with equal weights/.test(ran.output)) throw new CheckFailure('Not one process alone reports', ran);
    await succeed(clone, 'python', moduleOf(clone, 'evaluate'));
    const alone = await succeed(clone, 'python', [...moduleOf(clone, DISTRIBUTED), ...settingsOf(clone, { epochs: 1 })]);
    if (!/one process/.test(alone.output)) throw new CheckFailure('It does not say that there is one process', alone);
    const few = [...launch(3), ...moduleOf(clone, DISTRIBUTED), ...settingsOf(clone, { batch_size: 4, device: 'cpu' })];
    const refused = await refuse(clone, /start at most \d/, 'python', few);
    if (refused.output.split('error: a batch of').length !== 2) throw new CheckFailure('It is not said once', refused);
  },
};

const compresses = (model: string | undefined): Check => ({
  name: `the table of the compression${model === undefined ? '' : ` of ${model}`} has every variant, with the sparsity asked for and an accuracy that stays`,
  applies: (project) => hasModule(project, 'compress') && (model === undefined || isOwnImages(project)),
  run: async (project) => {
    const clone = await trainedClone(project, `compression-${model ?? 'ours'}`, model);
    if (model !== undefined) await succeed(clone, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, { epochs: 2 })]);
    await succeed(clone, 'python', [...moduleOf(clone, COMPRESS), '--amount', '0.3', ...(model === undefined ? [] : ['--no-compile'])]);
    const rows = readRows(readFileSync(join(clone.folder, 'reports/compression.md'), 'utf8'));
    const accuracy = (name: string): number => Number(rows.get(name)?.get('accuracy'));
    const missing = ['trained', 'pruned', 'int8', 'compiled', 'ONNX'].filter((name) => !rows.has(name));
    if (missing.length > 0) throw new CheckFailure(`reports/compression.md has no row of ${missing.join(', ')}`);
    const sparsity = Number(/sparsity ([\d.]+) %/.exec(rows.get('pruned')?.get('note') ?? '')?.[1]);
    if (!(Math.abs(sparsity - 30) <= 0.1)) throw new CheckFailure(`The sparsity is ${sparsity} %`);
    if (!(accuracy('int8') >= accuracy('trained') - LOST)) throw new CheckFailure(`int8 has an accuracy of ${accuracy('int8')}`);
    await succeed(clone, 'python', [...moduleOf(clone, 'evaluate'), '--weights', 'file:models/pruned.pth']);
    const env = { CXX: 'no-such-compiler' };
    await succeed(clone, 'python', moduleOf(clone, COMPRESS), { env });
    const reason = readRows(readFileSync(join(clone.folder, 'reports/compression.md'), 'utf8'))
      .get('compiled')
      ?.get('note');
    if (reason?.includes('no-such-compiler') !== true) throw new CheckFailure(`Without a compiler it says: ${reason ?? 'nothing'}`);
    await refuseInOneLine(clone, /no weights at file:none/, [...moduleOf(clone, COMPRESS), '--weights', 'file:none']);
  },
});

/** The rows of a table in Markdown by their first cell; each by the names of the columns. */
function readRows(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const [names = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(rows.map((cells) => [cells[0] ?? '', new Map(names.map((name, index) => [name, cells[index] ?? '']))]));
}

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
async function trainedClone(project: Project, name: string, model?: string): Promise<Project> {
  const clone = await cloneOf(project, `scale-${name}`);
  cpSync(join(project.folder, 'data'), join(clone.folder, 'data'), { recursive: true });
  mkdirSync(join(clone.folder, 'models'), { recursive: true });
  cpSync(join(project.folder, 'models/model.pth'), join(clone.folder, 'models/model.pth'));
  if (model === undefined) return clone;
  const text = readFileSync(join(EMITTED, 'models', model), 'utf8').replaceAll('pkgname', clone.row.package);
  writeFileSync(join(clone.folder, 'src', clone.row.package, 'model.py'), text);
  return clone;
}

function isOwnImages({ row }: Project): boolean {
  return row.own === true && !row.flags.includes('--data');
}

function hasModule(project: Project, name: string): boolean {
  return isTriedByData(project) && has(project, `src/pkgname/scale/${name}.py`);
}

export const SCALE_CHECKS: readonly Check[] = [
  measuresLoading,
  loadsTheSame,
  trainsTogether(undefined),
  trainsTogether('resnet.py'),
  launchesTogether,
  compresses(undefined),
  compresses('resnet.py'),
];
