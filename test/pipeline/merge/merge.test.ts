import { describe, expect, test } from 'vitest';
import { pathsOfInterest } from '../../../generators/pipeline/merge/merge.js';
import { changeIn, file, mergeCase, rendered, written } from './trees.js';

const link = { kind: 'link', target: 'elsewhere' } as const;
const folder = { kind: 'folder' } as const;

describe('rule 1: what we render did not change', () => {
  test.each([
    ['edited', { 'a.py': 'mine\n' }],
    ['deleted', {}],
    ['replaced by a link', { 'a.py': link }],
    ['replaced by a folder', { 'a.py': folder }],
  ])('a file that the person has %s is left alone, without a word', async (_, yours) => {
    const change = await changeIn({ base: { 'a.py': 'x\n' }, yours, next: { 'a.py': 'x\n' } });
    expect(change).toEqual({ path: 'a.py', outcome: 'unchanged', rule: 1, writes: [] });
  });
});

describe('rule 2: the project has it already', () => {
  test('the same edit on both sides is no conflict', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: 'y\n' }, next: { a: 'y\n' } });
    expect(change).toEqual({ path: 'a', outcome: 'unchanged', rule: 2, writes: [] });
  });
  test('the same new file on both sides is no conflict', async () => {
    expect(await changeIn({ yours: { a: 'y\n' }, next: { a: 'y\n' } })).toMatchObject({ outcome: 'unchanged', rule: 2 });
  });
  test('a file that both dropped is nothing to report', async () => {
    expect(await changeIn({ base: { a: 'y\n' } })).toMatchObject({ outcome: 'unchanged', rule: 2 });
  });
});

describe('rule 3: the person did not touch it', () => {
  test('a new file is written', async () => {
    const change = await changeIn({ next: { 'docs/a.md': 'new\n' } });
    expect(change).toMatchObject({ outcome: 'new', rule: 3, writes: [{ path: 'docs/a.md', before: undefined }] });
  });
  test('a file takes the new version', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: 'x\n' }, next: { a: 'y\n' } });
    expect(change).toMatchObject({ outcome: 'updated', rule: 3 });
    expect(written(change.writes, 'a')).toBe('y\n');
  });
  test('a file that is not rendered any more goes', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: 'x\n' } });
    expect(change).toMatchObject({ outcome: 'removed', rule: 3, writes: [{ path: 'a', after: undefined }] });
  });
  test('an image takes the new version', async () => {
    const [old, now] = [file(Buffer.from([0, 1])), file(Buffer.from([0, 2]))];
    expect(await changeIn({ base: { a: old }, yours: { a: old }, next: { a: now } })).toMatchObject({ outcome: 'updated' });
  });
});

describe('rule 4: the person deleted it', () => {
  test('it stays deleted, and is reported', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, next: { a: 'y\n' } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 4, writes: [] });
    expect(change.note).toContain('You deleted it');
  });
  test('a new file under a deleted folder is new', async () => {
    const { changes } = await mergeCase({ base: { 'docs/a': 'x\n' }, next: { 'docs/a': 'y\n', 'docs/b': 'z\n' } });
    expect(changes.map(({ outcome }) => outcome)).toEqual(['kept', 'new']);
  });
  test('a file that the person renamed by letter case counts as deleted', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { A: 'x\n' }, next: { a: 'y\n' } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 4 });
  });
});

describe('a folder that the person put in the place of a file', () => {
  const yours = { 'configs/config.yaml/train.yaml': 'mine\n' };
  const base = { 'configs/config.yaml': file('a: 1\n', { origin: 'o' }) };

  test('is theirs: the file is gone, and is reported where there is a newer version of it (rule 4)', async () => {
    const change = await changeIn({ base, yours, next: { 'configs/config.yaml': 'a: 2\n' } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 4, writes: [], note: expect.stringContaining('You put a folder in its place') });
  });
  test('is nothing to report where the file is not generated any more (rule 2)', async () => {
    expect(await changeIn({ base, yours })).toMatchObject({ outcome: 'unchanged', rule: 2, writes: [] });
  });
  test('keeps the file away at the place to which it moves', async () => {
    const next = { 'conf/config.yaml': file('a: 2\n', { origin: 'o' }) };
    expect(await changeIn({ base, yours, next })).toMatchObject({ path: 'conf/config.yaml', outcome: 'kept', rule: 4, writes: [] });
  });
  test('is in the way of a file that was not there before (rule 10)', async () => {
    const change = await changeIn({ yours, next: { 'configs/config.yaml': 'a: 2\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 10, writes: [{ path: 'configs/config.yaml.generated' }] });
  });
  test('is another thing than a link, which stays, with the generated file beside it (rule 6)', async () => {
    const change = await changeIn({ base, yours: { 'configs/config.yaml': link }, next: { 'configs/config.yaml': 'a: 2\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 6, writes: [{ path: 'configs/config.yaml.generated' }] });
  });
});

describe('the whole run', () => {
  test('a conflict in one file does not stop the others, and the report is sorted', async () => {
    const given = { base: { a: 'x\n', b: 'x\n' }, yours: { a: 'mine\n', b: 'x\n' }, next: { c: 'x\n', b: 'y\n', a: 'y\n' } };
    const { changes } = await mergeCase(given);
    expect(changes.map(({ path, outcome }) => [path, outcome])).toEqual([
      ['a', 'conflict'],
      ['b', 'updated'],
      ['c', 'new'],
    ]);
  });
  test('the reader is asked only for paths where the renders differ', () => {
    expect(pathsOfInterest(rendered({ a: 'x', b: 'x', c: 'x' }), rendered({ a: 'x', b: 'y', d: 'x' }))).toEqual(['b', 'c', 'd']);
  });
});
