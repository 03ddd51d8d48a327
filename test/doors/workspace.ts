import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, inject } from 'vitest';
import { type Finished, mlops, run } from './doors.js';
import { giveToUser } from './user.js';

/** Options without which a run spawns nothing and so is fast. */
export const QUICK = ['--defaults', '--skip-git', '--skip-install'] as const;

/** An empty folder of the ordinary user, below the installation. It goes with the whole of it at the end. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(inject('grounds'), 'work', 'case-'));
  giveToUser(folder);
  return folder;
}

/** Writes files as the ordinary user would. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  giveToUser(folder);
}

/** The text of a file in a folder. */
export function read(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** Changes the text of a file, which must be there and must change by that. */
export function edit(folder: string, path: string, change: (text: string) => string): void {
  const before = read(folder, path);
  const after = change(before);
  expect(after, `an edit of ${path}`).not.toBe(before);
  writeFiles(folder, { [path]: after });
}

const made = new Map<string, Promise<string>>();

/** A new folder with a project of its own named `demo`, copied from one that was generated once with these options. */
export async function projectWith(...options: readonly string[]): Promise<string> {
  const key = options.join('\0');
  const original = made.get(key) ?? generate(options);
  made.set(key, original);
  const project = join(makeFolder(), 'demo');
  cpSync(await original, project, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  giveToUser(project);
  return project;
}

async function generate(options: readonly string[]): Promise<string> {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', ...QUICK, ...options], { cwd }));
  return join(cwd, 'demo');
}

/** A minimal project, the smallest there is. */
export function minimalProject(): Promise<string> {
  return projectWith('--tasks', 'minimal');
}

/** Holds a run to an ordinary end. */
export function succeeded(finished: Finished): Finished {
  expect(finished, finished.stderr || finished.stdout).toMatchObject({ code: 0 });
  return finished;
}

/** Holds a run to a refusal: status 1, one line of a fact and a remedy on standard error, nothing else anywhere. */
export function refused({ code, stdout, stderr }: Finished, words: RegExp): void {
  expect({ code, stdout }, stderr).toEqual({ code: 1, stdout: '' });
  oneSentence(stderr, words);
}

const errorSchema = JSON.parse(readFileSync(new URL('../../schemas/error.schema.json', import.meta.url), 'utf8')) as object;
const isErrorDocument = new Ajv2020({ strict: true }).compile<ErrorDocument>(errorSchema);

interface ErrorDocument {
  readonly error: { readonly code: string; readonly fact: string; readonly remedy: string };
  readonly exitCode: number;
}

/** Holds a run with `--json` to a refusal: the document of the error, as its schema says, and the same words on standard error. */
export function refusedInJson({ code, stdout, stderr }: Finished, words: RegExp): ErrorDocument {
  const document: unknown = JSON.parse(stdout);
  if (!isErrorDocument(document)) throw new Error(`not as the schema says: ${JSON.stringify(isErrorDocument.errors)}`);
  expect({ code, exitCode: document.exitCode }, stderr).toEqual({ code: 1, exitCode: 1 });
  expect(document.error.code).toBe('refused');
  oneSentence(stderr, words);
  expect(stderr).toContain(`Error: ${document.error.fact}. ${document.error.remedy}`);
  return document;
}

function oneSentence(stderr: string, words: RegExp): void {
  expect(stderr).toMatch(/^Error: [^\n]+\. [^\n]+[.?]\n$/);
  expect(stderr).not.toMatch(/\n\s+at |ERR_|node:internal|undefined|\[object/);
  expect(stderr).toMatch(words);
}

export function isThere(folder: string, path: string): boolean {
  return existsSync(join(folder, path));
}

/** Holds a run to a warning: status 0, one sentence and a command. */
export function warned(finished: Finished, words: RegExp): void {
  const said = `${finished.stdout}${finished.stderr}`;
  expect(finished, said).toMatchObject({ code: 0 });
  expect(said).toMatch(words);
  expect(said).not.toMatch(/\n\s+at |ENOENT|ERR_/);
}

/** What git prints about a folder. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  return succeeded(await run('git', args, { cwd })).stdout.trim();
}

/** What a project records of itself. */
export interface Recorded {
  readonly answers: Readonly<Record<string, { readonly value: unknown }>>;
  readonly tasks: Readonly<Record<string, { readonly asked: boolean }>>;
}

/** Reads what a project records. */
export function recorded(project: string): Recorded {
  const settings = JSON.parse(read(project, '.yo-rc.json')) as Record<string, Recorded>;
  const own = settings['generator-mlops'];
  if (own === undefined) throw new Error('nothing is recorded');
  return own;
}
