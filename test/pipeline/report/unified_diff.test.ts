import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../generators/pipeline/report/unified_diff.js';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 }).map((lines) => lines.map((line) => `${line}\n`).join(''));

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

  it('holds what is needed to make the new text out of the old one', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyDiff(before, unifiedDiff(before, after))).toBe(after);
      }),
    );
  });
});

/** An independent reader of the unified form: copies what the diff keeps, drops what it removes, adds what it adds. */
function applyDiff(before: string, diff: readonly string[]): string {
  const old = before.split('\n').slice(0, -1);
  const result: string[] = [];
  let at = 0;
  for (const line of diff) {
    const header = /^@@ -(\d+),/.exec(line);
    if (header !== null) {
      const start = Number(header[1]) - 1;
      result.push(...old.slice(at, start));
      at = start;
    } else if (line.startsWith('+')) {
      result.push(line.slice(1));
    } else {
      if (line.startsWith(' ')) result.push(line.slice(1));
      at += 1;
    }
  }
  return [...result, ...old.slice(at)].map((line) => `${line}\n`).join('');
}
