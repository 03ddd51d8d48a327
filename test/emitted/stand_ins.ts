import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Project } from './emission.js';
import { CheckFailure, succeed } from './process.js';

/** A clone of a repository whose commands find stand-ins before the real tools. */
export interface StandIns {
  /** The folder around the clone, in which the stand-ins keep what they know. */
  readonly home: string;
  readonly clone: Project;
  /** The calls of those that write them down, one a line. */
  calls(): string[];
  forgetCalls(): void;
}

/** The line of a shell script that writes down how it was called. */
export function noteOf(tool: string): string {
  return `echo "${tool} $*" >> "$home/calls"`;
}

/** A clone under this name, with shell scripts by the name of the tool that they stand for; `$home` is the folder around the clone. */
export async function withStandIns(project: Project, name: string, tools: Readonly<Record<string, string>>): Promise<StandIns> {
  const home = join(project.aside, 'stand-ins', name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'bin'), { recursive: true });
  for (const [tool, script] of Object.entries(tools)) standIn(home, tool, script);
  const folder = join(home, 'clone');
  await succeed(project, 'git', ['clone', '--quiet', project.folder, folder]);
  const path = [join(home, 'bin'), project.env['PATH'] ?? ''].join(delimiter);
  const calls = join(home, 'calls');
  return {
    home,
    clone: { ...project, folder, env: { ...project.env, PATH: path } },
    calls: () => (existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').slice(0, -1) : []),
    forgetCalls: () => rmSync(calls, { force: true }),
  };
}

/** Puts a shell script in the place of a tool. */
export function standIn(home: string, tool: string, script: string): void {
  const file = join(home, 'bin', tool);
  writeFileSync(file, `#!/bin/sh\nhome='${home}'\n${script}\n`);
  chmodSync(file, 0o755);
}

/** Each of these was called at least once. */
export function expectCalls({ calls }: Pick<StandIns, 'calls'>, expected: readonly RegExp[]): void {
  const missing = expected.filter((call) => !calls().some((line) => call.test(line)));
  if (missing.length > 0) throw new CheckFailure(`It did not call ${missing.join(', ')} but:\n${calls().join('\n')}`);
}

/** None of these was called. */
export function expectNoCalls({ calls }: Pick<StandIns, 'calls'>, refused = /./): void {
  const found = calls().filter((line) => refused.test(line));
  if (found.length > 0) throw new CheckFailure(`It called:\n${found.join('\n')}`);
}
