import { expect, test } from 'vitest';
import { openQuestions, sampleAnswers, wrongDefaults } from '../../../generators/pipeline/author/sample_answers.js';
import type { Pack, QuestionType } from '../../../generators/pipeline/pack/pack.js';
import { PACK, question } from '../pack/fixture.js';

const TYPES: readonly QuestionType[] = ['title', 'package', 'text', 'texts', 'token', 'tokens', 'choice', 'email', 'url'];
const CHOICES = [{ value: 'a', label: 'A' }];

test('a question is open where nobody can leave it out and nothing stands in for an answer', () => {
  const optional = TYPES.map((type) => question(`o${type}`, { type, choices: CHOICES }));
  const required = TYPES.map((type) => question(`r${type}`, { type, choices: CHOICES, required: true }));
  const given = TYPES.map((type) => question(`d${type}`, { type, default: 'a', required: true }));
  const pack: Pack = { ...PACK, asks: [...optional, ...required, ...given], stages: [] };
  expect(openQuestions(pack).map(({ name }) => name)).toEqual([
    'otoken',
    'ochoice',
    'rtext',
    'rtexts',
    'rtoken',
    'rtokens',
    'rchoice',
    'remail',
    'rurl',
  ]);
  expect(sampleAnswers(pack)).toMatchObject({ ochoice: 'a', rtexts: ['Sample'], remail: 'someone@example.org' });
});

test('a default that is no answer is told with its line', () => {
  const stages = PACK.stages.map((each) =>
    each.id === 'api' ? { ...each, asks: [question('port', { type: 'email', default: '80' })] } : each,
  );
  const locate = (documents: readonly string[], path: readonly (string | number)[]) => ({
    file: `${documents[0]} ${path.join('.')}`,
    line: 7,
  });
  expect(wrongDefaults(PACK, locate)).toEqual([]);
  expect(wrongDefaults({ ...PACK, stages }, locate)).toEqual([
    {
      file: 'api/stage.yml asks.0.default',
      line: 7,
      fact: 'The default of --port is not an e-mail address: "80"',
      remedy: 'Write it like name@example.org',
    },
  ]);
});

test('a default is told once: where it is none of the choices or its pattern cannot be read, the check of the pack has told it', () => {
  const asks = [
    question('kind', { type: 'choice', choices: CHOICES, default: 'b' }),
    question('version', { default: '1.0', pattern: { form: '(?=1)', message: 'A version' } }),
  ];
  expect(wrongDefaults({ ...PACK, asks }, () => ({ file: 'pack.yml', line: 1 }))).toEqual([]);
});
