import { expect, test } from 'vitest';
import { doneOf, isSeen } from '../../../generators/pipeline/audit/audit.js';
import { audited, looked } from './sample.js';

test('what is met or declared is done; what people have to confirm is not', () => {
  const [row] = audited({ one: looked({ a: 'met', b: 'declared', c: 'yours', d: 'missing', e: 'broken' }) }).repositories;
  expect(row !== undefined && isSeen(row) && doneOf(row)).toEqual({ done: 2, of: 5 });
});

test('a row with a reason was not seen', () => {
  expect(audited({ one: { reason: 'It is not there' } }).repositories.map(isSeen)).toEqual([false]);
});
