import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerTo, isPlaceholder, pairQuestions, readForm } from '../../../../generators/pipeline/merge/form/form.js';

const MARKS = { heading: '## Q{number}', answer: 'A:', placeholder: '...{number}...' };
const formOf = (questions: readonly string[]) => questions.map((text, index) => `## Q${index}\n${text}\nA:\nbecause ${index}\n`).join('');
const read = (text: string) => {
  const form = readForm(text, MARKS);
  if (form === undefined) throw new Error('This is no form');
  return form;
};

it('finds what is asked and what was answered', () => {
  const form = read('## Q1\n> **Is it\n> so?** Say why.\nA:\n\nYes.\nVery.\n\n## Q2\nWhy?\nA:\n...2...\n');
  expect(form.questions.map(({ asked }) => asked)).toEqual(['Is it so?', 'Why?']);
  expect(form.questions.map((question) => answerTo(question, form))).toEqual(['Yes.\nVery.', '...2...']);
  expect(form.questions.map((question) => isPlaceholder(answerTo(question, form), MARKS))).toEqual([false, true]);
});

it.each(['', '# Other\n', '## Q1\nWhy?\n', '## Q1\nWhy?\n## Q2\nA:\n'])('is no form: %j', (text) => {
  expect(readForm(text, MARKS)).toBeUndefined();
});

it('pairs each question with itself, in whatever order they stand', () => {
  const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,9}( [a-z]{3,9}){2,5}$/), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(words, fc.infiniteStream(fc.nat()), (asked, ranks) => {
      const shuffled = asked
        .map((text) => ({ text, rank: ranks.next().value }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ text }) => text);
      const pairs = pairQuestions(read(formOf(asked)), read(formOf(shuffled)));
      expect([...pairs].map(([own, other]) => own.asked === other.asked)).toEqual(asked.map(() => true));
    }),
  );
});

it('pairs a question with one that asks more, or nearly the same, and with no other', () => {
  const [old, fresh] = [
    read(formOf(['Who did what?', 'Which of the tools did you use most?', 'What is the weather?'])),
    read(formOf(['Which of the tools did you like most?', 'Who did what? And when?', 'How do you deploy?'])),
  ];
  const pairs = pairQuestions(old, fresh);
  expect(old.questions.map((question) => pairs.get(question)?.asked)).toEqual([
    'Who did what? And when?',
    'Which of the tools did you like most?',
    undefined,
  ]);
});
