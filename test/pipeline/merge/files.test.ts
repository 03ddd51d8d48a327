import { describe, expect, test } from 'vitest';
import { changeIn, file, written } from './trees.js';

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
  test('a file with a an earlier conflict gets no second one', async () => {
    const yours = 'a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> generated\n';
    const change = await changeIn({ base: { a: 'a\nb\n' }, yours: { a: yours }, next: { a: 'a\nd\n' } });
    expect(change).toMatchObject({ outcome: 'conflict', rule: 8 });
    expect(change.note).toContain('earlier conflict');
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
