import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RawValues } from '../../generators/pipeline/doors/arguments.js';
import { type Ran, Scratch } from '../pipeline/run/scratch.js';

// A project that people have edited moves from one year to another one, and back: their lines stay, and all else is as in a new project.

const NEW = { defaults: true, package: 'digits_demo', name: 'Digits', 'skip-install': true, 'skip-git': true } as const;
/** The generator's own state, and what tells of the time or of the machine. */
const STATE = /^(\.mlops\/|\.yo-rc\.json$|\.git\/)/;

async function project(values: RawValues): Promise<Scratch> {
  const scratch = new Scratch();
  const { refusal } = await scratch.run('new', ['.'], { ...NEW, ...values });
  expect(refusal).toBeUndefined();
  return scratch;
}

function upgrade(scratch: Scratch, year: string): Promise<Ran> {
  return scratch.run('upgrade', [], { defaults: true, pack: year, 'skip-install': true, 'skip-git': true });
}

function filesOf({ root }: Scratch): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(root.length + 1)
      .replaceAll('\\', '/'),
  );
  return new Map(paths.filter((path) => !STATE.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** Paths whose contents are not those of a new project with the same choice. */
async function unlikeNew(scratch: Scratch): Promise<string[]> {
  const { code } = JSON.parse((await scratch.run('info', [], { json: true })).out) as { code: string };
  const [is, fresh] = [filesOf(scratch), filesOf(await project({ answers: code }))];
  return [...new Set([...is.keys(), ...fresh.keys()])].filter((path) => is.get(path) !== fresh.get(path)).sort();
}

function edit(scratch: Scratch, edits: Readonly<Record<string, (text: string) => string>>): void {
  for (const [path, change] of Object.entries(edits)) scratch.write(`${path}`, change(scratch.read(`${path}`)));
}

const OURS = '\n\ndef ours() -> int:\n    """Return one."""\n    return 1\n';
const answer = (text: string): string => text.replace('--- question 4 fill here ---', 'We use pip, and a page says how.');

/** Whether the report is that of a new project, but for the one answer. */
async function hasAnswerIn(scratch: Scratch): Promise<boolean> {
  const { code } = JSON.parse((await scratch.run('info', [], { json: true })).out) as { code: string };
  return scratch.read('reports/README.md') === answer((await project({ answers: code })).read('reports/README.md'));
}

describe('a project of 2025', () => {
  it('moves to 2026 and back with what people wrote, and is else as a new one', async () => {
    const scratch = await project({ pack: '2025', tasks: 'everything' });
    edit(scratch, { 'src/digits_demo/model.py': (text) => text + OURS, 'reports/README.md': answer });
    const there = await upgrade(scratch, '2026');
    expect([there.refusal, there.exitCode]).toEqual([undefined, 0]);
    expect(await unlikeNew(scratch)).toEqual(['reports/README.md', 'src/digits_demo/model.py']);
    expect(scratch.read('src/digits_demo/model.py')).toContain(OURS);
    expect(await hasAnswerIn(scratch)).toBe(true);
    const back = await upgrade(scratch, '2025');
    expect([back.refusal, back.exitCode]).toEqual([undefined, 0]);
    expect(await unlikeNew(scratch)).toEqual(['reports/README.md', 'src/digits_demo/model.py']);
    expect(scratch.read('src/digits_demo/model.py')).toContain(OURS);
    expect(await hasAnswerIn(scratch)).toBe(true);
  });
});

describe('a project of 2024', () => {
  it('moves to another layout: edited files follow, own files are named, answers of the report stay', async () => {
    const scratch = await project({ pack: '2024', tasks: 'everything' });
    edit(scratch, { 'digits_demo/models/model.py': (text) => text + OURS, 'reports/README.md': answer });
    scratch.write('digits_demo/ours.py', 'X = 1\n');
    const { refusal, out, err } = await upgrade(scratch, '2026');
    expect(refusal).toBeUndefined();
    expect(out).toContain('digits_demo/models/model.py → src/digits_demo/model.py');
    expect(scratch.read('src/digits_demo/model.py')).toContain(OURS);
    expect(out + err).toContain('digits_demo/ours.py of yours stays in digits_demo/');
    expect(await hasAnswerIn(scratch)).toBe(true);
    const unlike = await unlikeNew(scratch);
    expect(unlike).toEqual(['digits_demo/ours.py', 'reports/README.md', 'src/digits_demo/model.py']);
  });

  it('moves to the year after it too', async () => {
    const scratch = await project({ pack: '2024', tasks: 'minimal' });
    expect((await upgrade(scratch, '2025')).exitCode).toBe(0);
    expect(await unlikeNew(scratch)).toEqual([]);
  });
});
