import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shippedFolder } from '../../generators/pipeline/pack/library/shipped.js';
import { closeOverNeeds, isListed } from '../../generators/pipeline/pack/needs.js';
import type { Pack } from '../../generators/pipeline/pack/pack.js';
import { readPackFolder } from '../../generators/pipeline/pack/source/folder.js';
import { makePlan } from '../../generators/pipeline/plan/plan.js';
import { judgeTask } from '../../generators/pipeline/progress/judge.js';
import { NO_WORDS } from '../../generators/pipeline/progress/own_words.js';
import type { CheckedProject, Subject } from '../../generators/pipeline/progress/subject.js';
import type { TaskRow } from '../../generators/pipeline/progress/task_row.js';
import { Repository } from '../../generators/pipeline/repository/repository.js';
import { answersFor } from './emitted.js';
import { render } from './render.js';

/** The packs that come with the generator, as their folders are now. */
export function packOf(year: string): Promise<Pack> {
  return readPackFolder(join(import.meta.dirname, '../../templates', year), shippedFolder);
}

/** Writes files into a folder that holds nothing else, with a git repository that has a commit. */
export function writeRepository(root: string, files: Iterable<readonly [path: string, content: Uint8Array | string]>): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, '.git/refs/heads'), { recursive: true });
  writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(root, '.git/refs/heads/main'), '1'.repeat(40));
  for (const [path, content] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** A project with these tasks, as it is generated, written to a folder. */
export function writeProject(root: string, pack: Pack, asked: readonly string[]): CheckedProject {
  const answers = answersFor(pack, asked);
  const plan = makePlan(answers, pack);
  const rendered = render(plan);
  writeRepository(
    root,
    [...rendered].map(([path, { bytes }]) => [path, bytes] as const),
  );
  const state = { version: '0', pack: { id: pack.id, revision: pack.revision, digest: '' }, asked, answers: answers.values };
  return { state, on: new Set(closeOverNeeds(asked, pack).on), plan, rendered };
}

/** What `check` says of each task of a pack. */
export async function rowsOf(pack: Pack, repository: Repository, project?: CheckedProject): Promise<Map<string, TaskRow>> {
  const loaded = { pack, bytes: Buffer.alloc(0), digest: '', shipped: false };
  const subject: Subject = { repository, loaded, findings: [], ...(project === undefined ? {} : { project }) };
  const rows = await Promise.all(pack.tasks.filter(isListed).map((task) => judgeTask(task, subject, NO_WORDS)));
  return new Map(rows.map((row) => [row.slug, row]));
}

/** The tasks of these verdicts. */
export function slugsWith(rows: ReadonlyMap<string, TaskRow>, ...verdicts: readonly TaskRow['verdict'][]): string[] {
  return [...rows.values()].filter(({ verdict }) => verdicts.includes(verdict)).map(({ slug }) => slug);
}

/** A repository in which some files are gone or empty; the rest is taken from the one that was read already. */
export class Changed extends Repository {
  override readonly files: ReadonlyMap<string, number>;
  override readonly git: Repository['git'];

  constructor(
    empty: string,
    private readonly base: Repository,
    private readonly gone: ReadonlySet<string>,
    private readonly emptied: ReadonlySet<string>,
  ) {
    super(empty);
    this.files = new Map([...base.files].filter(([path]) => !gone.has(path)).map(([path, size]) => [path, emptied.has(path) ? 0 : size]));
    this.git = base.git;
  }

  override text(path: string): string | undefined {
    if (this.emptied.has(path)) return '';
    return this.gone.has(path) ? undefined : this.base.text(path);
  }

  override code(path: string): ReturnType<Repository['code']> {
    if (this.emptied.has(path)) return { text: '', lines: 0 };
    return this.gone.has(path) ? undefined : this.base.code(path);
  }
}
