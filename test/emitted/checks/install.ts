import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { at, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, succeed } from '../process.js';

const installs: Check = {
  name: 'it installs in editable form, and pip finds no conflict',
  essential: true,
  run: async (project) => {
    const options = ['--quiet', '--editable', '.', '--no-deps', '--no-build-isolation'];
    await succeed(project, 'python', ['-m', 'pip', 'install', ...options]);
    await succeed(project, 'python', ['-m', 'pip', 'check']);
  },
};

const imports: Check = {
  name: 'every module can be imported, from any folder',
  essential: true,
  run: async (project) => {
    const lines = modulesOf(project).map((name) => `import ${name}`);
    await succeed({ ...project, folder: project.aside }, 'python', ['-c', lines.join('\n')]);
  },
};

const declares: Check = {
  name: 'every package that it imports is declared, and every declared one is used',
  run: async (project) => {
    await succeed(project, 'python', [join(EMITTED, 'python', 'dependencies.py'), project.folder, project.row.package]);
  },
};

const starts: Check = {
  name: 'every command of the installed package answers --help',
  applies: (project) => commandsOf(project).length > 0,
  run: async (project) => {
    for (const name of commandsOf(project)) {
      const ran = await succeed(project, name, ['--help']);
      if (ran.stdout.trim() === '') throw new CheckFailure(`${name} --help says nothing`, ran);
    }
  },
};

const isBuilt: Check = {
  name: 'its wheel carries what the package imports as extras, and its commands start in another folder',
  run: async (project) => {
    const wheels = join(project.aside, 'wheel');
    rmSync(wheels, { recursive: true, force: true });
    const options = ['--quiet', '--no-deps', '--no-build-isolation'];
    await succeed(project, 'python', ['-m', 'pip', 'wheel', ...options, '--wheel-dir', wheels, '.']);
    const [wheel = ''] = readdirSync(wheels);
    const installed = join(wheels, 'installed');
    await succeed(project, 'python', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', installed, join(wheels, wheel)]);
    const [folder = ''] = readdirSync(installed).filter((name) => name.endsWith('.dist-info'));
    const metadata = readFileSync(join(installed, folder, 'METADATA'), 'utf8');
    const provided = [...metadata.matchAll(/^Provides-Extra: (.*)$/gm)].map(([, name = '']) => name);
    const extras = Object.keys(at(project.pyproject, 'project', 'optional-dependencies') ?? {});
    if (provided.toSorted().join() !== extras.toSorted().join()) throw new CheckFailure(`The wheel provides ${provided.join(', ')}`);
    const elsewhere = { ...project, folder: wheels, env: { ...project.env, PYTHONPATH: installed } };
    for (const name of commandsOf(project)) await succeed(elsewhere, join(installed, 'bin', name), ['--help']);
  },
};

/** The modules of the package, by their full names. */
export function modulesOf({ folder, row }: Project): string[] {
  const source = join(folder, 'src', row.package);
  const paths = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'));
  const names = paths.map((path) => `${row.package}/${path}`.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.'));
  return names.filter((name) => !name.endsWith('__main__')).toSorted();
}

function commandsOf({ pyproject }: Project): string[] {
  return Object.keys(at(pyproject, 'project', 'scripts') ?? {});
}

export const INSTALL_CHECKS: readonly Check[] = [installs, imports, declares, starts, isBuilt];
