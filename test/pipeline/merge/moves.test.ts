import { describe, expect, test } from 'vitest';
import { changeIn, file, mergeCase, written } from './trees.js';

describe('rule 11: moves', () => {
  const at = (content: string, origin = 'train/model.py') => file(content, { origin });
  const lines = '1\n2\n3\n4\n5\n';
  test('an edited file follows the package to its new name, with the edits', async () => {
    const change = await changeIn({
      base: { 'src/old/model.py': at(lines) },
      yours: { 'src/old/model.py': lines.replace('1', 'mine') },
      next: { 'src/new/model.py': at(lines.replace('5', 'new')) },
    });
    expect(change).toMatchObject({ path: 'src/new/model.py', from: 'src/old/model.py', outcome: 'moved' });
    expect(change.note).toBe('Moved from src/old/model.py.');
    expect(change.writes[0]).toMatchObject({ path: 'src/old/model.py', after: undefined });
    expect(written(change.writes, 'src/new/model.py')).toBe('mine\n2\n3\n4\nnew\n');
  });
  test('a file that had another origin before follows it, with the edits, and back again', async () => {
    const [old, now] = ['m/old/model.py', 'm/model.py'];
    const before = { 'p/old/model.py': file(lines, { origin: old }) };
    const after = { 'src/p/model.py': file(lines.replace('5', 'new'), { origin: now, formerly: ['m/older.py', old] }) };
    const there = await changeIn({ base: before, yours: { 'p/old/model.py': lines.replace('1', 'mine') }, next: after });
    expect(there).toMatchObject({ path: 'src/p/model.py', from: 'p/old/model.py', outcome: 'moved' });
    expect(written(there.writes, 'src/p/model.py')).toBe('mine\n2\n3\n4\nnew\n');
    const back = await changeIn({ base: after, yours: { 'src/p/model.py': 'mine\n2\n3\n4\nnew\n' }, next: before });
    expect(back).toMatchObject({ path: 'p/old/model.py', from: 'src/p/model.py', outcome: 'moved' });
    expect(written(back.writes, 'p/old/model.py')).toBe('mine\n2\n3\n4\n5\n');
  });
  test('an unedited file moves', async () => {
    const given = { base: { a: at('x\n') }, yours: { a: 'x\n' }, next: { b: at('x\n') } };
    const change = await changeIn(given);
    expect(change).toMatchObject({ path: 'b', from: 'a', outcome: 'moved' });
    expect(written(change.writes, 'b')).toBe('x\n');
  });
  test('a conflict in a moved file is complete in each of its three ways out', async () => {
    const given = { base: { a: at('x\n') }, yours: { a: 'mine\n' }, next: { b: at('new\n') } };
    const { outcome, resolutions } = await changeIn(given);
    expect(outcome).toBe('conflict');
    const markers = '<<<<<<< yours\nmine\n=======\nnew\n>>>>>>> generated\n';
    for (const [way, text] of Object.entries({ markers, mine: 'mine\n', generated: 'new\n' })) {
      const writes = resolutions?.[way as keyof typeof resolutions] ?? [];
      expect(writes.map(({ path }) => path)).toEqual(['a', 'b']);
      expect(written(writes, 'b')).toBe(text);
    }
  });
  test('a file that the person deleted does not come back at the new path', async () => {
    expect(await changeIn({ base: { a: at('x\n') }, next: { b: at('y\n') } })).toMatchObject({ path: 'b', outcome: 'kept', rule: 4 });
  });
  test('a file that the person moved there already is merged where it is', async () => {
    const given = { base: { a: at(lines) }, yours: { b: lines.replace('1', 'mine') }, next: { b: at(lines.replace('5', 'new')) } };
    const change = await changeIn(given);
    expect(change).toMatchObject({ path: 'b', outcome: 'merged' });
    expect(written(change.writes, 'b')).toBe('mine\n2\n3\n4\nnew\n');
  });
  test('a module that the person moved with its package has the new name inside, and gets what is new', async () => {
    const module = (name: string, more = '') => `from ${name}.data import load\n${more}\nload()\n`;
    const given = (yours: string) => ({
      base: { 'src/p/a.py': at(module('p')) },
      yours: { 'src/catnet/a.py': yours },
      next: { 'src/catnet/a.py': at(module('catnet', 'from catnet.api import serve\n')) },
    });
    const change = await changeIn(given(`${module('catnet')}ours = 1\n`));
    expect(change).toMatchObject({ path: 'src/catnet/a.py', outcome: 'merged' });
    expect(written(change.writes, 'src/catnet/a.py')).toBe(`${module('catnet', 'from catnet.api import serve\n')}ours = 1\n`);
    expect(await changeIn(given(module('p')))).toMatchObject({ outcome: 'updated' });
  });
  test('where the new place is taken, the edited file stays and both are reported', async () => {
    const given = { base: { a: at('x\n') }, yours: { a: 'mine\n', b: 'theirs\n' }, next: { b: at('x\n') } };
    expect((await mergeCase(given)).changes).toMatchObject([
      { path: 'a', outcome: 'kept' },
      { path: 'b', outcome: 'conflict' },
    ]);
  });
  test('a template that is rendered twice is no move', async () => {
    const given = { base: { a: at('x\n') }, yours: { a: 'x\n' }, next: { b: at('x\n'), c: at('x\n') } };
    expect((await mergeCase(given)).changes.map(({ outcome }) => outcome)).toEqual(['removed', 'new', 'new']);
  });
  test('a rename by letter case keeps the edits', async () => {
    const given = { base: { 'readme.md': at('x\n') }, yours: { 'readme.md': 'mine\n' }, next: { 'README.md': at('x\n') } };
    const change = await changeIn(given);
    expect(change.outcome).toBe('moved');
    expect(written(change.writes, 'README.md')).toBe('mine\n');
  });
});
