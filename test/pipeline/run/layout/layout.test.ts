import { expect, test } from 'vitest';
import { mergeTrees } from '../../../../generators/pipeline/run/layout/layout.js';
import { rendered } from '../../merge/trees.js';
import { Scratch } from '../scratch.js';

test('hidden folders have their place by the rules of their tools: they are not followed', async () => {
  const scratch = new Scratch();
  const tests = 'name: Tests\non: push\njobs: {}\n';
  scratch.write('old/workflows/tests.yaml', tests);
  const base = rendered({ '.github/workflows/tests.yaml': tests });
  const next = rendered({ '.github/workflows/tests.yaml': tests, '.github/workflows/types.yaml': 'name: Types\n' });
  const renders = { base, next, known: [...base.keys()], lastAt: () => base };
  const { changes } = await mergeTrees(scratch.root, renders, () => ({}));
  expect(changes.map(({ path, outcome }) => [path, outcome])).toEqual([
    ['.github/workflows/tests.yaml', 'unchanged'],
    ['.github/workflows/types.yaml', 'new'],
  ]);
});
