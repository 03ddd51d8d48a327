import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../generators/pipeline/template/nodes.js';

describe('a problem of a pack', () => {
  it('is one line that names the place, where there is one', () => {
    const problem = { file: 's/files/a.md', line: 3, fact: 'It is wrong', remedy: 'Correct it' };
    expect(describeProblem(problem)).toBe('s/files/a.md:3: It is wrong. Correct it.');
    expect(describeProblem({ ...problem, line: 0 })).toBe('s/files/a.md: It is wrong. Correct it.');
  });
});
