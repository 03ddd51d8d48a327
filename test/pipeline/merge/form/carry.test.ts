import { describe, expect, it } from 'vitest';
import { carryAnswers } from '../../../../generators/pipeline/merge/form/carry.js';

const MARKS = { heading: '### Question {number}', answer: 'Answer:', placeholder: '--- question {number} fill here ---' };

function form(questions: readonly string[], items: readonly string[] = ['Write tests (M1)']): string {
  const asked = questions.map(
    (text, index) => `### Question ${index + 1}\n\n> **${text}**\n> 10 words.\n>\n> Answer:\n\n--- question ${index + 1} fill here ---\n`,
  );
  return `# Report\n\nFill it in.\n\n## Checklist\n\n${items.map((item) => `- [ ] ${item}\n`).join('')}\n## Questions\n\n${asked.join('\n')}`;
}

function carry(base: string, yours: string, next: string, sameItems: readonly (readonly string[])[] = []) {
  const [a, b, c] = [base, yours, next].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];
  const carried = carryAnswers(a, b, c, { marks: MARKS, sameItems });
  return carried && { text: carried.bytes.toString(), note: carried.note };
}

const answered = (text: string, number: number, answer: string): string => text.replace(`--- question ${number} fill here ---`, answer);

describe('a report that was filled in, in a new form', () => {
  const old = form(['Who are you in this group?', 'Which tool did you like?', 'What is the weather?']);
  const next = form(['What is new here in the form?', 'Who are you in this group?', 'Which tool did you like best?']);

  it('has each answer below the question that asks the same, whatever its number', () => {
    const yours = answered(answered(old, 1, 'Ada é\n\nand Bo'), 2, 'pytest');
    const { text, note } = carry(old, yours, next) ?? {};
    expect(text).toBe(answered(answered(next, 2, 'Ada é\n\nand Bo'), 3, 'pytest'));
    expect(note).toBe('Your 2 answers were carried over to the new form.');
  });

  it('keeps an answer to what is not asked any more in front of the first section', () => {
    const { text, note } = carry(old, answered(old, 3, 'Rain.'), next) ?? {};
    expect(text).toContain('Answers to questions that are not asked any more:\n\n**What is the weather?**\n\nRain.\n\n## Checklist\n');
    expect(note).toMatch(/Your answer was carried over to the new form; one is to questions that it does not have/);
  });

  it('keeps ticks, also at an item that has other words now, and says which have no box', () => {
    const [before, after] = [
      form(['Who?'], ['Write tests (M1)', 'Use DVC (M2)', 'Gone']),
      form(['Who?'], ['Do tests (M4)', 'Use DVC (M9)']),
    ];
    const yours = before.replaceAll('- [ ]', '- [x]');
    const { text, note } = carry(before, yours, after, [['Write tests', 'Do tests']]) ?? {};
    expect(text).toBe(after.replaceAll('- [ ]', '- [x]'));
    expect(note).toBe('Your ticks were carried over to the new form; 1 of your ticks has no box in it.');
  });

  it('keeps line ends and a byte order mark', () => {
    const yours = `\ufeff${answered(old, 1, 'Ada').replaceAll('\n', '\r\n')}`;
    expect(carry(old, yours, next)?.text).toBe(`\ufeff${answered(next, 2, 'Ada').replaceAll('\n', '\r\n')}`);
  });

  it('has the last answer too, where the file ends with it', () => {
    const yours = answered(old, 3, 'Rain.').trimEnd();
    expect(carry(old, yours, form(['What is the weather?', 'Who are you?']))?.text).toContain('> Answer:\n\nRain.\n\n### Question 2\n');
  });

  it.each([
    ['changed a question', (text: string) => text.replace('10 words', '99 words')],
    ['wrote a section of their own', (text: string) => `${text}\n## Thanks\n`],
    ['took a heading away', (text: string) => text.replace('### Question 2\n', '')],
    ['took the word away', (text: string) => text.replace('> Answer:', '>')],
    ['wrote the word into an answer that would have to move', (text: string) => answered(text, 3, 'Answer: rain')],
  ])('stays as it is where people %s', (_, change) => {
    expect(carry(old, change(answered(old, 1, 'Ada')), next)).toBeUndefined();
  });
});
