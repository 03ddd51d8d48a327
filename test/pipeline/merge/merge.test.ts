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

describe('rule 5: we dropped it, the person edited it', () => {
  test.each([
    ['edited', 'mine\n'],
    ['made a link of it', link],
    ['changed only its line ends', 'x\r\n'],
    ['made it executable', file('x\n', { executable: true })],
  ])('it stays and is reported where the person %s', async (_, yours) => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: yours } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 5, writes: [] });
    expect(change.note).toContain('No longer generated');
  });
});

describe('rule 6: links', () => {
  test('a link in the place of our file stays, and ours goes beside it', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: link }, next: { a: 'y\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 6 });
    expect(change.note).toBe('A link stands here; yours stays, the generated file is a.generated.');
    expect(written(change.writes, 'a.generated')).toBe('y\n');
    expect(change.writes).toHaveLength(1);
    expect(change.resolutions?.mine).toEqual([]);
    expect(change.resolutions?.generated).toMatchObject([{ path: 'a', before: link }]);
  });
  test('a file below a linked folder counts as deleted', async () => {
    const yours = { docs: link, 'docs/a': 'followed\n' };
    const change = await changeIn({ base: { 'docs/a': 'x\n' }, yours, next: { 'docs/a': 'y\n' } });
    expect(change).toMatchObject({ outcome: 'kept', rule: 4, writes: [] });
  });
  test('a new file below a linked folder goes beside the link', async () => {
    const change = await changeIn({ yours: { docs: link }, next: { 'docs/a/b': 'y\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 10 });
    expect(written(change.writes, 'docs.generated/a/b')).toBe('y\n');
  });
});

describe('rule 7: the executable bit', () => {
  const [plain, runs] = [file('x\n'), file('x\n', { executable: true })];
  test('the person made our script executable, and we change its text', async () => {
    const change = await changeIn({ base: { a: plain }, yours: { a: runs }, next: { a: file('y\n') } });
    expect(change.writes).toMatchObject([{ after: { bytes: Buffer.from('y\n'), executable: true } }]);
  });
  test('we make a script executable that the person edited', async () => {
    const change = await changeIn({ base: { a: plain }, yours: { a: file('mine\n') }, next: { a: runs } });
    expect(change).toMatchObject({ outcome: 'merged', rule: 7, writes: [{ after: { executable: true } }] });
    expect(written(change.writes, 'a')).toBe('mine\n');
  });
  test('the person took the bit away, and it stays away', async () => {
    const change = await changeIn({ base: { a: runs }, yours: { a: plain }, next: { a: file('y\n', { executable: true }) } });
    expect(change.writes).toMatchObject([{ after: { executable: false } }]);
  });
  test('both changed different lines, the bit follows by itself', async () => {
    const base = file('1\n2\n3\n4\n5\n');
    const yours = file('one\n2\n3\n4\n5\n');
    const next = file('1\n2\n3\n4\nfive\n', { executable: true });
    const change = await changeIn({ base: { a: base }, yours: { a: yours }, next: { a: next } });
    expect(change).toMatchObject({ outcome: 'merged', writes: [{ after: { executable: true } }] });
    expect(written(change.writes, 'a')).toBe('one\n2\n3\n4\nfive\n');
  });
});

describe('rule 8: what cannot hold markers', () => {
  test('an image that both changed stays, and ours goes beside it', async () => {
    const [base, yours, next] = [1, 2, 3].map((byte) => file(Buffer.from([0, byte])));
    const change = await changeIn({ base: { 'i.png': base! }, yours: { 'i.png': yours! }, next: { 'i.png': next! } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 8, writes: [{ path: 'i.png.generated', after: next }] });
    expect(change.resolutions).toMatchObject({ mine: [], generated: [{ path: 'i.png', before: yours, after: next }] });
  });
  test('a file with a conflict from before gets no second one', async () => {
    const yours = 'a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n';
    const change = await changeIn({ base: { a: 'a\nb\n' }, yours: { a: yours }, next: { a: 'a\nd\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 8 });
    expect(change.note).toContain('conflict from before');
    expect(written(change.writes, 'a.generated')).toBe('a\nd\n');
  });
  test('a heading of equals signs, or a page about markers that we rendered, is no conflict', async () => {
    const page = 'Title\n=======\n1\n2\n3\n4\n';
    const change = await changeIn({ base: { a: page }, yours: { a: `${page}x\n` }, next: { a: page.replace('1', 'one') } });
    expect(change).toMatchObject({ outcome: 'merged', rule: 9 });
    const about = '<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n1\n2\n3\n4\n';
    const more = await changeIn({ base: { a: about }, yours: { a: `${about}x\n` }, next: { a: about.replace('1', 'one') } });
    expect(more).toMatchObject({ outcome: 'merged', rule: 9 });
  });
});

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

describe('rule 13: files that are written once', () => {
  const policy = { once: true };
  const base = { 'README.md': '# Title\n\nOld.\n' };
  const next = { 'README.md': '# Title\n\nOld.\n\n## Serve\n\nRun it.\n' };
  test('an unedited README takes the new version', async () => {
    expect(await changeIn({ base, yours: base, next, policy })).toMatchObject({ outcome: 'updated', rule: 3 });
  });
  test('a README that only has other line ends counts as unedited', async () => {
    const change = await changeIn({ base, yours: { 'README.md': '# Title\r\n\r\nOld.\r\n' }, next, policy });
    expect(written(change.writes, 'README.md')).toBe('# Title\r\n\r\nOld.\r\n\r\n## Serve\r\n\r\nRun it.\r\n');
  });
  test('an edited README is theirs, and what is left out is said', async () => {
    const change = await changeIn({ base, yours: { 'README.md': '# Mine\n' }, next, policy });
    expect(change).toMatchObject({ outcome: 'kept', rule: 13, writes: [] });
    expect(change.note).toBe('You edited it, so it is yours; left out: "## Serve" and 1 more line.');
  });
  test('a README that was there before us is theirs', async () => {
    expect(await changeIn({ yours: { 'README.md': '# Mine\n' }, next, policy })).toMatchObject({ outcome: 'kept', rule: 13 });
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
