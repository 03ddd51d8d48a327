import { describe, expect, it } from 'vitest';
import { answerFaults, rowOf } from '../../../generators/pipeline/exam_report/answers.js';
import { yearReport } from '../../support/reports.js';

const { form } = await yearReport('2026');

function faults(question: number, text: string): (string | number | undefined)[][] {
  const answer = { at: 10, text };
  return answerFaults(rowOf(question, answer, form), answer).map(({ code, at, values }) => [code, at, values['found'], values['distance']]);
}

describe('an answer', () => {
  it('has words and images, and what is asked of them', () => {
    expect(rowOf(14, { at: 0, text: '\n![a](b) c\n' }, form)).toEqual({
      question: 14,
      words: 2,
      images: 1,
      asked: { words: [200, 300], images: [1, 3] },
      isAnswered: true,
      isWithin: false,
      warnings: 1,
    });
  });

  it('is none while the placeholder is there, or where there is nothing and something is asked', () => {
    expect(rowOf(4, undefined, form)).toMatchObject({ isAnswered: false, words: 0, warnings: 1 });
    expect(rowOf(1, { at: 0, text: '\n--- question 1 fill here ---\n' }, form)).toMatchObject({
      isAnswered: false,
      isWithin: false,
      warnings: 0,
    });
    expect(rowOf(1, { at: 0, text: ' \n' }, form).isAnswered).toBe(false);
    expect(rowOf(3, { at: 0, text: ' \n' }, form)).toMatchObject({ isAnswered: true, isWithin: true });
  });

  it.each<[string, number, string, unknown[]]>([
    ['within bounds', 4, 'word '.repeat(100), []],
    ['at the upper bound', 4, 'word '.repeat(200), []],
    ['too short', 4, 'word '.repeat(99), [['answer-length', 10, 99, '1 too few']]],
    ['too long', 4, 'word '.repeat(203), [['answer-length', 10, 203, '3 too many']]],
    ['with too few images', 19, 'none', [['answer-images', 10, 0, '1 too few']]],
    ['with too many images', 19, '![a](b)'.repeat(3), [['answer-images', 10, 3, '1 too many']]],
    ['blank', 19, '--- question 19 fill here ---', [['answer-empty', 10, undefined, undefined]]],
    ['with an image in a comment', 19, '<!-- ![a](b) -->', [['image-unshown', 10, 1, undefined]]],
    ['with an image as a tag', 19, '![a](b) <img src="c">', [['image-html', 18, undefined, undefined]]],
    ['with a tag in code', 19, '![a](b) `<img>`', []],
  ])('is as it should be, or how far it is off is said: %s', (_, question, text, expected) => {
    expect(faults(question, text)).toEqual(expected);
  });
});
