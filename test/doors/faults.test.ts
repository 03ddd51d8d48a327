import { chmodSync, cpSync, existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mlops, run } from './doors.js';
import { commandLine, type Fault, type FaultyRun, runWithFault } from './faulty.js';
import { type Snapshot, snapshot } from './snapshot.js';
import { giveToUser } from './user.js';
import { edit, makeFolder, read, succeeded } from './workspace.js';

// The binary as it was published, with something happening at one of the changes that it makes to the disk.

const ADD = ['add', 'quality', '--defaults', '--skip-install'];
const SETTINGS = ['new', '--defaults', '--skip-install', '--group=7'];

let original: string;
/** The project before its last command, as it is, and after the next one. */
let earlier: Snapshot;
let before: Snapshot;
let after: Snapshot;
/** The changes of that next command, in order. */
let changes: readonly string[];

/** All of a project, with what git's folder holds of ours. A step that kept its first name is found by either. */
function stateOf(project: string): Snapshot {
  const history = existsSync(join(project, '.git/mlops')) ? snapshot(join(project, '.git/mlops')) : {};
  return {
    ...snapshot(project, ['.git']),
    ...Object.fromEntries(Object.entries(history).map(([path, what]) => [`history ${path.replace(/\.begun$/, '')}`, what])),
  };
}

/** Without the history, which a step may have entered that came to nothing: it is never found. */
function filesOf(state: Snapshot): Snapshot {
  return Object.fromEntries(Object.entries(state).filter(([path]) => !path.startsWith('history ')));
}

function copy(): string {
  const project = join(makeFolder(), 'demo');
  cpSync(original, project, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  giveToUser(project);
  return project;
}

beforeAll(async () => {
  const cwd = makeFolder();
  succeeded(await mlops(['new', 'demo', '--defaults', '--skip-install', '--tasks', 'minimal'], { cwd }));
  original = join(cwd, 'demo');
  edit(original, 'pyproject.toml', (text) => `${text}# A line of mine\n`);
  earlier = stateOf(original);
  succeeded(await mlops(SETTINGS, { cwd: original }));
  before = stateOf(original);
  const project = copy();
  const finished = await runWithFault(ADD, project, 'SIGKILL', 0);
  succeeded(finished);
  after = stateOf(project);
  changes = finished.changes;
});

/** The number of the first change with these words. */
function numberOf(words: string): number {
  return changes.findIndex((change) => change.includes(words)) + 1;
}

/** Every change of the command, by its number. */
function everyChange(): number[] {
  return changes.map((_, index) => index + 1);
}

/** Every third change, and all around the two moments that decide: the writing begins, and all is in place. */
function telling(): number[] {
  const moments = [numberOf('journal.draft'), numberOf('journal.json')];
  return everyChange().filter((at) => at % 3 === 0 || moments.some((moment) => Math.abs(moment - at) <= 2));
}

const MINUTES = { timeout: 240_000 };

// At every single step of a commit: test/pipeline/commit_kill.test.ts.
describe('killed before a change', MINUTES, () => {
  test('the same command makes the project whole', async () => {
    expect(changes.length).toBeGreaterThan(40);
    for (const at of [1, 2, 4, 5, ...telling()]) {
      const project = copy();
      expect((await runWithFault(ADD, project, 'SIGKILL', at)).code, `change ${at}`).toBeNull();
      succeeded(await mlops(ADD, { cwd: project }));
      expect(stateOf(project), `killed before change ${at}: ${changes[at - 1]}`).toEqual(after);
    }
  });

  test('a command that only reads says so, and the way back leads where it should', async () => {
    for (const at of everyChange().filter((number) => number % 5 === 1)) {
      const project = copy();
      await runWithFault(ADD, project, 'SIGKILL', at);
      const isPending = existsSync(join(project, '.mlops/lock'));
      const half = snapshot(project);
      const plan = await mlops([...ADD, '--plan'], { cwd: project });
      expect(plan.code, plan.stderr).toBe(isPending ? 1 : 0);
      if (isPending) expect(plan.stderr).toMatch(/^Error: A command is writing here, or was interrupted[^\n]+\n$/);
      expect(snapshot(project)).toEqual(half);
      succeeded(await mlops(['undo', '--defaults'], { cwd: project }));
      const isDone = at > numberOf('journal.json');
      expect(filesOf(stateOf(project)), `killed before change ${at}`).toEqual(filesOf(isDone ? before : earlier));
    }
  });
});

describe('asked to end', MINUTES, () => {
  test('before a change: as before with 130 or 143, or, once the writing has begun, as after, saying so', async () => {
    const first = numberOf('journal.draft');
    for (const at of telling()) {
      const project = copy();
      const [signal, status] = at % 2 === 0 ? (['SIGINT', 130] as const) : (['SIGTERM', 143] as const);
      const { code, stderr } = await runWithFault(ADD, project, signal, at);
      const isBefore = at < first;
      expect(code, `${signal} before change ${at}: ${stderr}`).toBe(isBefore ? status : 0);
      expect(stderr).toBe(
        isBefore ? 'Interrupted: nothing was written.\n' : 'Interrupted after writing had begun: all files were written.\n',
      );
      expect(stateOf(project), `${signal} before change ${at}`).toEqual(isBefore ? before : after);
    }
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s while it reads: the shell sees %i, and nothing was written', async (signal, status) => {
    const project = copy();
    const line = `${commandLine(...ADD, '--answers', '-')} & sleep 1; kill -s ${signal.slice(3)} $!; wait $!; echo $?`;
    const { stdout } = await run('bash', ['-c', `mkfifo ../pipe; exec 3<>../pipe; set -m; ${line.replace(' &', ' <&3 &')}`], {
      cwd: project,
    });
    expect(stdout.trim().split('\n').at(-1)).toBe(String(status));
    expect(stateOf(project)).toEqual(before);
  });
});

describe('refused by the disk', MINUTES, () => {
  const WORDS = {
    ENOSPC: 'the disk is full',
    EACCES: 'permission is denied',
    EROFS: 'the disk is read-only',
    EIO: 'the disk reports an error',
  } as const;
  const CODES = Object.keys(WORDS) as (keyof typeof WORDS)[];

  test('before a change: as before, with a fact and a remedy; or as after, where only cleaning up was left', async () => {
    const done = numberOf('journal.json');
    for (const at of [...telling(), 1, 2, 4, 5]) {
      const project = copy();
      const fault = CODES[at % CODES.length] ?? 'ENOSPC';
      const { code, stderr } = await runWithFault(ADD, project, fault, at);
      const where = `${fault} at change ${at}: ${changes[at - 1]}: ${stderr}`;
      // A folder that cannot be removed is left alone, and a disk without links is renamed on.
      const mayGoOn = at > done || /^(rmdirSync|linkSync)/.test(changes[at - 1] ?? '');
      if (code === 0) {
        expect(mayGoOn, where).toBe(true);
        succeeded(await mlops(ADD, { cwd: project }));
        expect(stateOf(project), where).toEqual(after);
        continue;
      }
      expect(code, where).toBe(1);
      expect(stderr, where).toMatch(/^Error: [^\n]+\. [^\n]+\.\n$/);
      expect(stderr, where).toContain(WORDS[fault]);
      expect(stateOf(project), where).toEqual(before);
    }
  });
});

describe('somebody else at work in the project', MINUTES, () => {
  /** Lets somebody do something at a change; the project, and what the command said. */
  async function meddled(deed: string, at: number): Promise<{ project: string; finished: FaultyRun }> {
    const project = copy();
    const fault: Fault = { deed };
    return { project, finished: await runWithFault(ADD, project, fault, at) };
  }

  test('a second command is told who writes, at any change in between, and changes nothing', async () => {
    const second = `${commandLine(...SETTINGS.with(-1, '--group=8'))} > ../second.txt 2>&1; echo status $? >> ../second.txt`;
    const [first, last] = [numberOf('lock/new'), numberOf('journal.json')];
    for (const at of everyChange().filter((number) => number >= first && number <= last && number % 4 === 0)) {
      const { project, finished } = await meddled(second, at);
      expect(succeeded(finished).stdout).toMatch(/^Wrote/);
      const said = read(project, '../second.txt');
      expect(said).toMatch(
        new RegExp(`^Error: Another command is writing here: process \\d+ on ${hostname()}, for \\d+ s\\. .+\\nstatus 1\\n$`),
      );
      expect(stateOf(project)).toEqual(after);
    }
  });

  test('a command that came first wins: what it wrote is not written over', async () => {
    const { project, finished } = await meddled(commandLine(...SETTINGS.with(-1, '--group=8')), numberOf('.mlops/lock-'));
    expect(finished).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/changed while the command ran; nothing was written/) as string,
    });
    expect(read(project, 'README.md')).toContain('Group: 8');
    expect(existsSync(join(project, '.mlops/lock'))).toBe(false);
    succeeded(await mlops(ADD, { cwd: project }));
    expect(read(project, 'README.md')).toContain('Group: 8');
  });

  test.each([
    ['makes a file that is to be made', 'echo mine > docs/quality.md', 'docs/quality.md', 'mine\n'],
    ['changes a file that is to be changed', 'echo "# mine" >> requirements_dev.txt', 'requirements_dev.txt', '# mine\n'],
    ['removes a file that is to be changed', 'mv requirements_dev.txt ../kept', '../kept', 'Tools for development'],
    ['puts a link in the place of a folder', 'mkdir ../outside && mv docs ../kept && ln -s ../outside docs', '../outside', ''],
    [
      'puts a link in the place of a file',
      'mkdir ../outside && mv requirements_dev.txt ../kept && ln -s ../outside/x requirements_dev.txt',
      '../outside',
      '',
    ],
  ])('who %s, before it is written, is not overruled: nothing is written', async (_, deed, path, holds) => {
    for (const words of ['.mlops/lock-', 'journal.draft', 'renameSync']) {
      const at = words === 'renameSync' ? numberOf('journal.draft') + 2 : numberOf(words);
      const { project, finished } = await meddled(deed, at);
      expect(finished, `${words}: ${finished.stdout}`).toMatchObject({ code: 1, stdout: '' });
      expect(finished.stderr).toMatch(/^Error: [^\n]+; nothing was written\. [^\n]+\.\n$/);
      if (holds === '') expect(snapshot(join(project, path))).toEqual({});
      else expect(read(project, path)).toContain(holds);
      const touched = (each: string): boolean => /^(docs($|\/)|requirements_dev)/.test(each);
      const rest = (state: Snapshot): Snapshot => Object.fromEntries(Object.entries(state).filter(([each]) => !touched(each)));
      expect(rest(stateOf(project)), words).toEqual(rest(before));
    }
  });

  test('who takes the permission away half way stops it; given back, the next command makes it whole', async () => {
    const [first, last] = [numberOf('.mlops/lock-'), numberOf('journal.json')];
    for (const at of everyChange().filter((number) => number >= first && number <= last && number % 3 === 0)) {
      const { project, finished } = await meddled('chmod a-w . docs .mlops .mlops/rendered', at);
      const where = `change ${at}: ${changes[at - 1]}: ${finished.stderr}`;
      for (const folder of ['', 'docs', '.mlops', '.mlops/rendered']) {
        if (existsSync(join(project, folder))) chmodSync(join(project, folder), 0o755);
      }
      expect(finished.stderr, where).not.toMatch(/\n\s+at |node:internal/);
      if (finished.code !== 0) expect(finished.stderr, where).toMatch(/permission is denied/);
      succeeded(await mlops(ADD, { cwd: project }));
      expect(stateOf(project), where).toEqual(after);
    }
  });
});
