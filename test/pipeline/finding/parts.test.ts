import { expect, test } from 'vitest';
import { boundsIn, count } from '../../../generators/pipeline/finding/parts.js';

test('one thing is no plural', () => {
  expect(['0', '1', '12'].map((found) => count(found, 'file'))).toEqual(['0 files', '1 file', '12 files']);
});

test('bounds that are the same are one number', () => {
  expect([boundsIn('1', '2'), boundsIn('1', '1')]).toEqual(['1 to 2', '1']);
});
