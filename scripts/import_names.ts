import { createHash } from 'node:crypto';
import { readVersions } from '../generators/pipeline/pack/source/versions.js';

/** The line of a record that says from which versions it was made. */
const SEAL = /^# versions ([0-9a-f]{64})$/m;

/** What identifies the versions of a pack, whatever is said about them in comments. */
function sealOf(versions: string): string {
  const pins = Object.entries(readVersions(versions, 'versions.txt').versions).map(([name, { version }]) => `${name}==${version}`);
  return createHash('sha256').update(pins.sort().join('\n')).digest('hex');
}

/** Says what to do where a record of import names was not made from the versions that the pack has now. */
export function importNamesFault(record: string, versions: string): string | undefined {
  if (SEAL.exec(record)?.[1] === sealOf(versions)) return undefined;
  return 'versions.txt changed since import_names.txt was made: run npm run import-names, then npm run revisions, and commit both';
}

/** The record: the names that a package cannot have, one a line. */
export function importNamesRecord(names: Iterable<string>, versions: string): string {
  return `# The import names of all packages that the versions of this pack bring with them, on every system. Made by: npm run import-names
# versions ${sealOf(versions)}
${[...new Set(names)].sort().join('\n')}
`;
}

/**
 * The import names of an installed distribution that a package could have too: of packages, of modules that are one file, and of the
 * namespaces in which several distributions are.
 *
 * @param record what it says of itself in its RECORD: a path with its digest a line.
 */
export function importNamesOf(record: string): string[] {
  const paths = record.split('\n').map((line) => (/^"(.*)",/.exec(line)?.[1] ?? line.split(',')[0] ?? '').trim());
  const names = paths.flatMap((path) => {
    const [first = '', ...rest] = path.split('/');
    if (!/\.(?:pyi?|so|pyd)$/.test(path) || /\.(?:dist-info|data)$|^(?:bin|Scripts)$/.test(first)) return [];
    return [rest.length > 0 ? first : (first.split('.')[0] ?? '')];
  });
  return possible(names);
}

/** What can be said of a distribution that cannot be looked into here: most are imported by their name, or in a namespace of its first word. */
export function importNamesLike(distribution: string): string[] {
  const name = distribution.replaceAll(/[-.]/g, '_');
  return possible([name, name.split('_')[0] ?? '']);
}

/** In lower case, as packages are named here: some file systems and people do not tell `PIL` from `pil`. */
function possible(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => /^[a-z][a-z0-9_]*$/.test(name));
}

/** The distributions of a resolved requirements file, each in one of its versions. */
export function resolvedIn(requirements: string): ReadonlyMap<string, string> {
  const pins = [...requirements.matchAll(/^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)/gm)];
  return new Map(pins.map(([, name = '', version = '']) => [normalized(name), version]));
}

/** A name as package indexes compare it. */
export function normalized(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase();
}
