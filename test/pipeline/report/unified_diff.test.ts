import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeText } from '../../../generators/pipeline/merge/lines/text.js';
import { unifiedDiff } from '../../../generators/pipeline/report/unified_diff.js';

describe('a diff', () => {
  it('shows a change with three lines around it', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n';
    expect(unifiedDiff(before, before.replace('5\n', 'five\n'))).toEqual([
      '@@ -2,7 +2,7 @@',
      ' 2',
      ' 3',
      ' 4',
      '-5',
      '+five',
      ' 6',
      ' 7',
      ' 8',
    ]);
  });

  it('is empty where nothing changed', () => {
    expect(unifiedDiff('a\nb\n', 'a\nb\n')).toEqual([]);
  });

  it('shows all of a new file as added', () => {
    expect(unifiedDiff('', 'a\nb\n')).toEqual(['@@ -0,0 +1,2 @@', '+a', '+b']);
  });

  it('says where a last line has no end', () => {
    expect(unifiedDiff('a', 'a\nb')).toEqual([
      '@@ -1,1 +1,2 @@',
      '-a',
      '\\ No newline at end of file',
      '+a',
      '+b',
      '\\ No newline at end of file',
    ]);
  });
});

describe('a diff is what the tools that read diffs expect', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The old text after a real tool has applied the diff to it. */
  const applied = (before: string, after: string, [tool, ...options]: readonly [string, ...string[]]): string => {
    writeFileSync(join(folder, 'f'), before);
    const headers = `--- ${before === '' ? '/dev/null' : 'a/f'}\n+++ ${after === '' ? '/dev/null' : 'b/f'}\n`;
    const mode = `diff --git a/f b/f\n${before === '' ? 'new file mode 100644\n' : after === '' ? 'deleted file mode 100644\n' : ''}`;
    if (before === '') rmSync(join(folder, 'f'));
    const input = `${tool === 'git' ? mode : ''}${headers}${unifiedDiff(before, after).join('\n')}\n`;
    const { status, stderr } = spawnSync(tool, options, { cwd: folder, input });
    if (status !== 0) throw new Error(`${tool}: ${stderr.toString()}`);
    return existsSync(join(folder, 'f')) ? readFileSync(join(folder, 'f'), 'utf8') : '';
  };
  const GIT = ['git', 'apply', '--whitespace=nowarn', '-'] as const;
  const PATCH = ['patch', '--binary', '--silent', '-p1'] as const;

  const text = fc
    .tuple(fc.array(fc.constantFrom('a', 'b', 'c', '', 'd\r'), { maxLength: 30 }), fc.boolean())
    .map(([lines, ends]) => lines.join('\n') + (ends && lines.length > 0 ? '\n' : ''));

  it.each([
    ['git apply', GIT],
    ['patch', PATCH],
  ])('%s makes the new text of the old one: 100 random pairs', { timeout: 60_000 }, (_, tool) => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after);
        expect(applied(before, after, tool)).toBe(after);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['no end of the last line', 'a\nb', 'a\nc'],
    ['an end put to the last line', 'a\nb', 'a\nb\n'],
    ['an end taken from the last line', 'a\nb\n', 'a\nb'],
    ['a line after a last line without an end', 'a\nb', 'a\nb\nc'],
    ['Windows line ends', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n'],
    ['Windows line ends put in', 'a\nb\n', 'a\r\nb\r\n'],
    ['a new file', '', 'a\nb\n'],
    ['a file emptied', 'a\nb\n', ''],
    ['a line that looks like a header', '-- a\n++ b\n', '++ b\n-- a\n@@ -1 +1 @@\n'],
  ])('%s', (_, before, after) => {
    expect(applied(before, after, GIT)).toBe(after);
    expect(applied(before, after, PATCH)).toBe(after);
  });
});

describe('a diff of many changed lines', () => {
  /** The least time of several runs is the one that others disturbed least. */
  const cost = async (work: () => unknown): Promise<number> => {
    const costs: number[] = [];
    for (let run = 0; run < 5; run++) {
      const before = process.cpuUsage();
      await work();
      costs.push(process.cpuUsage(before).user);
    }
    return Math.min(...costs);
  };

  it('takes no longer than merging them', { timeout: 60_000 }, async () => {
    const base = Array.from({ length: 8000 }, (_, index) => (index % 3 === 0 ? 'pass\n' : `line ${index}\n`));
    const changed = (who: string) => base.map((line, index) => (index % 2 === 0 ? `${who} ${index}\n` : line)).join('');
    const [old, mine, ours] = [base.join(''), changed('mine'), changed('ours')];
    const [before, yours, next] = [old, mine, ours].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
    const merging = await cost(() => mergeText(before, yours, next));
    // Twice, as a clock is coarse: a search that grew with the square took forty times as long.
    expect(await cost(() => unifiedDiff(old, mine))).toBeLessThan(2 * merging);
  });
});
