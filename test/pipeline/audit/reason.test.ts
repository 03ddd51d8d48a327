import { expect, test } from 'vitest';
import { answerFor, reasonOf } from '../../../generators/pipeline/audit/reason.js';
import { Refusal } from '../../../generators/pipeline/errors.js';

test('a refusal, an error of the disk and a bug are reasons of one line each', async () => {
  const denied = Object.assign(new Error("EACCES: permission denied, scandir '/x'"), { code: 'EACCES' });
  const answer = (error: unknown): Promise<unknown> => answerFor('/x', () => Promise.reject(error));
  expect(await answer(new Refusal('It is damaged', 'Mend it'))).toEqual({ reason: 'It is damaged' });
  expect(await answer(denied)).toEqual({ reason: 'Cannot read /x: permission is denied' });
  expect(await answer(new TypeError('x is not\na function.'))).toEqual({ reason: 'It could not be looked at: x is not' });
});

test('a reason is not endless, and no terminal acts on it', () => {
  expect(reasonOf('\u001b[31m').includes('\u001b')).toBe(false);
  expect(reasonOf(new Refusal('a'.repeat(5000), '')).length).toBe(300);
});
