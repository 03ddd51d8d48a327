import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mlops } from './doors.js';
import { hasPty, KEYS } from './pty.js';
import { snapshot } from './snapshot.js';
import { closeAll, DOORS, type DoorName, startAt } from './terminals.js';
import { makeFolder, minimalProject, read, succeeded } from './workspace.js';

// What a person sees and types at a terminal, through the doors as they are published.

afterEach(closeAll);

/** The questions that were answered, with their answers, as they stand on the screen. */
function answered(screen: string): string[] {
  return screen.split('\n').filter((line) => line.startsWith('✔'));
}

async function converse(door: DoorName): Promise<{ folder: string; screen: string }> {
  const folder = makeFolder();
  const pty = startAt(door, 'new', { cwd: folder }, 'demo', '--skip-git', '--skip-install');
  await pty.answer('What is the project called?', 'Tørv');
  for (const question of ['Python package called?', 'in one sentence?']) await pty.answer(question);
  await pty.answer('Who are the authors?', 'Ada, Linus');
  await pty.answer('Which course year?');
  await pty.answer('How far do you want to go?', ...Array<string>(10).fill(KEYS.down));
  await pty.see('Which tasks?');
  await pty.type('3', '3', KEYS.tab, KEYS.escape, KEYS.enter);
  for (const question of ['Which package manager', 'Which Python', 'Which build', 'Which licence']) await pty.answer(question);
  await pty.answer('What kind of data do you have?');
  await pty.answer('Write this?');
  const { code, screen } = await pty.end();
  expect(code, screen).toBe(0);
  return { folder, screen };
}

describe.runIf(hasPty())('at a terminal', () => {
  it('both doors ask in the same words, and write the same bytes', async () => {
    const [binary, yeoman] = [await converse('mlops'), await converse('yo')];
    expect(answered(yeoman.screen)).toEqual(answered(binary.screen));
    expect(snapshot(join(yeoman.folder, 'demo'))).toEqual(snapshot(join(binary.folder, 'demo')));
  });

  it.each(DOORS)('Ctrl-C at a question of %s is 130, one line, and no folder', async (door) => {
    const folder = makeFolder();
    const pty = startAt(door, 'new', { cwd: folder }, 'demo');
    await pty.see('What is the project called?');
    await pty.type('x', KEYS.ctrlC);
    const { code, screen } = await pty.end();
    expect(code).toBe(130);
    expect(screen).toContain('nothing was written');
    expect(screen).not.toMatch(/\n\s+at |force closed/);
    expect(existsSync(join(folder, 'demo'))).toBe(false);
  });

  const GIVEN = ['demo', '--tasks', 'minimal', '--name', 'Demo', '--package', 'demo', '--description', 'x', '--author', 'A', '--skip-git'];

  async function toTheLastLook(folder: string, door: DoorName = 'mlops'): Promise<ReturnType<typeof startAt>> {
    const pty = startAt(door, 'new', { cwd: folder }, ...GIVEN, '--skip-install');
    await pty.answer('Which course year?');
    for (const question of ['Which package manager', 'Which Python', 'Which build', 'Which licence', 'What kind of data do you have?'])
      await pty.answer(question);
    return pty;
  }

  it('a no at the end writes nothing', async () => {
    const folder = makeFolder();
    const pty = await toTheLastLook(folder);
    await pty.answer('Write this?', 'n');
    expect((await pty.end()).code).toBe(1);
    expect(existsSync(join(folder, 'demo'))).toBe(false);
  });

  it.each(DOORS)('the end of the questions of %s may be the command that makes the same project', async (door) => {
    const [asked, unasked] = [makeFolder(), makeFolder()];
    const pty = await toTheLastLook(asked, door);
    await pty.answer('Write this?', KEYS.down, KEYS.down);
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(0);
    expect(screen).toContain('Nothing was written.');
    expect(existsSync(join(asked, 'demo'))).toBe(false);
    const line = /^mlops (new demo --defaults [\s\S]*--skip-git)$/m.exec(screen)?.[1]?.replaceAll('\n', '') ?? '';
    succeeded(await mlops(line.split(' '), { cwd: unasked }));
    const written = await toTheLastLook(asked);
    await written.answer('Write this?');
    expect((await written.end()).code).toBe(0);
    expect(snapshot(join(unasked, 'demo'))).toEqual(snapshot(join(asked, 'demo')));
  });

  it('an answer can be changed at the end, and the others stay', async () => {
    const folder = makeFolder();
    const pty = await toTheLastLook(folder);
    await pty.answer('Write this?', KEYS.down);
    await pty.answer('Which answer?');
    await pty.answer('What is the project called?', 'ish birds');
    await pty.answer('Write this?');
    expect((await pty.end()).code).toBe(0);
    expect(read(join(folder, 'demo'), 'README.md')).toContain('ish birds');
  });

  it.each(DOORS)('%s asks nothing in a terminal that cannot move its cursor, and says so', async (door) => {
    const folder = makeFolder();
    const setting = { cwd: folder, term: 'dumb', colors: true };
    const pty = startAt(door, 'new', setting, 'demo', '--tasks', 'minimal', '--skip-git', '--skip-install');
    const { code, screen, output } = await pty.end();
    expect(code, screen).toBe(0);
    expect(output).not.toContain('\u001b');
    expect(screen).toContain('This terminal cannot show questions (TERM=dumb)');
    expect(existsSync(join(folder, 'demo'))).toBe(true);
  });

  it('--defaults asks nothing', async () => {
    const folder = makeFolder();
    const pty = startAt('mlops', 'new', { cwd: folder }, 'demo', '--defaults', '--skip-git', '--skip-install', '--tasks', 'minimal');
    const { code, screen } = await pty.end();
    expect(code).toBe(0);
    expect(screen).not.toContain('?');
  });

  it('adding a stage asks what is new and nothing else', async () => {
    const project = await minimalProject();
    const pty = startAt('mlops', 'add', { cwd: project }, 'fastapi-inference');
    const { code, screen } = await pty.end();
    expect(code, screen).toBe(0);
    expect(screen).not.toContain('What is the project called?');
  });
});
