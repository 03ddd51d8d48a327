import { describe, expect, test } from 'vitest';
import type { Change } from '../../../generators/pipeline/change.js';
import { wholeDiff } from '../../../generators/pipeline/report/conflict_view.js';
import { presentDiff } from '../../../generators/pipeline/report/diffs.js';
import { changeIn, file } from '../merge/trees.js';
import { terminal } from '../terminal_stub.js';

describe('a diff', () => {
  const diffOf = (change: Change, writes = change.writes): string => presentDiff(change, writes, false, terminal()).join('\n');
  const moved = (next: string): Promise<Change> => {
    const at = (text: string) => file(text, { origin: 't' });
    return changeIn({ base: { a: at('x\ny\n') }, yours: { a: 'x\ny\n' }, next: { b: at(next) } });
  };

  test('of a file that moves is one, and none where its text stays', async () => {
    expect(diffOf(await moved('x\nz\n'))).toBe('\na → b\n@@ -1,2 +1,2 @@\n x\n-y\n+z');
    expect(diffOf(await moved('x\ny\n'))).toBe('');
  });
  test('says what no line shows', async () => {
    const runs = await changeIn({ base: { a: 'x\n' }, yours: { a: 'x\n' }, next: { a: file('x\n', { executable: true }) } });
    expect(diffOf(runs)).toBe('\na\nOnly the executable bit changes.');
    const ended = await changeIn({ base: { a: 'x' }, yours: { a: 'x' }, next: { a: 'x\n' } });
    expect(diffOf(ended)).toBe('\na\nOnly the end of the last line changes.');
    const image = await changeIn({ base: { a: '\0' }, yours: { a: '\0' }, next: { a: '\0\0' } });
    expect(diffOf(image)).toBe('\na\nNot a text file.');
  });
  test('shows a line end of Windows only where it makes the difference', async () => {
    const write = (before: string, after: string) => [{ path: 'a', before: file(before), after: file(after) }];
    const change = await changeIn({ next: { a: 'x\n' } });
    expect(diffOf(change, write('x\r\n', 'y\r\n'))).toBe('\na\n@@ -1,1 +1,1 @@\n-x\n+y');
    expect(diffOf(change, write('x\r\n', 'x\n'))).toBe('\na\n@@ -1,1 +1,1 @@\n-x\\u000d\n+x');
  });
  test('of a conflict goes from the person’s file to the generated one', async () => {
    const change = await changeIn({ base: { a: 'x\n' }, yours: { a: 'mine\n' }, next: { a: 'new\n' } });
    expect(wholeDiff(change, terminal())).toBe('\na\n@@ -1,1 +1,1 @@\n-mine\n+new\n\n');
  });
});
