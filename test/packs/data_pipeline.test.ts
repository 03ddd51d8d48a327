import { expect, it } from 'vitest';
import { newestPack } from '../../generators/pipeline/pack/library/shipped.js';
import { coveringRenders } from '../support/emitted.js';
import { stepProblems } from '../support/pipeline_steps.js';

const { pack } = newestPack();
const emitted = coveringRenders(pack).filter(({ tree }) => tree.has('dvc.yaml'));

it('names in each step of dvc.yaml the modules that decide about its result', () => {
  expect(emitted.length).toBeGreaterThan(5);
  expect(
    emitted.flatMap(({ name, tree, packageName }) => stepProblems(tree, packageName).map((problem) => `[${name}] ${problem}`)),
  ).toEqual([]);
});

it('would notice a module that a step does not name', () => {
  const [first] = emitted;
  if (first === undefined) throw new Error('no choice has a pipeline');
  const { tree, packageName } = first;
  const lines = (tree.get('dvc.yaml')?.bytes.toString('utf8') ?? '').split('\n');
  const named = lines.flatMap((line, index) => (line.includes('- src/') ? [index] : []));
  expect(named.length).toBeGreaterThan(10);
  const unnoticed = named.filter((index) => stepProblems(tree, packageName, lines.toSpliced(index, 1).join('\n')).length === 0);
  expect(unnoticed.map((index) => lines[index])).toEqual([]);
});
