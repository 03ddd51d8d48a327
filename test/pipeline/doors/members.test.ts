import { expect, test } from 'vitest';
import { packCommand } from '../../../generators/pipeline/commands/pack.js';
import { calledCommand, memberWords, subjectOf } from '../../../generators/pipeline/doors/members.js';

test('the two words of a command of a family are its name, and every other name stays as it is', () => {
  expect(calledCommand('pack', ['test', 'mine'])).toEqual({ name: 'pack test', words: ['mine'] });
  expect(calledCommand('add', ['test', 'api'])).toEqual({ name: 'add', words: ['test', 'api'] });
  expect(memberWords(packCommand)).toEqual(['list', 'new', 'test', 'freeze']);
});

test.each([
  [[], 'mlops pack needs one more word. Use one of mlops pack list, mlops pack new, mlops pack test, mlops pack freeze.'],
  [['tset', 'x'], 'There is no command mlops pack tset. Did you mean mlops pack test?'],
  [['freze'], 'There is no command mlops pack freze. Did you mean mlops pack freeze?'],
  [
    ['validate'],
    'There is no command mlops pack validate. Use one of mlops pack list, mlops pack new, mlops pack test, mlops pack freeze.',
  ],
])('%j after a family is refused', (words, says) => {
  expect(() => calledCommand('pack', words)).toThrow(says);
});

test('help is about one command of a family where it is named, and else about the family', () => {
  expect(subjectOf('pack', ['freeze', 'x'])).toBe('pack freeze');
  expect([subjectOf('pack', []), subjectOf('pack', ['tset']), subjectOf('add', ['new'])]).toEqual(['pack', 'pack', 'add']);
});
