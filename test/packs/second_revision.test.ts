import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../generators/pipeline/documents.js';
import { packDigest, packFromBytes } from '../../generators/pipeline/pack/library/packed.js';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { snapshot, withoutHistory } from '../lives/snapshot.js';
import { outcomes, Scratch } from '../pipeline/run/scratch.js';
import { OWN_PROJECTS, type OwnProject } from './second_revision/own_work.js';

/** The pack as it was shipped under revision 2, byte for byte. */
const SECOND = packFromBytes(readFileSync(new URL('second_revision/course.pack', import.meta.url)), { trusted: true });
const QUIET = { 'skip-git': true, 'skip-install': true };
/** The exit status of a command that leaves conflicts. */
const CONFLICTS = 2;

/** Makes a project of revision 2. */
async function makeProject({ tasks, answers }: OwnProject): Promise<Scratch> {
  const scratch = new Scratch(SECOND);
  await scratch.new(tasks, { ...answers, package: 'demo' });
  return scratch;
}

/** Edits a project as its people did, and gives the lines that only they wrote, by file. */
function work(scratch: Scratch, { edits, deleted }: OwnProject): ReadonlyMap<string, readonly string[]> {
  const paths = [...new Set(edits.map(({ path }) => path))];
  const before = new Map(paths.map((path) => [path, new Set(linesOf(scratch, path))]));
  for (const { path, find, put } of edits) {
    if (find !== undefined) expect(scratch.read(path), `the edit of ${path} finds its place`).toMatch(find);
    scratch.write(path, find === undefined ? put : scratch.read(path).replace(find, put));
  }
  rmSync(join(scratch.root, deleted));
  return new Map(paths.map((path) => [path, linesOf(scratch, path).filter((line) => before.get(path)?.has(line) !== true)]));
}

function linesOf(scratch: Scratch, path: string): string[] {
  return existsSync(join(scratch.root, path)) ? scratch.read(path).split('\n') : [];
}

describe('a project of revision 2 that people have worked on', () => {
  it('is made by the pack that was shipped', () => {
    const recorded: unknown = JSON.parse(readFileSync(new URL('revisions.json', import.meta.url), 'utf8'));
    expect(recorded).toMatchObject({ [SECOND.id]: { 2: packDigest(SECOND) } });
  });

  it.each(Object.entries(OWN_PROJECTS))('loses nothing of theirs by an upgrade, which is taken back whole: %s', async (_, project) => {
    const scratch = await makeProject(project);
    const own = work(scratch, project);
    const before = withoutHistory(snapshot(scratch.root));

    const ran = await scratch.run('upgrade', [], { ...QUIET, json: true });
    const result: Result = JSON.parse(ran.out);
    const became = outcomes(result);
    expect(Object.keys(became).filter((path) => became[path] === 'conflict')).toEqual(project.conflicts);
    expect(ran.exitCode).toBe(CONFLICTS);
    for (const [path, lines] of own) expect(linesOf(scratch, path), path).toEqual(expect.arrayContaining([...lines]));
    expect(existsSync(join(scratch.root, project.deleted)), 'what they deleted stays away').toBe(false);

    expect((await scratch.run('undo', [], QUIET)).exitCode).toBe(0);
    expect(withoutHistory(snapshot(scratch.root))).toEqual(before);
  });

  it.each(Object.entries(OWN_PROJECTS))('keeps what is emitted no more where they edited it, and only there: %s', async (_, project) => {
    const scratch = await makeProject(project);
    const emitted = new Set([...snapshot(scratch.root).keys()]);
    const own = work(scratch, project);
    const ran = await scratch.run('upgrade', [], { ...QUIET, json: true });
    const result: Result = JSON.parse(ran.out);
    const fresh = new Scratch(packFromBytes(readFileSync(join(scratch.root, '.mlops/pack')), { trusted: true }));
    await fresh.new(project.tasks, { ...project.answers, package: 'demo' });
    const gone = [...own.keys()].filter((path) => emitted.has(path) && !existsSync(join(fresh.root, path)));
    expect(gone).toContain('src/demo/dataset.py');
    for (const path of gone) expect([path, outcomes(result)[path]]).toEqual([path, 'kept']);
    const left = [...snapshot(scratch.root).keys()].filter((path) => path.startsWith('src/') && !existsSync(join(fresh.root, path)));
    expect(left.toSorted()).toEqual([...gone, 'src/demo/birds.py'].toSorted());
  });

  it('is told of the upgrade where it asks for what a later revision brings', async () => {
    const scratch = new Scratch(SECOND);
    await scratch.new('minimal');
    const remedy = `Revision ${newestPack().pack.revision} of the pack brings it: mlops upgrade.`;
    expect((await scratch.run('report')).refusal).toBe(`There is no command and no stage "report". ${remedy}`);
    expect((await scratch.run('add', ['Report'])).refusal).toBe(`There is no preset, stage or task "Report". ${remedy}`);
    const docs = `docs-site (47) is on the checklist, but no stage of this pack does it. ${remedy}`;
    expect((await scratch.run('add', ['47'])).refusal).toBe(docs);
    expect((await scratch.run('docs-site')).refusal).toBe(docs);
    expect((await scratch.run('add', ['reprot'])).refusal).not.toContain('upgrade');
  });
});
