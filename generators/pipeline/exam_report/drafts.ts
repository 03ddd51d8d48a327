import { posix } from 'node:path';
import { lookFor } from '../evidence/look_for.js';
import { readData, valueAt } from '../evidence/settings.js';
import type { PackReport } from '../pack/pack.js';
import type { Repository } from '../repository/repository.js';
import { nameOf, parentOf } from '../tree.js';

/** What the repository knows for an answer, for people to paste: it is no answer by itself, and nothing writes it for them. */
export interface Draft {
  readonly question: number;
  readonly lines: readonly string[];
}

type Fact = NonNullable<PackReport['facts']>[string][number];
/** Says what the files that a fact names tell; nothing where they tell nothing. */
type Teller = (paths: readonly string[], repository: Repository, form: string) => string | undefined | Promise<string | undefined>;

/** So many files, packages or values stand in a draft. */
const MOST = 8;
/** Names that mean nothing to Markdown and to a checker; a file of another name is left out. */
const PLAIN = /^[\w./@+-]+$/;

const TELLERS: Readonly<Record<Fact['kind'], Teller>> = {
  tests: tellTests,
  links: (paths, _, form) => listed(paths.map((path) => `[${nameOf(path)}](${linkTo(path, form)})`)),
  images: (paths, _, form) => listed(paths.map((path) => `![${nameOf(path).replace(/\.\w+$/, '')}](${linkTo(path, form)})`)),
  settings: tellSettings,
  dependencies: tellDependencies,
  tools: tellTools,
};

/** What the repository knows for some questions of a report. */
export async function draftsFor(
  questions: readonly number[],
  { facts = {}, form }: Pick<PackReport, 'facts' | 'form'>,
  repository: Repository,
): Promise<Draft[]> {
  const drafts: Draft[] = [];
  for (const question of questions) {
    const lines: string[] = [];
    for (const fact of facts[String(question)] ?? []) {
      const paths = repository.find(fact.path).filter((path) => PLAIN.test(path));
      const line = paths.length === 0 ? undefined : await TELLERS[fact.kind](paths, repository, form);
      if (line !== undefined) lines.push(line);
    }
    if (lines.length > 0) drafts.push({ question, lines });
  }
  return drafts;
}

async function tellTests(paths: readonly string[], repository: Repository): Promise<string | undefined> {
  const counts: [path: string, count: number][] = [];
  for (const path of paths) {
    const sighting = await lookFor({ kind: 'tests', path }, repository);
    if (sighting.seen) counts.push([path, sighting.places.length]);
  }
  const sum = counts.reduce((total, [, count]) => total + count, 0);
  return sum === 0 ? undefined : `${sum} test functions: ${listed(counts.map(([path, count]) => `${count} in ${path}`)) ?? ''}`;
}

function tellSettings(paths: readonly string[], repository: Repository, form: string): string | undefined {
  const [path = ''] = paths;
  const values = [...(repository.code(path)?.text ?? '').matchAll(/^[ ]*(\w+):[ ]+([\w./+-]+)[ ]*\r?$/gm)];
  const shown = listed(values.map(([, key, value]) => `\`${key}: ${value}\``));
  return shown === undefined ? undefined : `[${path}](${linkTo(path, form)}) has ${shown}`;
}

async function tellDependencies(paths: readonly string[], repository: Repository): Promise<string | undefined> {
  const told: string[] = [];
  for (const path of paths) {
    if (path.endsWith('.toml')) {
      const groups = await readGroups(path, repository);
      told.push(...groups.map(([group, names]) => `${path} has ${group}: ${listed(names) ?? ''}`));
    } else {
      const names = listed((repository.code(path)?.text ?? '').split('\n').flatMap(packageIn));
      if (names !== undefined) told.push(`${path} names ${names}`);
    }
  }
  return told.length === 0 ? undefined : told.slice(0, MOST).join('; ');
}

/** What a pyproject.toml depends on, group by group. */
async function readGroups(path: string, repository: Repository): Promise<(readonly [group: string, names: readonly string[]])[]> {
  const read = await readData(path, repository);
  if ('why' in read) return [];
  const groups = [
    ['dependencies', valueAt(read.value, ['project', 'dependencies'])] as const,
    ...Object.entries(valueAt(read.value, ['project', 'optional-dependencies']) ?? {}),
    ...Object.entries(valueAt(read.value, ['dependency-groups']) ?? {}),
  ];
  return groups.flatMap(([group, list]) => {
    const items: readonly unknown[] = Array.isArray(list) ? list : [];
    const names = items.flatMap((item) => (typeof item === 'string' ? packageIn(item) : []));
    return names.length === 0 || !PLAIN.test(group) ? [] : [[group, names] as const];
  });
}

async function tellTools([path = '']: readonly string[], repository: Repository): Promise<string | undefined> {
  const read = await readData(path, repository);
  if ('why' in read) return undefined;
  const names = listed(Object.keys(valueAt(read.value, ['tool']) ?? {}).filter((name) => PLAIN.test(name)));
  return names === undefined ? undefined : `${path} has settings for ${names}`;
}

/** The package that a requirement names. */
function packageIn(requirement: string): string[] {
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1];
  return name === undefined ? [] : [name];
}

function listed(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const rest = names.length - MOST;
  return names.slice(0, MOST).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function linkTo(path: string, form: string): string {
  return posix.relative(parentOf(form), path);
}
