import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { CheckFailure, succeed } from '../process.js';
import { modulesOf } from './install.js';

/** A repository that people have edited follows no rule of ours any more; it has to work. */
export const DAY_FIFTEEN_CHECKS: readonly Check[] = [
  {
    name: 'it installs in editable form, whatever people have put into pyproject.toml',
    essential: true,
    run: async (project) => {
      await succeed(project, 'python', ['-m', 'pip', 'install', '--quiet', '--editable', '.', '--no-deps', '--no-build-isolation']);
    },
  },
  {
    name: 'every module can be imported: theirs, ours, and the commands of the project',
    run: async (project) => {
      const commands = readdirSync(join(project.folder, 'tasks_stages')).filter((name) => name.endsWith('.py'));
      const names = [...modulesOf(project), ...commands.map((name) => `tasks_stages.${name.replace(/\.py$/, '')}`)];
      await succeed(project, 'python', ['-c', names.map((name) => `import ${name}`).join('\n')]);
    },
  },
  {
    name: 'its commands are found, theirs and ours',
    run: async (project) => {
      const { stdout } = await succeed(project, 'invoke', ['--list']);
      for (const name of ['train', 'serve', 'lint', 'dvc-push']) {
        if (!new RegExp(`^ +${name}\\b`, 'm').test(stdout)) throw new CheckFailure(`invoke --list does not name ${name}:\n${stdout}`);
      }
    },
  },
  {
    name: 'all tests pass, those of the stages that were added too',
    run: async (project) => {
      await succeed(project, 'python', ['-m', 'pytest', '--quiet']);
    },
  },
  {
    name: 'it trains a model from the data to the weights',
    run: async (project) => {
      for (const step of ['data fetch', 'data preprocess', 'train']) {
        const [module = '', ...rest] = step.split(' ');
        await succeed(project, 'python', ['-m', `${project.row.package}.${module}`, ...rest]);
      }
      if (!existsSync(join(project.folder, 'models', 'model.pth'))) throw new CheckFailure('There is no models/model.pth');
    },
  },
];
