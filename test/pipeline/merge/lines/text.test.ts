import { describe, expect, test } from 'vitest';
import { printPieces } from '../../../../generators/pipeline/merge/lines/markers.js';
import { cutPieces, type Piece } from '../../../../generators/pipeline/merge/lines/pieces.js';
import { mergeText } from '../../../../generators/pipeline/merge/lines/text.js';
import { compareSidesWithGit, compareWithGit } from './agreement.js';
import { gitMerge } from './git.js';
import { heavyTriple, smallTriple } from './triples.js';

async function merged(base: string, yours: string, next: string) {
  const { bytes, conflicts } = await mergeText(...([base, yours, next].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer]));
  return { text: bytes.toString(), conflicts };
}

describe('a merge by lines is what git makes of it', () => {
  test.each([
    ['small files', 150, smallTriple],
    ['files that differ much', 60, heavyTriple([5, 40, 200, 1000, 3000])],
  ])('%s, %i random triples, to the last marker', async (_, count, triples) => {
    expect(await compareWithGit(triples, count)).toEqual({ same: count, stricter: 0, otherMarkers: 0, wrong: 0 });
  });

  test('the person’s lines or ours in the places of conflicts, and nowhere else: 20 random triples', async () => {
    await compareSidesWithGit(smallTriple, 20);
  });

  test.each([
    ['different lines', 'a\nb\nc\nd\ne\n', 'A\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n'],
    ['neighbouring lines', 'a\nb\n', 'A\nb\n', 'a\nB\n'],
    ['one line between', 'a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n'],
    ['the same addition', 'a\n', 'a\nb\n', 'a\nb\n'],
    ['two additions at one place', 'a\n', 'a\nb\n', 'a\nc\n'],
    ['an edit of a dropped line', 'a\nb\nc\n', 'a\nB\nc\n', 'a\nc\n'],
    ['no file before', '', 'a\nb\n', 'a\nc\n'],
    ['everything dropped', 'a\nb\n', '', 'a\nb\nc\n'],
    ['no end of the last line', 'a\nb', 'a\nb\nmine', 'A\nb'],
    ['no end of the last line in a conflict', 'a\n', 'b', 'c'],
    ['the end of the last line added and an edit', 'a\nb', 'a\nb\n', 'a\nB'],
    ['a moved block', '1\n2\n3\n4\n5\n6\n', '4\n5\n6\n1\n2\n3\n', '1\n2\n3\n4\n5\nsix\n'],
    ['one text reached in two ways', 'c\na\na\nc\n', 'c\na\nc\n', 'd\nc\nd\nc\na\nc\n'],
    ['near conflicts', 'a\nb\nc\nd\n', 'A\nb\nc\nD\n', '1\nb\nc\n4\n'],
    ['far conflicts', 'a\nb\nc\nd\ne\nf\n', 'A\nb\nc\nd\ne\nF\n', '1\nb\nc\nd\ne\n6\n'],
    ['bytes that are no text in UTF-8', 'a\nb\n\u00ffc\n', 'A\nb\n\u00ffc\n', 'a\nb\n\u00ffc\nd\n'],
    ['line ends of both kinds', 'a\r\nb\nc\r\n', 'A\r\nb\nc\r\n', 'a\r\nb\nC\r\n'],
    ['Windows line ends in a conflict', 'a\r\nb\r\n', 'a\r\nB\r\n', 'a\r\n2\r\n'],
  ])('%s', async (_, ...versions) => {
    const [base, yours, next] = versions.map((text) => Buffer.from(text, 'latin1')) as [Buffer, Buffer, Buffer];
    const git = gitMerge(base, yours, next);
    const { bytes, conflicts } = await mergeText(base, yours, next);
    expect({ text: bytes.toString('latin1'), conflicts }).toEqual({ text: git.bytes.toString('latin1'), conflicts: git.conflicts });
  });
});

test('what both reached by different changes is a change too: it keeps the conflicts around it apart', () => {
  const [base, yours, next] = ['c a a c', 'c a c', 'd c d c a c'].map((text) => text.split(' ')) as [string[], string[], string[]];
  const reached = cutPieces({ base, yours, next }).filter(({ yours, next }) => yours.join() === 'a' && next.join() === 'a');
  const dispute: Piece = { kind: 'conflict', base: [], yours: ['mine\n'], next: ['ours\n'] };
  expect(printPieces([dispute, ...reached, dispute], '\n').conflicts).toBe(2);
  const untouched: Piece = { kind: 'same', base: ['a\n'], yours: ['a\n'], next: ['a\n'] };
  expect(printPieces([dispute, untouched, dispute], '\n').conflicts).toBe(1);
});

describe('files as people have them', () => {
  test('a checkout with Windows line ends gets our change and keeps its line ends', async () => {
    expect(await merged('a\nb\nc\nd\n', 'A\r\nb\r\nc\r\nd\r\n', 'a\nb\nc\nD\n')).toEqual({ text: 'A\r\nb\r\nc\r\nD\r\n', conflicts: 0 });
  });
  test('a file that is generated with Windows line ends, and was checked out without them, gets our change and keeps its line ends', async () => {
    expect(await merged('a\r\nb\r\nc\r\nd\r\n', 'A\nb\nc\nd\n', 'a\r\nb\r\nc\r\nD\r\n')).toEqual({ text: 'A\nb\nc\nD\n', conflicts: 0 });
  });
  test('a file that is generated with line ends of both kinds keeps those that a checkout gave it', async () => {
    const [base, next] = ['a\r\nb\nc\rd\n', 'a\r\nb\nc\rD\n'];
    expect(await merged(base, 'A\nb\nc\rd\n', next)).toEqual({ text: 'A\nb\nc\rD\n', conflicts: 0 });
    expect((await merged(base, 'A\r\nb\r\nc\rd\r\n', next)).text).toBe('A\r\nb\r\nc\rD\r\n');
  });
  test('a file with Windows line ends on all sides keeps them', async () => {
    expect(await merged('a\r\nb\r\nc\r\n', 'A\r\nb\r\nc\r\n', 'a\r\nb\r\nC\r\n')).toEqual({ text: 'A\r\nb\r\nC\r\n', conflicts: 0 });
  });
  test('markers in a file with Windows line ends end like the file', async () => {
    const { text } = await merged('a\n', 'b\r\n', 'c\n');
    expect(text).toBe('<<<<<<< yours\r\nb\r\n=======\r\nc\r\n>>>>>>> generated\r\n');
  });
  test('a byte order mark that an editor put there stays, and is no change', async () => {
    expect(await merged('a\nb\nc\n', '\ufeffa\nb\nc\n', 'A\nb\nc\n')).toEqual({ text: '\ufeffA\nb\nc\n', conflicts: 0 });
  });
  test('a byte order mark of ours does not get into the person’s file', async () => {
    expect(await merged('a\nb\nc\n', 'a\nb\nC\n', '\ufeffA\nb\nc\n')).toEqual({ text: 'A\nb\nC\n', conflicts: 0 });
  });
  test('each single byte survives', async () => {
    const all = Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1).filter((byte) => byte !== 10));
    const [base, yours, next] = ['\n1\n2\n3\n', '\none\n2\n3\n', '\n1\n2\nthree\n'].map((text) => Buffer.concat([all, Buffer.from(text)]));
    const { bytes } = await mergeText(base!, yours!, next!);
    expect(bytes).toEqual(Buffer.concat([all, Buffer.from('\none\n2\nthree\n')]));
  });
});

/** The milliseconds that this process has worked: what others do on the machine meanwhile does not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('large files', () => {
  const many = (count: number, change: (line: string, index: number) => string = (line) => line): string =>
    Array.from({ length: count }, (_, index) => change(index % 3 === 0 ? 'pass\n' : `line ${index}\n`, index)).join('');

  test.each([
    ['a few edits far apart', 10_000, 5000],
    ['many edits', 10_000, 50],
    ['a few edits far apart', 50_000, 20_000],
    ['many edits', 50_000, 97],
  ])('%s in %i lines are merged as git does, in a moment', { timeout: 30_000 }, async (_, count, every) => {
    const base = many(count);
    const yours = many(count, (line, index) => (index % every === 7 ? `mine ${index}\n${line}` : line));
    const next = many(count, (line, index) => (index % every === 27 ? '' : line));
    const start = cpuTime();
    const result = await merged(base, yours, next);
    const time = cpuTime() - start;
    const git = gitMerge(base, yours, next);
    expect(result.conflicts).toBe(git.conflicts);
    expect(result.text === git.bytes.toString()).toBe(true);
    expect(time).toBeLessThan(3000);
  });

  test('two rewrites that share nothing take no time either', { timeout: 60_000 }, async () => {
    const word = (seed: number) => many(50_000, (_, index) => `${(index * seed) % 7919}\n`);
    const start = cpuTime();
    expect((await merged(word(31), word(57), word(101))).conflicts).toBeGreaterThan(0);
    expect(cpuTime() - start).toBeLessThan(10_000);
  });

  test('above 50,000 lines the whole file is one conflict', async () => {
    const base = many(50_001);
    const { text, conflicts } = await merged(base, `mine\n${base}`, `${base}ours\n`);
    expect(conflicts).toBe(1);
    expect(text === `<<<<<<< yours\nmine\n${base}=======\n${base}ours\n>>>>>>> generated\n`).toBe(true);
  });
});
