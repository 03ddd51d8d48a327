import { describe, expect, it } from 'vitest';
import { answersByHeading, blocksOf, formFaults } from '../../../generators/pipeline/exam_report/blocks.js';
import type { ReportForm } from '../../../generators/pipeline/exam_report/form.js';
import { yearReport } from '../../support/reports.js';

const [old, latest] = [await yearReport('2024'), await yearReport('2026')];
const ask = ({ form }: { form: ReportForm }): ReportForm => ({ ...form, asks: { ...form.asks, questions: 2, sections: ['Code'] } });
const form = ask(latest);
const GOOD = '### More\n\n### Question 1\n> Answer:\n\na\n\n## Code\n\n### Question 2\n> Answer:\n\nb\n';

function faults(report: string, own = form): string[] {
  return formFaults(report, blocksOf(report, own), own).map(({ code, at }) => `${code} ${report.slice(0, at).split('\n').length}`);
}

describe('the questions of a report', () => {
  it('are found by their headings, with the places of the word', () => {
    expect(blocksOf(GOOD, form)).toEqual([
      { question: 1, at: 10, end: 48, words: [27] },
      { question: 2, at: 48, end: 76, words: [65] },
    ]);
    const [first] = answersByHeading(GOOD, blocksOf(GOOD, form), form).values();
    expect(first).toEqual({ at: 34, text: '\n\na\n\n' });
  });

  it.each<[string, string, string[]]>([
    ['all is well', GOOD, []],
    ['a heading is missing', GOOD.replace('### Question 2', 'Question 2'), ['question-gone 13', 'answer-word 11']],
    ['a heading is there twice', GOOD.replace('Question 2', 'Question 1'), ['question-gone 13', 'question-twice 10']],
    ['a heading has no such number', GOOD.replace('Question 2', 'Question 3'), ['question-gone 10', 'question-unknown 10']],
    [
      'the order is another one',
      GOOD.replace('Question 1', 'Question 3').replace('Question 2', 'Question 1').replace('Question 3', 'Question 2'),
      ['question-misplaced 3', 'question-misplaced 10'],
    ],
    ['the word stands above', `Answer: here\n${GOOD}`, ['answer-word-outside 1']],
    ['the word is missing', GOOD.replace('> Answer:', '>'), ['answer-word 3']],
    ['the word is there twice', GOOD.replace('\na\n', '\na\nAnswer: c\n'), ['answer-word 7']],
    ['a heading cuts an answer', GOOD.replace('\na\n', '\na\n## c\n'), ['answer-cut 7']],
    ['a section that is known stands after the last answer', `${GOOD}\n## Code\n`, ['answer-cut 15']],
  ])('are as they should be, or what is wrong is said with its line: %s', (_, report, expected) => {
    expect(faults(report)).toEqual(expected);
  });

  it('need a heading above them where the course drops by position', () => {
    const own = ask(old);
    const below = `${'x'.repeat(50)}\n${GOOD}`;
    expect(faults(below, own)).toEqual([]);
    expect(faults(below.replaceAll('###', '#'), { ...own, heading: '# Question {number}' })).toEqual(['preamble-unread 1']);
  });
});
