import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mlops } from './doors.js';
import { earlierProject, yearWith } from './earlier_year.js';
import { Hub } from './workflow_run.js';
import { edit, git, makeFolder, projectWith, QUICK, succeeded, writeFiles } from './workspace.js';

const OPTIONS = ['--tasks', 'ci-tests', '--upkeep', 'yes', '--manager', 'pip'] as const;
const UPGRADE = 'project_upgrade.yaml';
const CHECK = 'project_check.yaml';
const BRANCH = 'mlops-upgrade';
/** A pull request of somebody of the group. */
const PULL_REQUEST = { 'github.event.pull_request.number': '7', 'github.event.pull_request.head.repo.full_name': 'ada/demo' };

async function earlierHub(): Promise<Hub> {
  return Hub.of(await earlierProject(...OPTIONS));
}

test('where nothing is newer the upgrade ends, and touches nothing', async () => {
  const hub = await Hub.of(await projectWith(...OPTIONS));
  const { jobs, said } = await hub.runWorkflow(UPGRADE);
  expect({ jobs, said }).toEqual({ jobs: { upgrade: true }, said: 'nothing is newer\n' });
  expect(await hub.head(BRANCH)).toBe('');
  expect(hub.remembered).toEqual({ calls: [], pulls: [], comments: [] });
});

test('a newer revision is one commit on a branch, with what people wrote, and a pull request that says what changed', async () => {
  const hub = await earlierHub();
  await hub.push({ 'src/demo/model.py': 'OURS = True\n', 'notes.txt': 'ours\n' });
  const main = await hub.head('main');
  const { jobs, said } = await hub.runWorkflow(UPGRADE);
  expect(jobs, said).toEqual({ upgrade: true, propose: true });
  expect(await hub.head('main')).toBe(main);
  expect(await git(hub.origin, 'rev-parse', `${BRANCH}^`)).toBe(main);
  expect(await git(hub.origin, 'show', '-s', '--format=%an %s', BRANCH)).toMatch(
    /^github-actions\[bot\] Upgrade DTU 02476, January 2026 from revision 1 to \d+$/,
  );
  expect(await git(hub.origin, 'show', `${BRANCH}:src/demo/model.py`)).toBe('OURS = True');
  expect(await git(hub.origin, 'ls-tree', '-r', '--name-only', BRANCH)).not.toMatch(/\.mlops\/(history|lock)/);

  const [pull, ...others] = hub.remembered.pulls;
  expect(others).toEqual([]);
  expect(pull).toMatchObject({
    head: BRANCH,
    base: 'main',
    open: true,
    title: expect.stringMatching(/^Upgrade .* from revision 1 to \d+$/),
  });
  expect(pull?.body).toContain('git-repository: Create a git repository');
  expect(pull?.body).toMatch(/- typer: 0\.20\.0 → \d/);
  expect(pull?.body).toContain('- <code>docs/data.md</code>: updated, nobody had edited it');

  // The branch is what the same command makes on somebody's machine.
  const copy = join(makeFolder(), 'demo');
  await git(hub.folder, 'clone', '-q', hub.origin, copy);
  succeeded(await mlops(['upgrade', ...QUICK], { cwd: copy }));
  await git(copy, 'add', '-A');
  expect(await git(copy, 'diff', '--cached', '--name-only', `origin/${BRANCH}`)).toBe('');
});

test('an open pull request is renewed, not doubled, and pushed again only where something is different', async () => {
  const hub = await earlierHub();
  await hub.runWorkflow(UPGRADE);
  const first = await hub.head(BRANCH);
  expect((await hub.runWorkflow(UPGRADE)).jobs).toEqual({ upgrade: true, propose: true });
  expect(await hub.head(BRANCH)).toBe(first);
  await hub.push({ 'notes.txt': 'ours\n' });
  const { said } = await hub.runWorkflow(UPGRADE);
  expect(said).toContain('renewed pull request 1');
  expect(await hub.head(BRANCH)).not.toBe(first);
  expect(await git(hub.origin, 'rev-parse', `${BRANCH}^`)).toBe(await hub.head('main'));
  expect(hub.remembered.pulls).toHaveLength(1);
});

test('what people committed to the branch is not pushed away', async () => {
  const hub = await earlierHub();
  await hub.runWorkflow(UPGRADE);
  await hub.push({ 'mended.txt': 'ours\n' }, BRANCH);
  await hub.push({ 'notes.txt': 'ours\n' });
  const theirs = await hub.head(BRANCH);
  const { jobs, said } = await hub.runWorkflow(UPGRADE);
  expect(jobs).toEqual({ upgrade: true, propose: false });
  expect(said).toContain('has commits of yours. Merge or close pull request 1 first; nothing was pushed.');
  expect(await hub.head(BRANCH)).toBe(theirs);
});

test('an upgrade that people closed is not proposed again', async () => {
  const hub = await earlierHub();
  await hub.runWorkflow(UPGRADE);
  const { remembered } = hub;
  hub.remember({ ...remembered, calls: [], pulls: remembered.pulls.map((pull) => ({ ...pull, open: false })) });
  await hub.push({ 'notes.txt': 'ours\n' });
  const before = await hub.head(BRANCH);
  const { jobs, said } = await hub.runWorkflow(UPGRADE);
  expect(jobs).toEqual({ upgrade: true, propose: true });
  expect(said).toContain('so none is opened again: Upgrade DTU 02476');
  expect(hub.remembered.pulls).toHaveLength(1);
  expect(await hub.head(BRANCH)).toBe(before);
});

test('once it is merged, the next revision has a pull request of its own', async () => {
  const hub = await earlierHub();
  await hub.runWorkflow(UPGRADE);
  await git(hub.clone, 'fetch', '-q');
  await git(hub.clone, 'merge', '-q', '--ff-only', `origin/${BRANCH}`);
  await git(hub.clone, 'push', '-q', 'origin', 'HEAD:main');
  const { remembered } = hub;
  hub.remember({ ...remembered, pulls: remembered.pulls.map((pull) => ({ ...pull, open: false, mergedAt: '2026-01-12T04:23:00Z' })) });
  expect((await hub.runWorkflow(UPGRADE)).said).toBe('nothing is newer\n');
  const next = yearWith((change) => {
    change('pack.yml', /^revision: \d+$/m, 'revision: 900');
    change('versions.txt', /^typer==\S+/m, 'typer==0.98.7');
  });
  const { jobs, said } = await hub.runWorkflow(UPGRADE, { 'vars.MLOPS_PACK': next });
  expect(jobs, said).toEqual({ upgrade: true, propose: true });
  expect(hub.remembered.pulls.map(({ number, open }) => [number, open])).toEqual([
    [1, false],
    [2, true],
  ]);
  expect(hub.remembered.pulls[1]?.body).toMatch(/- typer: \S+ → 0\.98\.7/);
  expect(await git(hub.origin, 'show', `${BRANCH}:pyproject.toml`)).toContain('typer>=0.98.7');
});

test('where the upgrade is in conflict with what people wrote the run fails, and no marker is committed anywhere', async () => {
  const project = await earlierProject(...OPTIONS);
  edit(project, 'docs/data.md', (text) => text.replace('# Earlier words about data', '# Our words about data'));
  const hub = await Hub.of(project);
  const main = await hub.head('main');
  const { jobs, said } = await hub.runWorkflow(UPGRADE);
  expect(jobs).toEqual({ upgrade: false });
  expect(said).toContain('::error::The upgrade needs a person: run `mlops upgrade` on a branch of your own. Nothing was committed.');
  expect(said).toContain('conflict: docs/data.md');
  expect(await git(hub.origin, 'for-each-ref', '--format=%(refname) %(objectname)')).toBe(`refs/heads/main ${main}`);
  expect(hub.remembered.pulls).toEqual([]);
});

test('by hand on a machine, too, a conflict leaves the folder and its branches as they were', async () => {
  const project = await earlierProject(...OPTIONS);
  edit(project, 'docs/data.md', (text) => text.replace('# Earlier words about data', '# Our words about data'));
  const hub = await Hub.of(project);
  await hub.push({ 'notes.txt': 'ours\n' });
  const state = async (): Promise<string[]> =>
    Promise.all([
      git(hub.clone, 'status', '--porcelain'),
      git(hub.clone, 'rev-parse', 'HEAD'),
      git(hub.clone, 'branch', '--list'),
      git(hub.clone, 'worktree', 'list'),
    ]);
  const before = await state();
  const { run } = await import('./doors.js');
  const path = `${join(hub.folder, 'bin')}:${process.env['PATH'] ?? ''}`;
  const { code, stderr } = await run('sh', ['.github/scripts/project_upgrade.sh', join(hub.folder, 'results')], {
    cwd: hub.clone,
    env: { PATH: path },
  });
  expect(code, stderr).toBe(1);
  expect(await state()).toEqual(before);
});

/** A generator that says this document of every upgrade, and when it writes, writes this text and ends with this status. */
function generator(document: object, text: string, status: number): string {
  const folder = makeFolder();
  const script = `for root; do :; done
cat '${folder}/document.json'
case "$*" in *--plan*) exit 0 ;; esac
printf '%s\n' '${text}' > "$root/written.txt"
exit ${status}
`;
  writeFiles(folder, { 'document.json': JSON.stringify(document), 'mlops.sh': script });
  return `sh ${join(folder, 'mlops.sh')}`;
}

const NAME = '`a` | <script>alert(1)</script>\n@octocat #1 [b](https://example.org)';
const NEWS = {
  from: { id: 'x', title: NAME, revision: 1 },
  to: { id: 'x', title: NAME, revision: 2 },
  newTasks: [{ slug: 'new', id: 3, wording: NAME }],
  goneTasks: [],
  reworded: [{ slug: 'old', before: 'a', after: NAME }],
  versions: [{ name: NAME, after: '1.0' }],
};
const DOCUMENT = { changes: [{ path: NAME, outcome: 'new' }], warnings: [{ fact: NAME, command: NAME }], news: NEWS };

test.each([
  ['a conflict that only the writing meets', '<<<<<<< yours', 2, 'The upgrade needs a person'],
  ['a marker that nobody told of', '<<<<<<< yours', 0, 'A conflict marker was left in a file'],
  ['a failure half-way', 'half', 1, 'mlops upgrade failed'],
])('nothing is committed either after %s', async (_, text, status, words) => {
  const hub = await Hub.of(await projectWith(...OPTIONS));
  const { jobs, said } = await hub.runWorkflow(UPGRADE, { 'vars.MLOPS': generator(DOCUMENT, text, status) });
  expect(jobs).toEqual({ upgrade: false });
  expect(said).toMatch(new RegExp(`::error::${words}.*Nothing was committed\\.`));
  expect(await hub.head(BRANCH)).toBe('');
});

test('whatever a pack and its files are called, the pull request shows it as text and notifies nobody', async () => {
  const hub = await Hub.of(await projectWith(...OPTIONS));
  const { jobs, said } = await hub.runWorkflow(UPGRADE, { 'vars.MLOPS': generator(DOCUMENT, 'fine', 0) });
  expect(jobs, said).toEqual({ upgrade: true, propose: true });
  const [pull] = hub.remembered.pulls;
  expect(pull?.title).toBe(`Upgrade ${NAME.replace('\n', ' ')} from revision 1 to 2`);
  expect(pull?.body).toContain(
    '- 3 new: &#96;a&#96; &#124; &#60;script&#62;alert&#40;1&#41;&#60;/script&#62; &#64;<!-- -->octocat &#35;<!-- -->1',
  );
  const rest = (pull?.body ?? '').replaceAll('<!-- -->', '').replaceAll(/<\/?code>/g, '');
  expect(rest).not.toMatch(/[<>@]|\]\(/);
});

test('what mlops refuses fails the run, in its words', async () => {
  const folder = yearWith((change) => change('pack.yml', /^revision: \d+$/m, 'revision: 999'));
  const hub = await Hub.of(await projectWith('--pack', folder, ...OPTIONS));
  const { jobs, said } = await hub.runWorkflow(UPGRADE);
  expect(jobs).toEqual({ upgrade: false });
  expect(said).toMatch(/revision 999.*newer generator[\s\S]*::error::mlops upgrade failed/);
});

test('the check is one comment on a pull request, which the next run edits, and the page of the run', async () => {
  const hub = await Hub.of(await projectWith(...OPTIONS));
  const quoted = { id: 1, login: 'ada', body: 'what is `<!-- generator-mlops check -->`?', on: 7 };
  const report = { id: 2, login: 'github-actions[bot]', body: 'another report', on: 7 };
  hub.remember({ calls: [], pulls: [], comments: [quoted, report] });
  const { jobs, summary, said } = await hub.runWorkflow(CHECK, PULL_REQUEST);
  expect(jobs, said).toEqual({ check: true, comment: true });
  expect(summary).toMatch(/^### DTU 02476, January 2026, revision \d+\n/);
  expect(hub.remembered.comments).toEqual([
    quoted,
    report,
    expect.objectContaining({ login: 'github-actions[bot]', body: summary, on: 7 }),
  ]);

  await hub.push({ 'pyproject.toml': '' });
  const again = await hub.runWorkflow(CHECK, PULL_REQUEST);
  expect(again.summary).toContain('pyproject.toml is empty');
  expect(hub.remembered.comments.map(({ body }) => body)).toEqual([quoted.body, report.body, again.summary]);
});

test('a pull request from a fork has the check on the page of the run alone', async () => {
  const hub = await Hub.of(await projectWith(...OPTIONS));
  const { jobs, summary } = await hub.runWorkflow(CHECK, { ...PULL_REQUEST, 'github.event.pull_request.head.repo.full_name': 'eve/demo' });
  expect(jobs).toEqual({ check: true });
  expect(summary).toContain('tasks done**');
  expect(hub.remembered.calls).toEqual([]);
});

test('a package of the generator’s name in the repository is not started, and another command can be named', async () => {
  const hub = await Hub.of(await projectWith(...OPTIONS));
  await hub.push({ 'node_modules/generator-mlops/package.json': '{"bin":"x.js"}', '.gitignore': '' });
  expect((await hub.runWorkflow(CHECK, PULL_REQUEST)).jobs).toEqual({ check: true, comment: true });
  const own = join(makeFolder(), 'mlops.sh');
  cpSync(join(hub.folder, 'bin/npx'), own);
  const { jobs, said } = await hub.runWorkflow(CHECK, { ...PULL_REQUEST, 'vars.MLOPS': `sh ${own} --yes generator-mlops@0` });
  expect(jobs, said).toEqual({ check: true, comment: true });
});
