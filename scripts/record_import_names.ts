// Records the import names of everything that the versions of a pack bring with them: npm run import-names [-- <environment>]
// Needs uv and the network. What the environment of `npm run verify` has is read there; the rest is installed into a temporary folder.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { importNamesLike, importNamesOf, importNamesRecord, normalized, resolvedIn } from './import_names.js';

const PACK = 'templates/2026';
/** Hundreds of MB each, and all of them in the namespace of the first word of their name. */
const HUGE = /^(?:nvidia|cuda|triton)\b/;
/** What is only for Windows is read there. */
const SYSTEMS = [[], ['--python-platform', 'windows']];

const environment = process.argv[2] ?? '.verify/venv';
const versions = join(PACK, 'versions.txt');
const scratch = mkdtempSync(join(tmpdir(), 'mlops-import-names-'));
try {
  const { stdout } = await execa('uv', ['pip', 'compile', '--quiet', '--universal', '--python-version', '3.11', versions]);
  const resolved = resolvedIn(stdout);
  const known = new Map([...recordsIn(sitePackages(environment))]);
  const names: string[] = [];
  for (const [name, version] of resolved) {
    const record = known.get(name) ?? (await installed(name, version));
    if (record === undefined) console.log(`${name} is taken by its name alone`);
    names.push(...(record === undefined ? importNamesLike(name) : importNamesOf(record)));
  }
  writeFileSync(join(PACK, 'import_names.txt'), importNamesRecord(names, readFileSync(versions, 'utf8')));
  console.log(`${resolved.size} packages, ${new Set(names).size} import names`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function installed(name: string, version: string): Promise<string | undefined> {
  if (HUGE.test(name)) return undefined;
  for (const system of SYSTEMS) {
    const target = mkdtempSync(join(scratch, 'one-'));
    const words = ['pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--python-version', '3.11', ...system];
    const { exitCode } = await execa('uv', [...words, '--target', target, `${name}==${version}`], { reject: false });
    if (exitCode === 0) return recordsIn(target).get(name);
  }
  return undefined;
}

/** The RECORD of each distribution in a folder, by its name. */
function recordsIn(folder: string): Map<string, string> {
  const infos = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.dist-info')) : [];
  const records = infos.map((info): [string, string] => {
    return [normalized(info.replace(/-[^-]*\.dist-info$/, '')), readFileSync(join(folder, info, 'RECORD'), 'utf8')];
  });
  return new Map(records);
}

function sitePackages(folder: string): string {
  const version = existsSync(join(folder, 'lib')) ? readdirSync(join(folder, 'lib')).find((name) => name.startsWith('python')) : undefined;
  return join(folder, 'lib', version ?? '', 'site-packages');
}
