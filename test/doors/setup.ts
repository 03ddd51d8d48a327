import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { giveToUser, USER } from './user.js';

const checkout = resolve(import.meta.dirname, '../..');

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of the ordinary user: `home`, `work`, and `node_modules` with the published package and `yo`. */
    readonly grounds: string;
    /** The published package as `npm pack` made it. */
    readonly tarball: string;
  }
}

/** Packs the build once, and lays it out as an installation that an ordinary user can read. */
export default function setup(project: TestProject): () => void {
  if (!existsSync(join(checkout, 'dist/mlops.cjs'))) throw new Error('There is no build: run `npm run build` first');
  const grounds = realpathSync(mkdtempSync(join(tmpdir(), 'mlops-doors-')));
  chmodSync(grounds, 0o755);
  const tarball = join(grounds, packInto(grounds));
  unpack(tarball, join(grounds, 'node_modules/generator-mlops'));
  for (const folder of ['home', 'work']) mkdirSync(join(grounds, folder));
  giveToUser(join(grounds, 'home'));
  giveToUser(join(grounds, 'work'));
  project.provide('grounds', grounds);
  project.provide('tarball', tarball);
  return () => rmSync(grounds, { recursive: true, force: true });
}

function packInto(folder: string): string {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const packed = JSON.parse(execFileSync('npm', args, { cwd: checkout, encoding: 'utf8' })) as { filename: string }[];
  return packed[0]?.filename ?? '';
}

function unpack(tarball: string, target: string): void {
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '--no-same-owner', '-C', target]);
  const modules = readableModules(target);
  symlinkSync(modules, join(target, 'node_modules'));
  symlinkSync(join(modules, 'yo'), join(target, '../yo'));
}

/** The dependencies of the checkout; copied where the ordinary user cannot reach them. */
function readableModules(target: string): string {
  const modules = join(checkout, 'node_modules');
  try {
    execFileSync(process.execPath, ['-e', `require('node:fs').readFileSync(${JSON.stringify(join(modules, 'yo/package.json'))})`], {
      ...USER,
      stdio: 'ignore',
    });
    return modules;
  } catch {
    const copy = join(target, '../../dependencies/node_modules');
    cpSync(modules, copy, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => path !== join(modules, 'generator-mlops'),
    });
    return copy;
  }
}
