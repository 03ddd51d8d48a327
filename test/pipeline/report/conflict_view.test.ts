import { expect, test } from 'vitest';
import { conflictExcerpt, wholeDiff } from '../../../generators/pipeline/report/conflict_view.js';
import { changeIn } from '../merge/trees.js';
import { terminal } from '../terminal_stub.js';

test('a conflict is shown with three lines around it', async () => {
  const around = (line: string) => `0\n1\n2\n3\n4\n${line}\n5\n6\n7\n8\n9\n`;
  const change = await changeIn({ base: { a: around('x') }, yours: { a: around('mine') }, next: { a: around('ours') } });
  const rows = conflictExcerpt(change, 'Conflict 1 of 1', terminal()).split('\n');
  expect(rows[1]).toBe('Conflict 1 of 1: a');
  const shown = ['…', '2', '3', '4', '<<<<<<< yours', 'mine', '=======', 'ours', '>>>>>>> generated', '5', '6', '7', '…'];
  expect(rows.slice(3, 16)).toEqual(shown.map((row) => `  ${row}`));
});
test('of what is no text it is said why, and where the other version would be', async () => {
  const change = await changeIn({ base: { a: '\0' }, yours: { a: '\0\0' }, next: { a: '\0\0\0' } });
  expect(conflictExcerpt(change, 'Conflict', terminal()).replaceAll('\n', ' ')).toContain('would be beside it, as a.generated.');
});
test('where the generated one is what stands there, that is said', async () => {
  expect(wholeDiff(await changeIn({ yours: { a: 'x\n' }, next: { a: 'x\n' } }), terminal())).toBe('\na: nothing would change.\n\n');
});
