import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, refuse, run, succeed } from '../process.js';
import { noteOf, type StandIns, withStandIns } from '../stand_ins.js';

const IDENTITY = {
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

const invites: Check = {
  name: 'its script invites every member once, nobody in a dry run, and refuses what is no name',
  applies: (project) => has(project, 'scripts/add_collaborators.sh'),
  run: async (project) => {
    const fakes = await withGh(project, 'team');
    const { clone } = fakes;
    const members = join(clone.folder, '.github/members.txt');
    appendFileSync(members, 'ada\n@grace-h   # from the other group\n');
    const script = ['scripts/add_collaborators.sh'];
    await succeed(clone, 'sh', [...script, '--dry-run']);
    expectChanges(fakes, []);
    await succeed(clone, 'sh', script);
    expectChanges(
      fakes,
      ['ada', 'grace-h'].map((name) => `PUT repos/{owner}/{repo}/collaborators/${name} --field permission=push`),
    );
    if (ownersOf(clone) !== '* @ada @grace-h\n') throw new CheckFailure(`The owners are: ${ownersOf(clone)}`);
    appendFileSync(join(clone.folder, '.github/CODEOWNERS'), 'docs/ @bo\n');
    await succeed(clone, 'sh', script);
    if (ownersOf(clone) !== '* @ada @grace-h\ndocs/ @bo\n') throw new CheckFailure(`The owners are: ${ownersOf(clone)}`);
    appendFileSync(members, '$(touch run)\n');
    await refuse(clone, /not GitHub user names/, 'sh', script);
    if (existsSync(join(clone.folder, 'run'))) throw new CheckFailure('A name was run as a command');
  },
};

/** The lines of CODEOWNERS that are no comments. */
function ownersOf({ folder }: Project): string {
  return readFileSync(join(folder, '.github/CODEOWNERS'), 'utf8').replaceAll(/^#.*\n/gm, '');
}

const protects: Check = {
  name: 'its script sets every rule of the branch, and none in a dry run',
  applies: (project) => has(project, 'scripts/protect_main.sh'),
  run: async (project) => {
    const fakes = await withGh(project, 'rules');
    const { clone } = fakes;
    await succeed(clone, 'sh', ['scripts/protect_main.sh', '--dry-run']);
    expectChanges(fakes, []);
    await succeed(clone, 'sh', ['scripts/protect_main.sh']);
    const isChecked = checksPullRequests(project);
    expectChanges(fakes, Array<string>(isChecked ? 2 : 1).fill('POST repos/{owner}/{repo}/rulesets --input -'));
    const contexts = readFileSync(join(fakes.home, 'input'), 'utf8').match(/"context"/g) ?? [];
    if ((contexts.length === 0) === isChecked) throw new CheckFailure(`${contexts.length} checks are required`);
  },
};

/** Whether there is a workflow that the branch can require. */
function checksPullRequests({ folder }: Project): boolean {
  const workflows = join(folder, '.github', 'workflows');
  const texts = existsSync(workflows) ? readdirSync(workflows).map((name) => readFileSync(join(workflows, name), 'utf8')) : [];
  return texts.some((text) => /^ {2}pull_request:/m.test(text));
}

const handsIn: Check = {
  name: 'it is published once, and the check before the hand-in finds a dirty tree, a key and a missing figure',
  applies: (project) => has(project, 'scripts/hand_in_check.py'),
  run: async (project) => {
    const { clone } = await withGh(project, 'hand-in');
    const hub = join(project.aside, 'hub.git');
    rmSync(hub, { recursive: true, force: true });
    await succeed(clone, 'git', ['init', '--quiet', '--bare', hub]);
    await succeed(clone, 'git', ['remote', 'set-url', 'origin', hub]);
    await succeed(clone, 'git', ['update-ref', '-d', 'refs/remotes/origin/main']);
    const check = ['scripts/hand_in_check.py'];
    await refuse(clone, /nothing is on GitHub/, 'python', check);
    await succeed(clone, 'sh', ['scripts/publish.sh']);
    const before = await succeed(clone, 'git', ['ls-remote', hub]);
    const again = await succeed(clone, 'sh', ['scripts/publish.sh']);
    if (!again.output.includes('Everything up-to-date')) throw new CheckFailure('The second time it did something', again);
    if ((await succeed(clone, 'git', ['ls-remote', hub])).stdout !== before.stdout)
      throw new CheckFailure('The second time it pushed', again);
    const open = has(project, 'reports/README.md') ? 'the report is not complete' : 'there is no reports/README\\.md';
    await refuse(clone, new RegExp(`NO {3}the report is complete\\n.*${open}`), 'python', check);
    await report(clone);
    await succeed(clone, 'python', check);
    await spoil(clone, check);
    await lookAtNothing(clone, check);
  },
};

/** Writes a report with a checker that finds nothing, and publishes both. */
async function report(clone: Project): Promise<void> {
  mkdirSync(join(clone.folder, 'reports'), { recursive: true });
  writeFileSync(join(clone.folder, 'reports/README.md'), '# Report\n');
  writeFileSync(join(clone.folder, 'reports/report.py'), 'print("all answered")\n');
  await commitAll(clone, 'Write the report');
  await succeed(clone, 'sh', ['scripts/publish.sh']);
}

/** Without a repository, and in one that holds nothing, every answer is no. */
async function lookAtNothing(clone: Project, check: readonly string[]): Promise<void> {
  rmSync(join(clone.folder, '.git'), { recursive: true });
  const outside = { ...clone, env: { ...clone.env, GIT_CEILING_DIRECTORIES: join(clone.folder, '..') } };
  const none = await refuse(outside, /not a git repository/, 'python', check);
  await succeed(outside, 'git', ['init', '--quiet', '--initial-branch', 'main']);
  const empty = await refuse(outside, /git tracks no file/, 'python', check);
  for (const ran of [none, empty]) if (/^yes/m.test(ran.output)) throw new CheckFailure('It says yes to what is not there', ran);
}

async function commitAll(clone: Project, message: string): Promise<void> {
  await succeed(clone, 'git', ['add', '--all']);
  await succeed(clone, 'git', ['commit', '--quiet', '--message', message], { env: IDENTITY });
}

async function spoil(clone: Project, check: readonly string[]): Promise<void> {
  writeFileSync(join(clone.folder, 'open.txt'), 'not committed\n');
  await refuse(clone, /uncommitted changes/, 'python', check);
  writeFileSync(join(clone.folder, 'open.txt'), `-----BEGIN RSA PRIVATE ${'KEY'}-----\n`);
  writeFileSync(join(clone.folder, 'reports/README.md'), '![the loss](figures/loss.png)\n');
  await commitAll(clone, 'Spoil it');
  const { output } = await refuse(clone, /open\.txt:1 looks like a private key/, 'python', check);
  if (!output.includes('shows figures/loss.png, which is not in git'))
    throw new CheckFailure(`The missing figure was not found:\n${output}`);
}

/** A clone whose `gh` only writes down how it was called, and what it was given. */
async function withGh(project: Project, name: string): Promise<StandIns> {
  const gh = [noteOf('gh'), 'case "$*" in *"--input -") cat > "$home/input" ;; esac'].join('\n');
  const standIns = await withStandIns(project, name, { gh });
  await run(standIns.clone, 'git', ['branch', '--move', 'main']);
  return standIns;
}

/** What `gh` was asked to change. */
function expectChanges({ calls }: StandIns, expected: readonly string[]): void {
  const changes = calls()
    .filter((line) => line.includes('--method '))
    .map((line) => line.slice(line.indexOf('--method ') + '--method '.length));
  if (changes.join('\n') !== expected.join('\n'))
    throw new CheckFailure(`gh was called for:\n${changes.join('\n')}\nand not for:\n${expected.join('\n')}`);
}

export const TEAM_CHECKS: readonly Check[] = [invites, protects, handsIn];
