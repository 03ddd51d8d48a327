import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Project } from './emission.js';
import { EMITTED } from './paths.js';
import { CheckFailure, succeed } from './process.js';

/** What is wrong with the cloud; `python/stand_ins/gcloud.py` says what each of it means. */
export interface Broken {
  readonly nobody?: boolean;
  readonly expired?: boolean;
  readonly unpaid?: boolean;
  readonly crashes?: boolean;
  readonly editor?: boolean;
  readonly empty?: boolean;
  readonly project?: string;
  readonly chosen?: string;
  readonly lost?: readonly string[];
  readonly off?: readonly string[];
  readonly logs?: readonly string[];
  readonly writes?: number;
  readonly lists?: Readonly<Record<string, readonly object[]>>;
}

/** A clone of a repository that is on GitHub, on a machine whose `gcloud` has a cloud of its own, and refuses flags that the real one does not know. */
export interface Cloud {
  readonly clone: Project;
  /** All calls of gcloud, gsutil, gh and docker, one a line. */
  calls(): string[];
  forgetCalls(): void;
  /** From now on this is wrong with it, and nothing else. */
  damage(broken: Broken): void;
  /** What was made so far, as the stand-in keeps it. */
  made(): string;
}

/** Tools that only write down how they were called; `sleep` does not even do that. */
const RECORDERS = ['gh', 'gsutil', 'docker'];

export async function withCloud(project: Project, name: string): Promise<Cloud> {
  const home = join(project.aside, 'clouds', name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'bin'), { recursive: true });
  const client = join(EMITTED, 'python', 'stand_ins', 'gcloud.py');
  standIn(home, 'gcloud', `exec python3 -I -S "${client}" "${home}" "$@"`);
  for (const tool of RECORDERS) standIn(home, tool, `echo "${tool} $*" >> "${join(home, 'calls')}"`);
  standIn(home, 'sleep', '');
  const folder = join(home, 'clone');
  await succeed(project, 'git', ['clone', '--quiet', project.folder, folder]);
  await succeed({ ...project, folder }, 'git', ['remote', 'set-url', 'origin', 'https://github.com/ada/digits.git']);
  const path = [join(home, 'bin'), project.env['PATH'] ?? ''].join(delimiter);
  const clone = { ...project, folder, env: { ...project.env, PATH: path } };
  const read = (file: string): string => (existsSync(join(home, file)) ? readFileSync(join(home, file), 'utf8') : '');
  return {
    clone,
    calls: () => read('calls').split('\n').slice(0, -1),
    forgetCalls: () => rmSync(join(home, 'calls'), { force: true }),
    damage: (broken) => writeFileSync(join(home, 'broken.json'), JSON.stringify(broken)),
    made: () => read('cloud.json'),
  };
}

function standIn(home: string, tool: string, line: string): void {
  const file = join(home, 'bin', tool);
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}

/** Each of these was called at least once. */
export function expectCalls({ calls }: Cloud, expected: readonly RegExp[]): void {
  const missing = expected.filter((call) => !calls().some((line) => call.test(line)));
  if (missing.length > 0) throw new CheckFailure(`It did not call ${missing.join(', ')} but:\n${calls().join('\n')}`);
}

/** None of these was called. */
export function expectNoCalls({ calls }: Cloud, refused: RegExp): void {
  const found = calls().filter((line) => refused.test(line));
  if (found.length > 0) throw new CheckFailure(`It called:\n${found.join('\n')}`);
}
