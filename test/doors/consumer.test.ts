import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { mlops, run, type Setting } from './doors.js';
import { snapshot } from './snapshot.js';
import { makeFolder, QUICK, succeeded, writeFiles } from './workspace.js';

const checkout = resolve(import.meta.dirname, '../..');
let elsewhere: string;

/** npm as an ordinary user has it, with the settings of this machine for where packages come from. */
function npm(program: 'npm' | 'npx', args: readonly string[], cwd: string): ReturnType<typeof run> {
  const settings = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_(registry|cafile|proxy|https_proxy)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(name),
  );
  const setting: Setting = {
    cwd,
    env: { ...Object.fromEntries(settings), npm_config_fund: 'false', npm_config_audit: 'false' },
  };
  return run(program, args, setting);
}

beforeAll(async () => {
  elsewhere = makeFolder();
  writeFiles(elsewhere, { 'package.json': '{ "private": true }\n' });
  succeeded(await npm('npm', ['install', '--ignore-scripts', '--prefer-offline', inject('tarball')], elsewhere));
}, 300_000);

test('the published package holds what is needed and nothing else', () => {
  const listed = execFileSync('tar', ['-tzf', inject('tarball')], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((path) => path.replace('package/', ''));
  const top = [...new Set(listed.map((path) => path.split('/')[0]))].filter(
    (name) => !/^(LICENSE|README\.md|package\.json)$/.test(name ?? ''),
  );
  expect(top.sort()).toEqual(['dist', 'templates']);
  const schemas = readdirSync(join(checkout, 'schemas')).map((name) => `dist/schemas/${name}`);
  expect(listed.filter((path) => path.startsWith('dist/schemas/')).sort()).toEqual(schemas.sort());
  const templates = readdirSync(join(checkout, 'templates'), { recursive: true, withFileTypes: true });
  const files = templates.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1));
  expect(listed.filter((path) => path.startsWith('templates/')).sort()).toEqual(files.sort());
});

test('installed elsewhere, without scripts and without what is only for development, it gives the same bytes', async () => {
  const [here, there, byName] = [makeFolder(), makeFolder(), makeFolder()];
  succeeded(await mlops(['new', 'demo', ...QUICK], { cwd: here }));
  succeeded(await run(join(elsewhere, 'node_modules/.bin/mlops'), ['new', 'demo', ...QUICK], { cwd: there }));
  succeeded(await npm('npx', ['--no-install', 'generator-mlops', 'new', join(byName, 'demo'), ...QUICK], elsewhere));
  expect(snapshot(there)).toEqual(snapshot(here));
  expect(snapshot(byName)).toEqual(snapshot(here));
});

test("installed elsewhere, a stage and a teacher's pack folder work too", async () => {
  const cwd = makeFolder();
  const binary = join(elsewhere, 'node_modules/.bin/mlops');
  succeeded(await run(binary, ['new', 'demo', ...QUICK, '--tasks', 'minimal'], { cwd }));
  succeeded(await run(binary, ['api', ...QUICK], { cwd: join(cwd, 'demo/src') }));
  writeFiles(cwd, { 'pack/pack.yml': 'id: small\ntitle: Small\n', 'pack/only/files/hello.txt': 'hello <% there\n' });
  succeeded(await run(binary, ['new', 'small', ...QUICK, '--pack', 'pack'], { cwd }));
  expect(Object.keys(snapshot(join(cwd, 'small')))).toContain('hello.txt');
});
