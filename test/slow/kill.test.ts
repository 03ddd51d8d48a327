import { afterAll, beforeAll, describe } from 'vitest';
import { CommitChild } from '../pipeline/commit/cut_off.js';
import { casesOfCutOffs } from '../pipeline/commit/cut_off_cases.js';

let child: CommitChild;
beforeAll(() => {
  child = new CommitChild();
});
afterAll(() => child.remove());

// The quick suite looks at a copy of the disk before each step: here a process is killed at each, which takes longer.
describe('a write that is killed', { timeout: 120_000 }, () => {
  casesOfCutOffs(
    () => child,
    (own) => own.killed,
  );
});
