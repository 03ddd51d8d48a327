import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mlops } from './doors.js';
import { hasPty, KEYS } from './pty.js';
import { snapshot, touchedSnapshot } from './snapshot.js';
import { closeAll, startAt } from './terminals.js';
import { giveToUser } from './user.js';
import { edit, makeFolder, minimalProject, projectWith, QUICK, succeeded } from './workspace.js';

// What a person sees at a terminal of removals and of plans.

const ESCAPE = '\u001b';
const RED = `${ESCAPE}[31m`;
const GREEN = `${ESCAPE}[32m`;

afterEach(closeAll);

describe.runIf(hasPty())('what needs a removed task is offered to go too', () => {
  const QUESTION = 'api-tests (35) cannot stay without fastapi-inference (33). Remove both?';

  it('yes', async () => {
    const project = await projectWith('--tasks', 'minimal,35');
    const pty = startAt('mlops', 'remove', { cwd: project }, '33', '--skip-install');
    await pty.answer(QUESTION, 'y');
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(0);
    expect(screen).toContain('Turned off: fastapi-inference, api-tests');
    expect(snapshot(project)).toEqual(snapshot(await minimalProject()));
  });

  it.each([
    ['no', ['n', KEYS.enter], 1, 'You said no, and nothing was written. Name what to remove: mlops remove <task>.'],
    ['Ctrl-C', [KEYS.ctrlC], 130, 'Interrupted: nothing was written.'],
  ] as const)('%s', async (_, keys, status, words) => {
    const project = await projectWith('--tasks', 'minimal,35');
    const before = touchedSnapshot(project);
    const pty = startAt('mlops', 'remove', { cwd: project }, '33');
    await pty.see(QUESTION);
    await pty.type(...keys);
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(status);
    expect(screen.endsWith(words), screen).toBe(true);
    expect(touchedSnapshot(project)).toEqual(before);
  });

  it('is not asked where --with-dependents says so', async () => {
    const project = await projectWith('--tasks', 'minimal,35');
    const pty = startAt('mlops', 'remove', { cwd: project }, '33', '--with-dependents', '--skip-install');
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(0);
    expect(screen).not.toContain('Remove both?');
  });
});

/** The course year with another word, another version and a task more. */
function laterYear(): string {
  const folder = join(makeFolder(), 'later');
  cpSync(resolve(import.meta.dirname, '../../templates/2026'), folder, { recursive: true });
  const change = (path: string, from: string | RegExp, to: string): void => {
    const text = readFileSync(join(folder, path), 'utf8');
    expect(text, path).toMatch(from);
    writeFileSync(join(folder, path), text.replace(from, to));
  };
  change('pack.yml', /^revision: .*$/m, 'revision: 99');
  change(
    'pack.yml',
    'wording: Create a git repository',
    'wording: Start a git repository for all of your work, and give it a name that says what it is about',
  );
  change('pack.yml', /^ {2}profiling:$/m, '  speed:\n    id: 54\n    wording: Make it fast\n    group: week1\n    kind: artifact\n$&');
  change('versions.txt', /^typer==.*$/m, 'typer==0.99.0');
  giveToUser(folder);
  return folder;
}

describe.runIf(hasPty())('a plan at a terminal', () => {
  /** A project whose last command was an `add`, and an edit since. */
  async function projectInUse(): Promise<string> {
    const project = await projectWith('--tasks', 'minimal,hydra');
    succeeded(await mlops(['add', 'docker', ...QUICK], { cwd: project }));
    edit(project, 'pyproject.toml', (text) => `${text}\n[tool.ours]\nkey = 1\n`);
    return project;
  }

  it.each([
    ['new', ['--description', 'Another one'], 'pyproject.toml'],
    ['add', ['api'], 'pyproject.toml'],
    ['remove', ['hydra'], 'pyproject.toml'],
    ['undo', [], 'README.md'],
  ] as const)('of %s has coloured diffs, and no colours where they are not wanted', async (command, words, path) => {
    const project = await projectInUse();
    const before = touchedSnapshot(project);
    const plan = [...words, '--plan'];
    const { code, output } = await startAt('mlops', command, { cwd: project, colors: true }, ...plan).end();
    expect(code, output).toBe(0);
    expect(output).toMatch(new RegExp(`${ESCAPE}\\[1m${path}`));
    expect(output).toMatch(/\u001b\[3[12]m[-+][^\n]/);
    const plain = await startAt('mlops', command, { cwd: project }, ...plan).end();
    expect(plain.output).not.toMatch(/\u001b\[\d+m/);
    const piped = succeeded(await mlops([command, ...plan], { cwd: project }));
    expect(piped.stdout).not.toContain(ESCAPE);
    expect(touchedSnapshot(project)).toEqual(before);
  });

  it('of an upgrade says what is new in the course, in lines that fit', async () => {
    const project = await minimalProject();
    const before = touchedSnapshot(project);
    const { code, screen } = await startAt(
      'mlops',
      'upgrade',
      { cwd: project, columns: 72, rows: 40 },
      '--pack',
      laterYear(),
      '--plan',
    ).end();
    expect(code, screen).toBe(0);
    expect(screen).toMatch(/DTU 02476, January 2026: from revision \d+ to revision 99\./);
    expect(screen).toMatch(/New on the checklist: off until you add it[^\n]*\n {2}speed \(54\)\n {6}Make it fast\n/);
    expect(screen).toMatch(
      /Reworded on the checklist\n {2}git-repository \(1\)\n {6}was: Create a git repository\n {6}now: Start a git repository for all of your work, and give it a\n {6}name that says what it is about\n/,
    );
    expect(screen).toMatch(/Changed versions of packages and tools\n {2}typer {2}\S+ → 0\.99\.0\n/);
    expect(touchedSnapshot(project)).toEqual(before);
  });

  it('cuts long diffs with a count, and shows all of them with --full', async () => {
    const project = await projectInUse();
    edit(project, 'docs/project.md', () => Array.from({ length: 60 }, (_, line) => `line ${line}\n`).join(''));
    const words = ['--description', 'Another one', '--package', 'other', '--on-conflict', 'generated', '--plan'];
    const { output } = await startAt('mlops', 'new', { cwd: project, colors: true }, ...words).end();
    expect(output).toMatch(/… \d+ more lines \(--full shows them\)/);
    const { output: whole } = await startAt('mlops', 'new', { cwd: project, colors: true }, ...words, '--full').end();
    expect(whole).not.toContain('--full shows');
    expect(whole.length).toBeGreaterThan(output.length);
    expect(whole).toContain(RED);
    expect(whole).toContain(GREEN);
  });

  it('only names the files that come or go as a whole, unless --full', async () => {
    const project = await projectInUse();
    const { stdout } = succeeded(await mlops(['remove', 'docker', '--plan'], { cwd: project }));
    expect(stdout).toMatch(/removed +dockerfiles\/train\.dockerfile/);
    expect(stdout).not.toContain('-FROM python');
    expect(stdout).toMatch(/… and the text of \d+ files that would come or go \(--full shows it\)\n$/);
    const { stdout: whole } = succeeded(await mlops(['remove', 'docker', '--plan', '--full'], { cwd: project }));
    expect(whole).toContain('-FROM python');
  });
});
