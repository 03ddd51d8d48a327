import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './emission.js';
import { EMITTED } from './paths.js';
import { succeed } from './process.js';
import { noteOf, type StandIns, withStandIns } from './stand_ins.js';

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
export interface Cloud extends StandIns {
  /** From now on this is wrong with it, and nothing else. */
  damage(broken: Broken): void;
  /** What was made so far, as the stand-in keeps it. */
  made(): string;
}

/** Tools that only write down how they were called; `sleep` does not even do that. */
const RECORDERS = Object.fromEntries(['gh', 'gsutil', 'docker'].map((tool) => [tool, noteOf(tool)]));

export async function withCloud(project: Project, name: string): Promise<Cloud> {
  const gcloud = `exec python3 -I -S "${join(EMITTED, 'python', 'stand_ins', 'gcloud.py')}" "$home" "$@"`;
  const standIns = await withStandIns(project, `cloud-${name}`, { ...RECORDERS, gcloud, sleep: '' });
  const { home, clone } = standIns;
  await succeed(clone, 'git', ['remote', 'set-url', 'origin', 'https://github.com/ada/digits.git']);
  const made = join(home, 'cloud.json');
  return {
    ...standIns,
    damage: (broken) => writeFileSync(join(home, 'broken.json'), JSON.stringify(broken)),
    made: () => (existsSync(made) ? readFileSync(made, 'utf8') : ''),
  };
}
