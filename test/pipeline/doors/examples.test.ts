import { expect, test } from 'vitest';
import { COMMANDS } from '../../../generators/pipeline/commands/table.js';
import { examplesFor } from '../../../generators/pipeline/doors/examples.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { PACK, stage, task } from '../pack/fixture.js';

const LIBRARY: Pack = {
  ...PACK,
  presets: { small: ['tests'] },
  tasks: [
    task('crate', { id: 1, stage: 'core', always: true }),
    task('tests', { id: 2, stage: 'core' }),
    task('book', { stage: 'publish' }),
  ],
  stages: [stage('core'), stage('publish')],
};

test('an example names what the pack has, and says what it does where it is the same', () => {
  const examples = [
    'mlops new demo --defaults      ask nothing',
    'mlops new demo --tasks week1,api    week one and the API',
    'mlops add hydra 35 --plan',
    'mlops add 1-2 --into ../demo',
    'mlops add 1-9',
    'mlops diff api --from week1',
    'mlops diff book --from small --pack ../my-pack',
    'mlops pack new my-pack --from ../their-pack --plan',
    'mlops undo --plan',
  ];
  expect(examplesFor(LIBRARY, examples)).toEqual([
    'mlops new demo --defaults      ask nothing',
    'mlops new demo --tasks tests,book',
    'mlops add tests book --plan',
    'mlops add 1-2 --into ../demo',
    'mlops add tests',
    'mlops diff tests --from minimal',
    'mlops diff book --from small --pack ../my-pack',
    'mlops pack new my-pack --from ../their-pack --plan',
    'mlops undo --plan',
  ]);
});

test('a pack without choices has everything', () => {
  expect(examplesFor({ ...LIBRARY, presets: {}, tasks: [] }, ['mlops add api tests', 'mlops add docker api'])).toEqual([
    'mlops add everything',
  ]);
});

test('the examples of each command stay those of a command', () => {
  for (const { name, examples } of COMMANDS) for (const example of examplesFor(LIBRARY, examples)) expect(example).toMatch(`mlops ${name}`);
});
