import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { has, type Project } from './emission.js';
import { CheckFailure, type Ran, refuse, succeed } from './process.js';

/** A clone of a repository, in which a check may do what it likes; its commands import its own modules. */
export async function cloneOf(project: Project, name: string): Promise<Project> {
  const clone = cloneAt(project, name);
  rmSync(clone.folder, { recursive: true, force: true });
  mkdirSync(dirname(clone.folder), { recursive: true });
  await succeed(project, 'git', ['clone', '--quiet', project.folder, clone.folder]);
  return clone;
}

/** The clone that an earlier check has made. */
export function cloneAt(project: Project, name: string): Project {
  const folder = join(project.aside, 'clones', name);
  return { ...project, folder, env: { ...project.env, PYTHONPATH: join(folder, 'src') } };
}

/** The words with which a module of the package is run: `data fetch`. */
export function moduleOf({ row }: Project, words: string): string[] {
  const [module = '', ...rest] = words.split(' ');
  return ['-m', `${row.package}.${module}`, ...rest];
}

/** Settings of a training, in the form in which this repository takes them. */
export function settingsOf(project: Project, settings: Readonly<Record<string, string | number>>): string[] {
  const entries = Object.entries(settings);
  if (has(project, 'configs/config.yaml')) return entries.map(([name, value]) => `${name}=${value}`);
  return entries.flatMap(([name, value]) => [`--${name.replaceAll('_', '-')}`, String(value)]);
}

/** Runs a Python command that has to be refused with the status 1, in one line that says what is wrong. */
export async function refuseInOneLine(project: Project, words: RegExp, args: readonly string[]): Promise<Ran> {
  const ran = await refuse(project, words, 'python', args);
  const lines = ran.output.split('\n').filter((line) => line.trim() !== '');
  if (ran.code !== 1 || lines.length !== 1) throw new CheckFailure(`It said ${lines.length} lines, with the status ${ran.code}`, ran);
  return ran;
}
