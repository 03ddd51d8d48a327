import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { transformSync } from 'esbuild';
import { parse } from 'yaml';
import { checksOf, modulesWithout } from './checks.js';
import { type Project, readProject } from './emission.js';
import { EMITTED } from './paths.js';
import type { Row } from './rows.js';
import { isYearRow } from './years.js';

/** Which rows have passed, each with the digest of what was checked and of the checks. */
export type Records = Readonly<Record<string, string>>;

const FILE = join(EMITTED, 'verified.json');
/** The generator's own state: it changes with every edit of a pack, and no command of the repository reads it. */
const STATE = new Set(['.git', '.mlops', '.yo-rc.json']);

export function readRecords(): Records {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Records) : {};
}

/** Records that a row has passed. Rows that are there no more lose their record. */
export function recordRow(row: Row, digest: string, rows: readonly Row[]): void {
  const records = { ...readRecords(), [row.name]: digest };
  const kept = rows.flatMap(({ name }) => (records[name] === undefined ? [] : [[name, records[name]]]));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** The digest of an emitted repository as it was before anything ran in it, and of everything that checks it. */
export function digestRow(row: Row, folder: string): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(row));
  for (const path of listFiles(folder, '', STATE)) addFile(hash, path, contentOf(folder, path));
  const project = readProject(row, folder);
  hash.update(JSON.stringify(checksOf(project).map(({ name }) => name)));
  for (const path of sourcesOf(project)) addFile(hash, path, meaningOf(path, contentOf(EMITTED, path)));
  return hash.digest('hex');
}

/** What decides which rows and checks run, counts and records them: it can lose a result, but not change one. */
const RUNNERS = [
  'checks.ts',
  'evidence.json',
  'evidence.ts',
  'heard.ts',
  'lanes.ts',
  'plain_command.ts',
  'records.ts',
  'step_table.ts',
  'tally.ts',
  'task_evidence.ts',
  'task_files.ts',
  'verified_page.ts',
  'verify.ts',
];

/** What checks a row. What only other rows are asked, and what only its checks use, is not part of it. */
function sourcesOf(project: Project): string[] {
  const { row } = project;
  const { kind, builds, mutants } = row;
  const all = listFiles(EMITTED, '', new Set(['verified.json', '__pycache__', ...RUNNERS]));
  if (builds === 'images') return all.filter((path) => path.startsWith('images'));
  const others = [
    kind === 'seam' ? '' : 'seam/',
    mutants === true ? '' : 'mutants',
    'images',
    ...(isYearRow(row) ? [] : ['years.ts', 'checks/years.ts']),
  ].filter((start) => start !== '');
  const unasked = mutants === true ? new Set<string>() : modulesWithout(project);
  const asked = all.filter((path) => !others.some((start) => path.startsWith(start)) && !unasked.has(path.replace('checks/', '')));
  const code = asked.filter((path) => path.endsWith('.ts')).map((path) => readFileSync(join(EMITTED, path), 'utf8'));
  return asked.filter((path) => !path.startsWith('python/') || code.some((text) => text.includes(`'${basename(path)}'`)));
}

function listFiles(folder: string, below: string, left: ReadonlySet<string>): string[] {
  const names = readdirSync(join(folder, below))
    .filter((name) => !left.has(name))
    .toSorted();
  return names.flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    return lstatSync(join(folder, path)).isDirectory() ? listFiles(folder, path, left) : [path];
  });
}

interface Content {
  readonly bytes: Buffer;
  readonly executable: boolean;
}

function contentOf(folder: string, path: string): Content {
  return { bytes: readFileSync(join(folder, path)), executable: (lstatSync(join(folder, path)).mode & 0o100) !== 0 };
}

function addFile(hash: ReturnType<typeof createHash>, path: string, { bytes, executable }: Content): void {
  hash.update(JSON.stringify([path, executable, bytes.length])).update(bytes);
}

/**
 * What a check says, however it is laid out: neither a formatter, a comment, an export nor the place of a module of the generator
 * changes what is checked.
 */
function meaningOf(path: string, content: Content): Content {
  const text = content.bytes.toString('utf8');
  if (path.endsWith('.yml')) return { ...content, bytes: Buffer.from(JSON.stringify(parse(text))) };
  return path.endsWith('.ts') ? { ...content, bytes: Buffer.from(withoutLayout(text)) } : content;
}

function withoutLayout(source: string): string {
  const { code } = transformSync(source, { loader: 'ts', minifyWhitespace: true, minifySyntax: true });
  const imports: string[] = [];
  const body = code.replace(
    /import ?(?:\{([^}]*)\}|([\w*, ]+?)) ?from ?"([^"]+)";/g,
    (_, names: string = '', whole: string = '', from: string) => {
      const module = /(?:\.\.\/)+generators\//.test(from) ? 'the generator' : from;
      for (const name of [...names.split(','), whole]) if (name.trim() !== '') imports.push(`${name.trim()} from ${module}`);
      return '';
    },
  );
  return [...imports.sort(), body.replace(/\bexport (?=(?:async )?(?:function|const|let|class)\b)/g, '')].join('\n');
}
