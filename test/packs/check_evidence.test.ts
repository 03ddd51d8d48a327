import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOverNeeds, isListed } from '../../generators/pipeline/pack/needs.js';
import type { Pack, Task } from '../../generators/pipeline/pack/pack.js';
import type { CheckedProject } from '../../generators/pipeline/progress/subject.js';
import type { TaskRow } from '../../generators/pipeline/progress/task_row.js';
import { Repository } from '../../generators/pipeline/repository/repository.js';
import { Changed, packOf, rowsOf, slugsWith, writeProject } from '../support/checked.js';
import { claimedTasks } from '../support/emitted.js';
import { scratchFolder } from '../support/scratch.js';

const root = scratchFolder('check');
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(['2024', '2025', '2026'])('a fresh project of %s', (year) => {
  let pack: Pack;
  beforeAll(async () => {
    pack = await packOf(year);
  });

  /** The rows of a project with these tasks, and which tasks are expected to be met. */
  async function freshRows(asked: readonly string[]): Promise<{ rows: Map<string, TaskRow>; own: readonly string[] }> {
    const project = writeProject(root, pack, asked);
    const { on } = closeOverNeeds(asked, pack);
    const own = pack.tasks.filter(({ slug, kind }) => on.includes(slug) && kind !== 'practice').map(({ slug }) => slug);
    return { rows: await rowsOf(pack, new Repository(root), project), own };
  }

  it('with every task has all of them met, and every practice is its people’s to confirm', async () => {
    const { rows } = await freshRows(claimedTasks(pack));
    const practices = pack.tasks.filter(({ kind }) => kind === 'practice').map(({ slug }) => slug);
    expect(slugsWith(rows, 'yours')).toEqual(practices);
    expect([...rows.values()].filter(({ verdict }) => verdict !== 'met' && verdict !== 'yours')).toEqual([]);
    for (const slug of practices) expect(rows.get(slug)?.question).toMatch(/\?$/);
  });

  it('with every task has the tests and the commands that show one at work', () => {
    const { rendered } = writeProject(root, pack, claimedTasks(pack));
    const commands = [...rendered].filter(([path]) => path.startsWith('tasks_stages/')).map(([, { bytes }]) => bytes.toString('utf8'));
    for (const { kind, path = '', task = '' } of pack.tasks.flatMap(({ evidence }) => evidence.flat())) {
      if (kind === 'pytest') expect([...rendered.keys()]).toContain(path);
      if (kind === 'invoke') expect(commands.join('\n')).toContain(`\ndef ${task.replaceAll('-', '_')}(`);
    }
  });

  it('with no task but the ones that are always on has these alone, and a command for each other one', async () => {
    const { rows, own } = await freshRows([]);
    expect(slugsWith(rows, 'met')).toEqual(own);
    const others = [...rows.values()].filter(({ verdict }) => verdict === 'missing');
    expect(others.map(({ command }) => command)).toEqual(others.map(({ slug }) => `mlops add ${slug}`));
    expect(slugsWith(rows, 'broken', 'declared')).toEqual([]);
  });

  it('with any one task has that task and what it needs, and no other', async () => {
    const wrong: string[] = [];
    for (const task of claimedTasks(pack)) {
      const { rows, own } = await freshRows([task]);
      const listed = own.filter((slug) => rows.has(slug));
      const met = slugsWith(rows, 'met');
      const different = [...met.filter((slug) => !listed.includes(slug)), ...listed.filter((slug) => !met.includes(slug))];
      if (different.length > 0) wrong.push(`${task}: ${different.join(', ')}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('in a project with every task', () => {
  const empty = join(root, '..', `${root.split('/').at(-1) ?? ''}-empty`);
  let pack: Pack;
  let project: CheckedProject;
  let base: Repository;
  let before: ReadonlyMap<string, TaskRow>;
  beforeAll(async () => {
    mkdirSync(empty, { recursive: true });
    pack = await packOf('2026');
    project = writeProject(root, pack, claimedTasks(pack));
    base = new Repository(root);
    before = await rowsOf(pack, base, project);
    for (const path of base.files.keys()) base.code(path);
  });
  afterAll(() => rmSync(empty, { recursive: true, force: true }));

  const artifacts = (): string[] => [...new Set(pack.tasks.filter(isListed).flatMap((task) => ownArtifacts(task)))];
  const ownArtifacts = (task: Task): string[] => task.artifacts.map((path) => path.replaceAll('pkgname', project.plan.packageName));
  const filesOf = (artifact: string): string[] =>
    artifact.endsWith('/')
      ? [...base.files.keys()].filter((path) => path.startsWith(artifact))
      : base.files.has(artifact)
        ? [artifact]
        : [];

  /** The rows that are not as they were. */
  async function changedBy(gone: readonly string[], emptied: readonly string[]): Promise<TaskRow[]> {
    const after = await rowsOf(pack, new Changed(empty, base, new Set(gone), new Set(emptied)), project);
    return [...after.values()].filter((row) => {
      const earlier = before.get(row.slug);
      return row.verdict !== earlier?.verdict || JSON.stringify(row.findings) !== JSON.stringify(earlier.findings);
    });
  }

  /** What is wrong with the rows after a change of an artifact: whom it belongs to has to say so, and nobody else may but for his evidence. */
  function faultsOf(artifact: string, paths: readonly string[], changed: readonly TaskRow[], isOwner: (task: Task) => boolean): string[] {
    const owners = pack.tasks.filter((task) => isListed(task) && isOwner(task)).map(({ slug }) => slug);
    const silent = owners.filter((slug) => !changed.some((row) => row.slug === slug));
    const others = changed.filter(({ slug }) => !owners.includes(slug));
    const strange = others.filter(({ slug }) => !before.get(slug)?.evidence.some(({ path = '' }) => paths.includes(path)));
    const vague = changed.filter((row) => owners.includes(row.slug) && !row.findings.some(({ path = '' }) => path.startsWith(artifact)));
    const wrong = changed.filter(({ slug, verdict }) => verdict === 'met' || (verdict === 'yours') !== (taskOf(slug)?.kind === 'practice'));
    return [
      ...silent.map((slug) => `${slug} does not say that ${artifact} changed`),
      ...strange.map(({ slug }) => `${slug} changes with ${artifact}`),
      ...vague.map(({ slug }) => `${slug} does not name ${artifact}`),
      ...wrong.map(({ slug, verdict }) => `${slug} is ${verdict} without ${artifact}`),
    ];
  }

  const taskOf = (slug: string): Task | undefined => pack.tasks.find((task) => task.slug === slug);

  it('an artifact that is gone changes the rows of the tasks that bring it, which name it', async () => {
    const faults: string[] = [];
    expect(artifacts().length).toBeGreaterThan(90);
    for (const artifact of artifacts()) {
      const paths = filesOf(artifact);
      const changed = await changedBy(paths, []);
      if (paths.length > 0) faults.push(...faultsOf(artifact, paths, changed, (task) => ownArtifacts(task).includes(artifact)));
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('an artifact that is empty makes the tasks broken that bring it, which name it', async () => {
    const faults: string[] = [];
    for (const artifact of artifacts()) {
      // What said nothing from the start may say nothing.
      const paths = filesOf(artifact).filter((path) => (base.code(path)?.lines ?? 1) > 0);
      const changed = await changedBy([], paths);
      const isOwner = (task: Task): boolean =>
        ownArtifacts(task).some((each) => each === artifact || (each.endsWith('/') && paths.some((path) => path.startsWith(each))));
      if (paths.length > 0) faults.push(...faultsOf(artifact, paths, changed, isOwner));
      faults.push(
        ...changed.filter(({ verdict }) => verdict === 'missing').map(({ slug }) => `${slug} is missing with an empty ${artifact}`),
      );
    }
    expect(faults).toEqual([]);
  }, 60_000);
});
