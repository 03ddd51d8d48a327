// Installs a packed package as a user does, and makes a project with it: node scripts/try_package.mjs <tarball>
// A Node that the package or a dependency of it does not support is a failure here, not a warning.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [tarball] = process.argv.slice(2);
if (tarball === undefined) throw new Error('Name the tarball that npm pack made');
const folder = mkdtempSync(join(tmpdir(), 'mlops-package-'));
const installed = join(folder, 'node_modules/generator-mlops');
const quiet = ['--defaults', '--skip-git', '--skip-install'];

function run(program, args, options = {}) {
  const { status, stdout } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...options });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}`);
  return stdout;
}

function mlops(...args) {
  return run(process.execPath, [join(installed, 'dist/mlops.cjs'), ...args]);
}

function expect(isTrue, fact) {
  if (!isTrue) throw new Error(fact);
}

try {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // npm is a script of the shell on Windows.
  const shell = process.platform === 'win32';
  run('npm', ['install', '--engine-strict', '--ignore-scripts', '--no-audit', '--no-fund', resolve(tarball)], { shell });
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(mlops('--version').trim() === version, `mlops --version does not say ${version}`);
  mlops('new', 'demo', '--tasks', 'minimal', ...quiet);
  mlops('add', 'api', '--into', 'demo', ...quiet);
  expect(existsSync(join(folder, 'demo/.yo-rc.json')), 'mlops new and mlops add made no project');
  mlops('remove', 'api', '--into', 'demo', ...quiet);
  console.log(`generator-mlops ${version} works on Node ${process.versions.node} (${process.platform})`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
