import { readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasPty, KEYS, type Pty } from './pty.js';
import { touchedSnapshot } from './snapshot.js';
import { closeAll, DOORS, type DoorName, startAt } from './terminals.js';
import { edit, isThere, minimalProject, read, writeFiles } from './workspace.js';

// Conflicts of every kind, as a person meets them: one after the other, with a way out of each.

const { down, enter } = KEYS;

afterEach(closeAll);

/** A project in which a link, a binary file, other lines and a file stand where something is generated. */
async function projectInTheWay(): Promise<string> {
  const project = await minimalProject();
  edit(project, 'pyproject.toml', (text) => `${text.replace(/^description = .*$/m, 'description = "Mine"')}\n[tool.ours]\nkey = 1\n`);
  rmSync(join(project, '.python-version'));
  symlinkSync('/nowhere', join(project, '.python-version'));
  writeFiles(project, { 'docs/docker.md': '\0 mine\n', scripts: 'mine\n' });
  return project;
}

/** Changes that meet all four. */
function change(door: DoorName, cwd: string, ...words: string[]): Pty {
  const answers = ['--tasks', 'minimal,13', '--description', 'Theirs', '--author', 'Ada', '--python', '3.13'];
  return startAt(door, 'new', { cwd }, ...answers, '--skip-git', '--skip-install', ...words);
}

describe.runIf(hasPty())('conflicts at a terminal', () => {
  it('come one after the other, each with what it is about and with ways out that are true of it', async () => {
    const project = await projectInTheWay();
    const pty = change('mlops', project);
    await pty.see('4 conflicts, one after the other');
    await pty.see('Conflict 1 of 4: .python-version');
    await pty.see('There is a link here. The other version would be beside it, as .python-version.generated.');
    await pty.answer('Put the generated one in its place', down);
    await pty.see('Conflict 2 of 4: docs/docker.md');
    await pty.see('It is not a text file.');
    await pty.answer('Put the generated one in its place', down, down);
    await pty.see('Conflict 3 of 4: pyproject.toml');
    await pty.see('<<<<<<< yours');
    await pty.see('description = "Mine"');
    await pty.see('description = "Theirs"');
    await pty.answer('See the whole diff, from mine to the generated one', down, down, down);
    await pty.see('-description = "Mine"');
    await pty.see('+description = "Theirs"');
    await pty.answer('See the whole diff', down, down);
    await pty.see('Conflict 4 of 4: scripts/docker_smoke.sh');
    await pty.see('scripts is in the way.');
    expect(pty.screen.split('Conflict 4 of 4')[1]).not.toMatch(/in its place|that are left/);
    await pty.answer('Keep mine, and the generated one beside it');
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(2);
    expect(screen).toContain('✔ pyproject.toml: the generated one');
    expect(screen).toMatch(/kept as yours +\.python-version\n +Yours stays alone, as you chose\./);
    expect(screen).toMatch(/in conflict +scripts\/docker_smoke\.sh\n +scripts is in the way/);
    expect(screen).toContain('Now resolve each conflict');
    expect(readlinkSync(join(project, '.python-version'))).toBe('/nowhere');
    expect(isThere(project, '.python-version.generated')).toBe(false);
    expect(read(project, 'docs/docker.md')).toContain('# Containers');
    expect(read(project, 'pyproject.toml')).toMatch(/^description = "Theirs"$[\s\S]*\[tool\.ours\]\nkey = 1\n$/m);
    expect(read(project, 'scripts.generated/docker_smoke.sh')).toContain('#!/bin/sh');
  });

  it.each([
    ['Keep mine', [down], { code: 0, description: /^description = "Mine"$/m, beside: false }],
    [
      'Write both',
      [],
      { code: 2, description: /^<{7} yours\ndescription = "Mine"\n={7}\ndescription = "Theirs"\n>{7} generated$/m, beside: true },
    ],
  ] as const)('get one answer for all that are left: %s', async (_, keys, { code, description, beside }) => {
    const project = await projectInTheWay();
    const pty = change('mlops', project);
    await pty.answer('One answer for all 4 that are left', down, down, down, down);
    await pty.answer('All 4 that are left:', ...keys);
    const end = await pty.end();
    expect(end.code, end.screen).toBe(code);
    expect(read(project, 'pyproject.toml')).toMatch(description);
    expect(read(project, 'pyproject.toml')).toMatch(/^authors = \[\{ name = "Ada" \}\]$[\s\S]*\[tool\.ours\]\nkey = 1\n$/m);
    expect(readFileSync(join(project, 'docs/docker.md'), 'utf8')).toBe('\0 mine\n');
    expect(isThere(project, 'docs/docker.md.generated')).toBe(beside);
    expect(isThere(project, 'dockerfiles/train.dockerfile')).toBe(true);
  });

  it('leave everything untouched when a person breaks off, at whichever question', async () => {
    const project = await projectInTheWay();
    const before = touchedSnapshot(project);
    const steps: readonly [question: string, ...keys: string[]][] = [
      ['Conflict 1 of 4'],
      ['Conflict 2 of 4', enter],
      ['Conflict 3 of 4', enter],
      ['+description', down, down, down, enter],
      ['All 2 that are left', down, down, down, down, enter],
    ];
    for (const [index] of steps.entries()) {
      const pty = change('mlops', project);
      for (const [question, ...keys] of steps.slice(0, index + 1)) {
        await pty.type(...keys);
        await pty.see(question);
        await pty.see('⏎ select');
      }
      await pty.type(KEYS.ctrlC);
      const { code, screen } = await pty.end();
      expect(code, screen).toBe(130);
      expect(screen).toMatch(/Interrupted: nothing was written\.$/);
      expect(touchedSnapshot(project)).toEqual(before);
    }
  });

  it('are asked about by yo in the same words', async () => {
    const asked: string[] = [];
    for (const door of DOORS) {
      const project = await projectInTheWay();
      const before = touchedSnapshot(project);
      const pty = change(door, project);
      await pty.answer('One answer for all 4 that are left', down);
      await pty.see('One answer for all 3 that are left');
      await pty.type(KEYS.ctrlC);
      const { code, screen } = await pty.end();
      expect(code, screen).toBe(130);
      expect(screen).not.toMatch(/\n\s+at |force closed/);
      expect(touchedSnapshot(project)).toEqual(before);
      asked.push(screen.slice(screen.indexOf('4 conflicts')));
    }
    expect(asked[1]).toBe(asked[0]);
  });

  it('are decided by --on-conflict without a question; what only a person can move stays one', async () => {
    const project = await projectInTheWay();
    const { code, screen } = await change('mlops', project, '--on-conflict', 'generated').end();
    expect(code, screen).toBe(2);
    expect(screen).not.toContain('⏎ select');
    expect(screen).toMatch(/merged +pyproject\.toml\n +Where both changed the same lines, the generated lines are in, as you chose\./);
    expect(screen.match(/^ {2}in conflict +\S+/gm)).toEqual(['  in conflict  scripts/docker_smoke.sh']);
    expect(read(project, '.python-version')).toBe('3.13\n');
  });

  it('fit into a narrow terminal, and are no question where the plan is only shown', async () => {
    const project = await projectInTheWay();
    const narrow = { cwd: project, columns: 60, rows: 24 };
    const pty = startAt('mlops', 'new', narrow, '--description', `Theirs ${'and more '.repeat(20)}`, '--skip-install');
    await pty.see('Conflict: pyproject.toml');
    await pty.answer('Take the generated one', down);
    const { screen } = await pty.end();
    expect(screen).toMatch(/\n {2}description = "Theirs and more [^\n]+\n {2}[^\n]+\n/);
    expect(screen).not.toMatch(/one after the other|that are left/);
    const plan = startAt('mlops', 'new', narrow, '--description', 'Again', '--plan', '--skip-install');
    expect((await plan.end()).screen).not.toContain('⏎ select');
  });
});
