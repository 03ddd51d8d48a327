import { describe, expect, it } from 'vitest';
import { formOfAnother } from '../../../generators/pipeline/exam_report/other_forms.js';
import { yearReport } from '../../support/reports.js';

const [old, latest] = [await yearReport('2024'), await yearReport('2026')];

/** A form in other words, such as the one of the course itself, with its bounds as they print them. */
const foreign = (text: string): string =>
  text.replaceAll(/(\d+) to (\d+) words/g, 'Recommended answer length: $1-$2 words').replaceAll('**', '');

describe('the form of a report', () => {
  it('is known by its numbers and by the bounds that it prints, in whose words it is', async () => {
    for (const text of [old.blank, foreign(old.blank)]) expect((await formOfAnother(text, latest.form, latest.loaded))?.id).toBe('2024');
    expect((await formOfAnother(foreign(latest.blank), old.form, old.loaded))?.id).toBe('2026');
  });

  it('is no other one where it fits, where it fits no other one better, and where it is none', async () => {
    for (const text of [latest.blank, foreign(latest.blank), `${latest.blank}\n### Question 32\n`, '# A report\n', ''])
      expect(await formOfAnother(text, latest.form, latest.loaded)).toBeUndefined();
  });
});
