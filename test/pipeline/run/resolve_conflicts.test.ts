import { describe, expect, test } from 'vitest';
import type { Merged } from '../../../generators/pipeline/change.js';
import { readOptions } from '../../../generators/pipeline/doors/arguments.js';
import type { OnConflict } from '../../../generators/pipeline/options.js';
import { choicesFor } from '../../../generators/pipeline/report/conflict_choices.js';
import { conflictExcerpt } from '../../../generators/pipeline/report/conflict_view.js';
import { resolveConflicts } from '../../../generators/pipeline/run/resolve_conflicts.js';
import type { Request } from '../../../generators/pipeline/states.js';
import { type Case, changeIn, mergeCase, written } from '../merge/trees.js';
import { terminal } from '../terminal_stub.js';

const LINK = { kind: 'link', target: '/nowhere' } as const;

/** A text of numbered lines, some of them with other words. */
function lines(count: number, words: Readonly<Record<number, string>> = {}): string {
  return Array.from({ length: count }, (_, index) => `${words[index + 1] ?? `line ${index + 1}`}\n`).join('');
}

async function excerpt(given: Case): Promise<string> {
  return conflictExcerpt(await changeIn(given), 'Conflict 1 of 2', terminal());
}

describe('what is shown of a conflict', () => {
  test('the lines of both sides, with three around them and a sign that there are more', async () => {
    const shown = await excerpt({ base: { a: lines(20) }, yours: { a: lines(20, { 10: 'mine' }) }, next: { a: lines(20, { 10: 'new' }) } });
    expect(shown).toBe(
      [
        '',
        'Conflict 1 of 2: a',
        'You and the generator changed the same place.',
        ...['…', 'line 7', 'line 8', 'line 9', '<<<<<<< yours', 'mine', '=======', 'new', '>>>>>>> generated'].map((line) => `  ${line}`),
        ...['line 11', 'line 12', 'line 13', '…'].map((line) => `  ${line}`),
        '',
        '',
      ].join('\n'),
    );
  });

  test('of a long side the beginning, so that the other side is seen too', async () => {
    const shown = await excerpt({ yours: { a: lines(100, { 1: 'mine' }) }, next: { a: 'new\n' } });
    expect(shown).toMatch(/line 10\n {2}… 90 more lines\n {2}=======\n {2}new\n/);
  });

  test('of many places the first ones, and how many more there are', async () => {
    const [mine, ours] = ['mine', 'new'].map((word) => Object.fromEntries([10, 20, 30, 40, 50].map((at) => [at, `${word} ${at}`])));
    const shown = await excerpt({ base: { a: lines(60) }, yours: { a: lines(60, mine) }, next: { a: lines(60, ours) } });
    expect(shown).toContain('You and the generator changed the same 5 places.');
    expect(shown.match(/^ {2}<{7} yours$/gm)).toHaveLength(3);
    expect(shown).toContain('  … and 2 more places in this file\n');
  });

  test('long lines within the terminal, cut where nobody would read on', async () => {
    const shown = await excerpt({ yours: { a: `${'mine '.repeat(5000)}\n` }, next: { a: `${'木'.repeat(100)}\n` } });
    const [, yours = '', ours = ''] = shown.split(/ {2}(?:<{7} yours|={7})\n/);
    expect(yours.split('\n')).toHaveLength(4);
    expect(yours).toMatch(/…\n$/);
    expect(ours.split('\n').slice(0, 2)).toEqual([`  ${'木'.repeat(29)}`, `  ${'木'.repeat(29)}`]);
  });

  test('no sign that a terminal would obey, and no line end of Windows', async () => {
    const shown = await excerpt({ yours: { a: 'mine \u001b[2J\u202e\tx\r\n' }, next: { a: 'new\n' } });
    expect(shown).toContain('\n  mine \\u001b[2J\\u202e    x\n');
    expect(shown).not.toContain('\r');
  });

  test('why markers cannot hold it, and where the other version would be', async () => {
    const shown = await excerpt({ base: { a: 'x\n' }, yours: { a: LINK }, next: { a: 'y\n' } });
    expect(shown).toBe('\nConflict 1 of 2: a\nThere is a link here. The other version would be beside it,\nas a.generated.\n\n');
  });
});

describe('the ways out', () => {
  const names = async (given: Case, left = 1, command: 'add' | 'undo' = 'add'): Promise<string[]> =>
    choicesFor(await changeIn(given), left, command).map(({ name }) => name);
  const both: Case = { yours: { a: 'mine\n' }, next: { a: 'new\n' } };

  test('of an undo speak of what was there before', async () => {
    expect(await names(both, 1, 'undo')).toEqual([
      'Write both, between conflict markers',
      'Keep mine',
      'Take the one from before',
      'See the whole diff, from mine to the one from before',
    ]);
  });
  test('of something in the way do not promise to move it', async () => {
    expect(await names({ yours: { a: 'mine\n' }, next: { 'a/b': 'new\n' } })).toEqual([
      'Keep mine, and the generated one beside it',
      'Keep mine alone',
      'See the generated one',
    ]);
  });
  test('of what cannot be read offer nothing to read', async () => {
    expect(await names({ yours: { a: '\0' }, next: { a: 'new\n' } })).not.toContainEqual(expect.stringContaining('See'));
  });
  test('offer one answer for all only where others are left', async () => {
    expect(await names(both, 3)).toContain('One answer for all 3 that are left');
    expect(await names(both, 1)).not.toContainEqual(expect.stringContaining('One answer'));
  });
});

describe('a decision', () => {
  const options = readOptions({ 'skip-install': true, 'skip-git': true });
  const given: Case = {
    base: { a: lines(9), l: 'x\n' },
    yours: { a: lines(9, { 1: 'mine', 9: 'also mine' }), l: LINK },
    next: { a: lines(9, { 1: 'new', 5: 'new too' }), l: 'y\n' },
  };
  const decide = async (onConflict: OnConflict | undefined, at = terminal(), scene: Case = given): Promise<Merged> => {
    const request: Request = {
      command: 'add',
      what: [],
      cwd: '/',
      flags: {},
      options: { ...options, ...(onConflict === undefined ? {} : { onConflict }) },
    };
    return resolveConflicts({ merged: await mergeCase(scene), request }, at);
  };

  test('that would leave a file which its own format cannot read changes nothing: it stays a conflict', async () => {
    const same = 'a = 1\nb = 1\nc = 1\n';
    const scene = {
      base: { 'p.toml': `${same}d = 1\n` },
      yours: { 'p.toml': `t = { y = 1 }\n${same}d = 2\n` },
      next: { 'p.toml': `${same}d = 1\n[t.sub]\nx = 1\n[t.sub.deep]\nz = 1\n` },
    };
    const [change] = (await decide('generated', terminal(), scene)).changes;
    expect(change).toMatchObject({ outcome: 'conflict', note: expect.stringContaining('would not be a valid file') });
    expect(written(change?.writes ?? [], 'p.toml')).toContain('<<<<<<< yours');
    expect((await decide('mine', terminal(), scene)).changes).toMatchObject([{ outcome: 'kept' }]);
  });

  test.each([
    ['mine', ['merged', 'kept'], lines(9, { 1: 'mine', 5: 'new too', 9: 'also mine' }), 'your lines stay'],
    ['generated', ['merged', 'updated'], lines(9, { 1: 'new', 5: 'new too', 9: 'also mine' }), 'the generated lines are in'],
  ] as const)('for %s is about the lines in conflict, and no others', async (way, outcomes, text, words) => {
    const { changes } = await decide(way);
    expect(changes.map(({ outcome }) => outcome)).toEqual(outcomes);
    expect(written(changes[0]?.writes ?? [], 'a')).toBe(text);
    expect(changes[0]?.note).toBe(`Where both changed the same lines, ${words}, as you chose.`);
  });

  test('to stop names the files', async () => {
    await expect(decide('stop')).rejects.toThrow('There are conflicts in a, l; nothing was written. Run the command with');
  });

  test('is markers where nobody is there to answer', async () => {
    const { changes } = await decide(undefined, terminal({ interactive: false }));
    expect(changes.map(({ outcome }) => outcome)).toEqual(['conflict', 'conflict']);
    expect(written(changes[0]?.writes ?? [], 'a')).toContain('<<<<<<< yours\nmine\n');
  });

  test('that a question did not bring is refused', async () => {
    await expect(decide(undefined)).rejects.toThrow('The question about a conflict got no answer. Use --on-conflict.');
  });
});
