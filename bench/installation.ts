// What the bench runs: the published package, as a generator that `yo` finds; a generator that writes nothing; the programs that
// other people use.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The programs that other people use. */
export interface Others {
  readonly cookiecutter: string;
  readonly cruft: string;
  readonly copier: string;
}

/** What the comparisons start. */
export interface Tools extends Others {
  /** The folder in which all of it happens. */
  readonly ground: string;
  readonly binary: string;
  readonly yo: string;
  readonly home: string;
}

const checkout = resolve('.');

/** `yo` cannot run as root: there it runs as this user. */
export const ORDINARY: { readonly uid?: number } = process.getuid?.() === 0 ? { uid: 1000 } : {};

const EMPTY_GENERATOR = `import Generator from 'yeoman-generator';

export default class extends Generator {
  nothing() {}
}
`;

/** Lays out the package and `yo` below a folder that every user may read. */
export function installGenerators(folder: string): Omit<Tools, 'ground' | keyof Others> {
  chmodSync(folder, 0o755);
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: checkout,
    encoding: 'utf8',
  });
  const generator = join(folder, 'node_modules/generator-mlops');
  mkdirSync(generator, { recursive: true });
  const [{ filename = '' } = {}] = JSON.parse(packed) as { filename?: string }[];
  execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '--no-same-owner', '-C', generator]);
  const modules = readableModules(folder);
  symlinkSync(modules, join(generator, 'node_modules'));
  const empty = join(folder, 'node_modules/generator-empty');
  mkdirSync(join(empty, 'generators/app'), { recursive: true });
  writeFileSync(join(empty, 'package.json'), JSON.stringify({ name: 'generator-empty', version: '1.0.0', type: 'module' }));
  writeFileSync(join(empty, 'generators/app/index.js'), EMPTY_GENERATOR);
  symlinkSync(modules, join(empty, 'node_modules'));
  makeHome(folder);
  return { binary: join(generator, 'dist/mlops.cjs'), yo: join(modules, 'yo/lib/cli.js'), home: join(folder, 'home') };
}

function makeHome(folder: string): void {
  for (const name of ['home', 'work']) {
    mkdirSync(join(folder, name));
    if (ORDINARY.uid !== undefined) lchownSync(join(folder, name), ORDINARY.uid, ORDINARY.uid);
  }
}

/** The dependencies of the checkout; copied where the ordinary user cannot reach them. */
function readableModules(folder: string): string {
  const modules = join(checkout, 'node_modules');
  try {
    execFileSync('/bin/ls', [join(modules, 'yo')], { ...ORDINARY, stdio: 'ignore' });
    return modules;
  } catch {
    const copy = join(folder, 'dependencies/node_modules');
    cpSync(modules, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => path !== join(modules, 'generator-mlops'),
    });
    return copy;
  }
}

/** Installs the other programs into an environment that goes away with the folder. */
export function installOthers(folder: string): Others {
  const environment = join(folder, 'venv');
  const packages = ['cookiecutter==2.7.1', 'cruft==2.16.0', 'copier==9.19.1'];
  execFileSync('python3', ['-m', 'venv', environment], { stdio: 'ignore' });
  execFileSync(join(environment, 'bin/pip'), ['install', '--quiet', ...packages], { stdio: 'pipe' });
  const program = (name: string): string => join(environment, 'bin', name);
  return { cookiecutter: program('cookiecutter'), cruft: program('cruft'), copier: program('copier') };
}
