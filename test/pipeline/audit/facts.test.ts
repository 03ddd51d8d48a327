import { expect, test } from 'vitest';
import { FACTS, factOf } from '../../../generators/pipeline/audit/facts.js';
import { audited, looked } from './sample.js';

test('a repository that could not be looked at has no facts', () => {
  const [gone, seen] = audited({ gone: { reason: 'no' }, seen: looked({ a: 'met' }) }).repositories;
  expect(FACTS.map((fact) => gone && factOf(fact, gone)).join('')).toBe('');
  expect(FACTS.map((fact) => seen && factOf(fact, seen))).toContain('2026');
});
