import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Check } from '../check.js';
import { settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { outsideEnvironment, sitePackagesOf } from '../environment.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Place, succeed } from '../process.js';
import { withServer } from '../server.js';

/** The commands of an installed wheel and what they are given, in the order of a first day. */
const TRAINING = ['data --help', 'data fetch', 'data preprocess', 'train --help', 'train', 'evaluate', 'visualize'];

const runsElsewhere: Check = {
  name: 'its wheel, installed elsewhere with no more than its extras ask for, trains and serves away from the repository',
  applies: ({ row }) => row.own === true && !row.flags.includes('--data'),
  run: async (project) => {
    const wheel = await buildWheel(project);
    const place = await installElsewhere(project, wheel, 'training');
    for (const words of TRAINING) {
      const [name = '', ...args] = words.split(' ');
      const settings = words === 'train' ? settingsOf(project, { epochs: 1 }) : [];
      await succeed(place, ...commandOf(project, name, [...args, ...settings]));
    }
    if (!has(project, 'src/pkgname/api.py')) return;
    const { env } = await installElsewhere(project, wheel, 'serving');
    await succeed({ ...place, env }, ...commandOf(project, 'serve', ['--help']));
    await withServer({ ...project, folder: place.folder, env }, {}, async (server) => {
      await server.ask([200], 'GET', '/health');
    });
  },
};

const asksForLittle: Check = {
  name: 'its wheel asks for no tool: what only tests, checks and containers use is in no extra',
  applies: ({ row }) => row.own === true && !row.flags.includes('--data'),
  run: async (project) => {
    const wheel = await buildWheel(project);
    const extras = (await isolate(project, wheel, '', emptyFolder(project, 'listing'))).trim().split('\n').filter(Boolean);
    const folder = emptyFolder(project, 'all-extras');
    await isolate(project, wheel, extras.join(','), folder);
    const tools = ['pytest', 'ruff', 'mypy', 'pre_commit', 'coverage', 'snakeviz', 'dvc', 'invoke'].filter((name) =>
      readdirSync(folder).includes(name),
    );
    if (tools.length > 0) throw new CheckFailure(`The extras ${extras.join(', ')} ask for ${tools.join(', ')}`);
  },
};

/** A command of the wheel by its own name, or by its module where the project makes no commands. */
function commandOf({ pyproject, row }: Project, name: string, args: readonly string[]): [string, string[]] {
  const named = at(pyproject, 'project', 'scripts', name) !== undefined;
  return named ? [name, [...args]] : ['python', ['-m', `${row.package}.${name}`, ...args]];
}

async function buildWheel(project: Project): Promise<string> {
  const folder = join(project.aside, 'wheel');
  rmSync(folder, { recursive: true, force: true });
  await succeed(project, 'python', ['-m', 'pip', 'wheel', '--quiet', '.', '--no-deps', '--no-build-isolation', '--wheel-dir', folder]);
  const [wheel] = readdirSync(folder);
  if (wheel === undefined) throw new CheckFailure('No wheel was built');
  return join(folder, wheel);
}

/** A folder that is no repository, and an environment with the wheel and what it asks for with an extra. */
async function installElsewhere(project: Project, wheel: string, extra: string): Promise<Place> {
  const folder = emptyFolder(project, 'away', false);
  const venv = emptyFolder(project, `with-${extra}`);
  const place = { folder: project.aside, env: outsideEnvironment() };
  await succeed(project, 'python', ['-m', 'venv', '--without-pip', venv]);
  await isolate(project, wheel, extra, sitePackagesOf(venv));
  const pip = ['-m', 'pip', '--python', join(venv, 'bin', 'python'), 'install', '--quiet', '--no-deps', '--no-index', wheel];
  await succeed(project, 'python', pip);
  const path = [join(venv, 'bin'), place.env['PATH'] ?? ''].join(delimiter);
  return { folder, env: { ...place.env, PATH: path, VIRTUAL_ENV: venv, OMP_NUM_THREADS: '1', MPLBACKEND: 'agg' } };
}

async function isolate(project: Project, wheel: string, extras: string, into: string): Promise<string> {
  return (await succeed(project, 'python', [join(EMITTED, 'python', 'isolate.py'), wheel, extras, into])).stdout;
}

function emptyFolder(project: Project, name: string, anew = true): string {
  const folder = join(project.aside, 'elsewhere', name);
  if (anew) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const WHEEL_CHECKS: readonly Check[] = [runsElsewhere, asksForLittle];
