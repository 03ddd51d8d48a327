// Records the import names of everything that the versions of each pack bring with them: npm run import-names [-- <environment> [<pack> ...]]
// Needs uv and the network. What the environment of `npm run verify` has is read there; the rest is installed into a temporary folder.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { importNamesLike, importNamesOf, importNamesRecord, normalized, resolvedIn } from './import_names.js';

/** Those that were named, else all packs with versions of their own: one that extends another has those of the other. */
const PACKS = (process.argv.length > 3 ? process.argv.slice(3) : readdirSync('templates'))
  .map((id) => join('templates', id))
  .filter((folder) => existsSync(join(folder, 'versions.txt')));
/** Hundreds of MB each, and all of them in the namespace of the first word of their name. */
const HUGE = /^(?:nvidia|cuda|triton)\b/;
/** What is only for Windows is read there. */
const SYSTEMS = [[], ['--python-platform', 'windows']];

const environment = process.argv[2] ?? '.verify/venv';
const scratch = mkdtempSync(join(tmpdir(), 'mlops-import-names-'));
try {
  for (const pack of PACKS) await recordNames(pack);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function recordNames(pack: string): Promise<void> {
  const versions = join(pack, 'versions.txt');
  const { stdout } = await execa('uv', ['pip', 'compile', '--quiet', '--universal', '--python-version', '3.11', versions]);
  const resolved = resolvedIn(stdout);
  const known = recordsIn(sitePackages(environment));
  const names: string[] = [];
  for (const [name, version] of resolved) {
    const record = known.get(name) ?? (await installed(name, version));
    if (record === undefined) console.log(`${name} is taken by its name alone`);
    names.push(...(record === undefined ? importNamesLike(name) : importNamesOf(record)));
  }
  writeFileSync(join(pack, 'import_names.txt'), importNamesRecord(names, readFileSync(versions, 'utf8')));
  console.log(`${pack}: ${resolved.size} packages, ${new Set(names).size} import names`);
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
