import { describe, expect, test } from 'vitest';
import { mergeCase } from './trees.js';

const link = { kind: 'link', target: 'elsewhere' } as const;

describe('rule 10: the place is taken', () => {
  test.each([
    ['a file where we need a folder', { docs: 'mine\n' }, 'docs/a', 'docs.generated/a'],
    ['a folder where we need a file', { 'docs/mine': 'x\n' }, 'docs', 'docs.generated'],
    ['the same name in another letter case', { 'readme.md': 'mine\n' }, 'README.md', 'readme.md.generated'],
    ['a folder in another letter case', { 'Docs/mine': 'x\n' }, 'docs/a', 'Docs.generated/a'],
    ['a socket', { docs: { kind: 'other' } as const }, 'docs', 'docs.generated'],
    ['an older generated file', { docs: 'mine\n', 'docs.generated': 'old\n' }, 'docs/a', 'docs.generated.1/a'],
    ['two older generated files', { a: link, 'a.generated': 'old\n', 'a.generated.1': 'old\n' }, 'a', 'a.generated.2'],
  ])('%s: ours goes beside it', async (_, yours, path, beside) => {
    const { changes } = await mergeCase({ yours, next: { [path]: 'new\n' } });
    expect(changes).toMatchObject([{ path, outcome: 'conflict', writes: [{ path: beside, before: undefined }] }]);
    expect(changes[0]?.note).toContain(beside);
  });
  test('two files below one thing in the way share a folder', async () => {
    const { changes } = await mergeCase({ yours: { docs: 'mine\n' }, next: { 'docs/a': 'new\n', 'docs/b': 'new\n' } });
    expect(changes.flatMap(({ writes }) => writes.map(({ path }) => path))).toEqual(['docs.generated/a', 'docs.generated/b']);
  });
  test('an unedited file that we drop is in nobody’s way', async () => {
    const { changes } = await mergeCase({ base: { docs: 'x\n' }, yours: { docs: 'x\n' }, next: { 'docs/a': 'new\n' } });
    expect(changes.map(({ outcome }) => outcome)).toEqual(['removed', 'new']);
  });
  test('our own rename by letter case is not in its own way', async () => {
    const given = { base: { 'Docs/Read.md': 'x\n' }, yours: { 'Docs/Read.md': 'x\n' }, next: { 'docs/read.md': 'x\n' } };
    expect((await mergeCase(given)).changes.map(({ outcome }) => outcome)).toEqual(['removed', 'new']);
  });
});
