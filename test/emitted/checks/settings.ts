import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneOf, refuseInOneLine, settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, succeed } from '../process.js';

const composes: Check = {
  name: 'each experiment composes, without a training, to a configuration with every value resolved',
  applies: usesHydra,
  run: async (project) => {
    for (const choice of [[], ...experimentsOf(project).map((name) => [`experiment=${name}`])]) {
      const ran = await succeed(project, 'python', [...training(project), '--cfg', 'job', '--resolve', ...choice]);
      const composed: unknown = readYaml(ran.stdout);
      const missing = ['seed', 'epochs', 'optimizer'].filter((key) => at(composed, key) === undefined);
      if (missing.length > 0 || ran.stdout.includes('???')) throw new CheckFailure('The composed configuration is not complete', ran);
    }
  },
};

const overrides: Check = {
  name: 'a Hydra override lands in the output of the run, and the log has its lines',
  applies: usesHydra,
  run: async (project) => {
    const ran = await succeed(project, 'python', [...training(project), 'seed=5', 'epochs=1', 'hydra.run.dir=outputs/override']);
    const configuration: unknown = readYaml(readOutput(project, 'outputs/override/.hydra/config.yaml'));
    if (at(configuration, 'seed') !== 5) throw new CheckFailure('The seed is not in .hydra/config.yaml', ran);
    if (!readOutput(project, 'outputs/override/.hydra/overrides.yaml').includes('seed=5'))
      throw new CheckFailure('Not in overrides.yaml', ran);
    if (readOutput(project, 'outputs/override/train.log').trim() === '') throw new CheckFailure('The log of the run is empty', ran);
  },
};

const WEIGHTS = 'models/model.pth';
const METRICS = 'reports/metrics.json';

const runsMany: Check = {
  name: 'each job of a multirun has weights and metrics of its own, returns what a sweep minimises, and touches no plain run',
  applies: usesHydra,
  run: async (project) => {
    const before = [WEIGHTS, METRICS].map((path) => readIfThere(project, path));
    const options = ['--multirun', 'seed=1,2', 'epochs=1', 'hydra.sweep.dir=multirun/two'];
    const printer = '+hydra.callbacks.returned._target_=returned.Printer';
    const env = { PYTHONPATH: join(EMITTED, 'python') };
    const ran = await succeed(project, 'python', [...training(project), ...options, printer], { env });
    const seeds = ['0', '1'].map((job) => at(readYaml(readOutput(project, `multirun/two/${job}/.hydra/config.yaml`)), 'seed'));
    if (seeds.join() !== '1,2') throw new CheckFailure(`The two jobs had the seeds ${seeds.join()}`, ran);
    const [first, second] = ['0', '1'].map((job) =>
      readFileSync(join(project.folder, onlyFile(project, `multirun/two/${job}`, 'model.pth'))),
    );
    if (first === undefined || second === undefined || first.equals(second)) throw new CheckFailure('Two jobs left the same weights', ran);
    const losses = ['0', '1'].map((job) =>
      at(readMetrics(project, onlyFile(project, `multirun/two/${job}`, 'metrics.json')), 'validation_loss'),
    );
    const returned = [...ran.output.matchAll(/^returned: (.*)$/gm)].map(([, value]) => Number(value));
    if (returned.length !== 2 || returned.join() !== losses.join())
      throw new CheckFailure(`The jobs returned ${returned.join(', ')}, and their validation losses are ${losses.join(', ')}`, ran);
    const after = [WEIGHTS, METRICS].map((path) => readIfThere(project, path));
    if (before.join() !== after.join()) throw new CheckFailure(`A multirun has changed ${WEIGHTS} or ${METRICS}`, ran);
  },
};

function readIfThere(project: Project, path: string): string {
  return has(project, path) ? readFileSync(join(project.folder, path), 'latin1') : '';
}

/** Settings that make no sense, each by its name. */
const NONSENSE = { validation_fraction: [1.5, -0.2], batch_size: [0], epochs: [0] } as const;

const refusesNonsense: Check = {
  name: 'a setting that makes no sense is refused by name in one line, however it is given',
  applies: (project) => isFull(project) || project.row.own === true || (has(project, 'configs/config.yaml') && !usesHydra(project)),
  run: async (project) => {
    for (const [name, values] of Object.entries(NONSENSE)) {
      const words = new RegExp(name.replace('_', '[-_ ]'));
      for (const value of values) await refuseInOneLine(project, words, [...training(project), ...settingsOf(project, { [name]: value })]);
    }
    if (!has(project, 'configs/config.yaml')) return;
    const clone = await cloneOf(project, 'nonsense');
    writeFileSync(join(clone.folder, 'configs/experiment/nonsense.yaml'), '# @package _global_\nepochs: 0\n');
    await refuseInOneLine(clone, /epochs/, [...training(clone), 'experiment=nonsense']);
  },
};

const takesExperiments: Check = {
  name: 'settings come from files, then from the command line',
  applies: (project) => has(project, 'configs/config.yaml') && !usesHydra(project),
  run: async (project) => {
    for (const name of experimentsOf(project)) {
      const ran = await succeed(project, 'python', [...training(project), `experiment=${name}`, 'epochs=2']);
      const history = at(JSON.parse(readOutput(project, 'reports/metrics.json')), 'history');
      if (!Array.isArray(history) || history.length !== 2) throw new CheckFailure('It was not two epochs', ran);
    }
  },
};

const refusesUnknown: Check = {
  name: 'a setting that does not exist, and a value of another type, are refused by name',
  applies: (project) => has(project, 'configs/config.yaml'),
  run: async (project) => {
    await refuse(project, /epoch/, 'python', [...training(project), 'epoch=1']);
    await refuse(project, /many/, 'python', [...training(project), 'epochs=many']);
  },
};

const provesItself: Check = {
  name: 'the script that proves the reproducibility says so',
  applies: (project) => isTriedByData(project) && has(project, 'scripts/reproducibility_check.py'),
  run: async (project) => {
    await succeed(project, 'python', ['scripts/reproducibility_check.py']);
  },
};

const configuresAnywhere: Check = {
  name: 'Hydra finds its files from any folder',
  applies: (project) => usesHydra(project) && isFull(project),
  run: async (project) => {
    await succeed({ ...project, folder: project.aside }, 'python', [...training(project), '--cfg', 'job']);
  },
};

function training({ row }: Project): string[] {
  return ['-m', `${row.package}.train`];
}

function usesHydra({ folder, row }: Project): boolean {
  const path = join(folder, 'src', row.package, 'config_files.py');
  return existsSync(path) && /^ *(import|from) hydra\b/m.test(readFileSync(path, 'utf8'));
}

/** The one file of a name below a folder, by its path in the repository. */
function onlyFile({ folder }: Project, below: string, name: string): string {
  const paths = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' }).filter((path) => basename(path) === name);
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new CheckFailure(`${below} holds ${paths.length} files with the name ${name}`);
  return `${below}/${path}`;
}

function readMetrics(project: Project, path: string): unknown {
  return JSON.parse(readOutput(project, path));
}

function experimentsOf({ folder }: Project): string[] {
  const names = readdirSync(join(folder, 'configs/experiment'))
    .map((name) => name.replace(/\.yaml$/, ''))
    .toSorted();
  if (names.length < 2) throw new CheckFailure(`configs/experiment holds ${names.join(', ') || 'nothing'}`);
  return names;
}

/** Numbers and texts, which any program can read: an object of Python's would be a warning. */
function readYaml(text: string): unknown {
  const document = parseDocument(text);
  const [found] = [...document.errors, ...document.warnings];
  if (found !== undefined) throw new CheckFailure(`Other programs cannot read the settings: ${found.message}`);
  return document.toJS();
}

function readOutput({ folder }: Project, path: string): string {
  if (!existsSync(join(folder, path))) throw new CheckFailure(`There is no ${path}`);
  return readFileSync(join(folder, path), 'utf8');
}

export const SETTINGS_CHECKS: readonly Check[] = [
  composes,
  overrides,
  runsMany,
  takesExperiments,
  refusesUnknown,
  refusesNonsense,
  provesItself,
  configuresAnywhere,
];
