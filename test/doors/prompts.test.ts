import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hasPty, KEYS, Pty, type PtyOptions } from './pty.js';

const ROOT = resolve(import.meta.dirname, '../..');
const DRIVER = join(ROOT, 'node_modules/.cache/mlops-doors/ask_driver.mjs');

let folder: string;
let result: string;
const open: Pty[] = [];

beforeAll(async () => {
  const { outputFiles: _, ...built } = await build({
    entryPoints: [join(import.meta.dirname, 'ask_driver.ts')],
    outfile: DRIVER,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  expect(built.errors).toEqual([]);
  folder = mkdtempSync(join(tmpdir(), 'prompts-'));
  result = join(folder, 'answers.json');
});
afterEach(() => {
  for (const pty of open.splice(0)) pty.close();
  rmSync(result, { force: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function start(door: string, options: PtyOptions = {}): Pty {
  const pty = new Pty([process.execPath, DRIVER, door, result], { cwd: folder, ...options });
  open.push(pty);
  return pty;
}

async function introduce(pty: Pty): Promise<void> {
  await pty.answer('Name of the project', 'Tørv');
  await pty.answer('Import name');
  await pty.answer('Your description');
  await pty.answer('Your authors', 'Ada, Linus');
  await pty.answer('Your email');
  await pty.answer('Your repository');
}

function answers(): unknown {
  return JSON.parse(readFileSync(result, 'utf8'));
}

const DOORS = ['inquirer', 'yeoman'] as const;

describe.runIf(hasPty()).each(DOORS)('a person at a terminal, through %s', (door) => {
  it('answers, chooses tasks in the checklist, and says yes', async () => {
    const pty = start(door);
    await introduce(pty);
    await pty.answer('How far do you want to go?', KEYS.down);
    await pty.see('Which tasks?');
    await pty.seeScreen((screen) => screen.includes('> [ ] 12 Do dockerfiles (M10) · docker'), 'the list');
    await pty.type('f', 'a', 's', 't');
    await pty.seeScreen((screen) => screen.includes('filter: fast') && !screen.includes('dockerfiles'), 'the filter');
    await pty.type(KEYS.tab, KEYS.escape, KEYS.down, KEYS.down, KEYS.space);
    await pty.seeScreen((screen) => screen.includes('also on, needed by 35: 12, 31'), 'what came along');
    expect(pty.screen).toContain('> [x] 35 Do service · deploy');
    await pty.type(KEYS.enter);
    await pty.see('6: 1 2 12 33 31 35');
    for (const question of ['Your manager', 'Your python', 'Your accelerator', 'Your port', 'Your region']) await pty.answer(question);
    await pty.answer('Your project_id', 'p-1');
    await pty.answer('Write this?');
    const { code, screen } = await pty.end();
    expect(code).toBe(0);
    expect(screen.match(/Which tasks\?/g)).toHaveLength(1);
    expect(answers()).toMatchObject({
      values: { name: 'Tørv', package: 'toerv', authors: ['Ada', 'Linus'], project_id: 'p-1' },
      asked: ['repository', 'training', 'inference', 'service'],
    });
  });

  it('is told what is wrong with an answer, and corrects it', async () => {
    const pty = start(door);
    await pty.answer('Name of the project', 'Torch');
    await pty.see('Import name torch_project');
    await pty.type(...Array<string>('_project'.length).fill(KEYS.backspace), KEYS.enter);
    await pty.see('The package name "torch" would shadow');
    await pty.type('y', KEYS.enter);
    await pty.see('Your description');
    await pty.type(KEYS.ctrlC);
    expect((await pty.end()).code).toBe(130);
  });

  it('breaks off with Ctrl-C in the checklist: 130, one line, nothing written', async () => {
    const pty = start(door);
    await introduce(pty);
    await pty.answer('How far do you want to go?', KEYS.down);
    await pty.see('Which tasks?');
    await pty.type(KEYS.down, KEYS.ctrlC);
    const { code, screen } = await pty.end();
    expect(code).toBe(130);
    expect(screen).toMatch(/Interrupted: nothing was written\.$/);
    expect(screen).not.toMatch(/\bat .*\.[mj]s|force closed/);
    expect(existsSync(result)).toBe(false);
  });

  it('ends the input: the same', async () => {
    const pty = start(door);
    await pty.see('Name of the project');
    await pty.type(KEYS.ctrlD);
    const { code, screen } = await pty.end();
    expect(screen).toContain('Interrupted: nothing was written.');
    expect(code).toBe(130);
  });

  it('sees the list in a small terminal, with the cursor always in view', async () => {
    const pty = start(door, { columns: 40, rows: 12 });
    await introduce(pty);
    await pty.answer('How far do you want to go?', KEYS.down);
    await pty.see('Which tasks?');
    await pty.type(...Array<string>(6).fill(KEYS.down));
    await pty.seeScreen((screen) => screen.includes('> [ ] 35 Do service'), 'the last task');
    const visible = pty.screen.split('\n').slice(-12);
    expect(visible.some((line) => line.includes('> [ ] 35'))).toBe(true);
    expect(visible.filter((line) => line.includes('Which tasks?'))).toHaveLength(1);
    for (const line of visible) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe.runIf(hasPty())('an environment that takes no prompts of ours', () => {
  it('offers the plain checkbox', async () => {
    const pty = start('plain');
    await introduce(pty);
    await pty.answer('How far do you want to go?', KEYS.down);
    await pty.see('Which tasks?');
    await pty.seeScreen((screen) => screen.includes('Week 1') && screen.includes('12 Do dockerfiles'), 'the checkbox');
    await pty.type(KEYS.ctrlC);
    expect((await pty.end()).code).toBe(130);
  });
});

describe('no terminal', () => {
  it('is asked nothing', async () => {
    const { spawnSync } = await import('node:child_process');
    const { status, stdout } = spawnSync(process.execPath, [DRIVER, 'inquirer', result], {
      input: '',
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '']);
    expect(answers()).toMatchObject({ values: { name: 'demo' } });
  });
});
