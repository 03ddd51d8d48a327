import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import { type Check, isFull } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { ROOT } from '../paths.js';
import { CheckFailure, refuse, run, succeed } from '../process.js';
import { type StandIns, withStandIns } from '../stand_ins.js';

const shares: Check = {
  name: 'each of its tasks is once in the list of who did what, and becomes one issue: none in a dry run, and none the second time',
  applies: (project) => has(project, 'reports/contributions.md') && isFull(project),
  run: async (project) => {
    const fakes = await withIssues(project);
    const { clone } = fakes;
    const lines = [...readFileSync(join(clone.folder, 'reports/contributions.md'), 'utf8').matchAll(/^- (\d+), /gm)].map(([, id]) => id);
    const { stdout } = await succeed(project, process.execPath, [join(ROOT, 'dist', 'mlops.cjs'), 'info', '--json']);
    const slugs = at(JSON.parse(stdout), 'tasks', 'on') as readonly string[];
    const on = newestPack()
      .pack.tasks.filter(({ slug }) => slugs.includes(slug))
      .map(({ id }) => id);
    if (lines.toSorted().join() !== on.map(String).toSorted().join()) throw new CheckFailure(`The lines ${lines} are not the tasks ${on}`);
    await assign(clone, lines.length);
    const script = ['scripts/create_issues.sh'];
    await succeed(clone, 'sh', [...script, '--dry-run']);
    expectIssues(fakes, 0);
    for (const _ of ['once', 'again']) {
      await succeed(clone, 'sh', script);
      expectIssues(fakes, lines.length);
    }
    await refuse(clone, /^usage:/, 'sh', [...script, '--all']);
  },
};

/** The table has each task once, whether it is open or in turns with the members; who reviews has not done it. */
async function assign(clone: Project, tasks: number): Promise<void> {
  const page = join(clone.folder, 'reports/contributions.md');
  const script = ['scripts/contributions.py'];
  writeFileSync(join(clone.folder, '.github/members.txt'), 'ada\nbo\n@cy  # from the other group\n');
  await refuse(clone, /nobody has done it yet/, 'python', script);
  expectCells(page, tasks);
  await run(clone, 'python', [...script, '--propose']);
  expectCells(page, tasks);
  const text = readFileSync(page, 'utf8');
  if (/Done by \?|reviewed by \?/.test(text)) throw new CheckFailure('A task has nobody');
  if (/Done by (\w+), reviewed by \1$/m.test(text)) throw new CheckFailure('Somebody reviews what they did');
  writeFileSync(page, text.replace(/^(- 1, .*Done by )\w+/m, '$1eve'));
  await refuse(clone, /task 1: eve is not in/, 'python', script);
  writeFileSync(page, text);
}

function expectCells(page: string, tasks: number): void {
  const rows = readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => /^\| [a-z]/.test(line));
  const done = rows.slice(1).flatMap((row) => row.match(/(?<![(\d])\d+/g) ?? []);
  if (done.length !== tasks || new Set(done).size !== tasks) throw new CheckFailure(`The table has ${done.length} of ${tasks} tasks`);
}

/** A copy whose `gh` keeps the titles of issues, as GitHub would. */
function withIssues(project: Project): Promise<StandIns> {
  const gh = [
    'case "$1 $2" in',
    '  "issue list") cat "$home/titles" 2> /dev/null || : ;;',
    '  "issue create") echo "$4" >> "$home/titles" ;;',
    '  *) exit 1 ;;',
    'esac',
  ];
  return withStandIns(project, 'issues', { gh: gh.join('\n') });
}

function expectIssues({ home }: StandIns, expected: number): void {
  const file = join(home, 'titles');
  const titles = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  if (titles.length !== expected || new Set(titles).size !== expected)
    throw new CheckFailure(`There are ${titles.length} issues, and not ${expected}:\n${titles.join('\n')}`);
}

export const CONTRIBUTION_CHECKS: readonly Check[] = [shares];
