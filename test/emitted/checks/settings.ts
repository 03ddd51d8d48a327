import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { type Check, isFull } from '../check.js';
import { at, has, type Project } from '../emission.js';
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

const runsMany: Check = {
  name: 'a multirun of two seeds makes two folders',
  applies: usesHydra,
  run: async (project) => {
    const ran = await succeed(project, 'python', [
      ...training(project),
      '--multirun',
      'seed=1,2',
      'epochs=1',
      'hydra.sweep.dir=multirun/two',
    ]);
    const seeds = ['0', '1'].map((job) => at(readYaml(readOutput(project, `multirun/two/${job}/.hydra/config.yaml`)), 'seed'));
    if (seeds.join() !== '1,2') throw new CheckFailure(`The two jobs had the seeds ${seeds.join()}`, ran);
  },
};

const takesExperiments: Check = {
  name: 'settings come from files, then from the command line',
  applies: (project) => has(project, 'configs') && !usesHydra(project),
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
  applies: (project) => has(project, 'configs'),
  run: async (project) => {
    await refuse(project, /epoch/, 'python', [...training(project), 'epoch=1']);
    await refuse(project, /many/, 'python', [...training(project), 'epochs=many']);
  },
};

const provesItself: Check = {
  name: 'the script that proves the reproducibility says so',
  applies: (project) => has(project, 'scripts/reproducibility_check.py'),
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
  return readFileSync(join(folder, 'src', row.package, 'train.py'), 'utf8').includes('@hydra.main');
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
  provesItself,
  configuresAnywhere,
];
