import { describe, expect, it } from 'vitest';
import { boundsOf, numberedForm, readForm } from '../../../generators/pipeline/exam_report/form.js';
import { yearReport } from '../../support/reports.js';

const { form, loaded } = await yearReport('2026');

describe('the form of a report', () => {
  it('is that of the pack, with the bounds of its questions', () => {
    expect(form).toMatchObject({ form: 'reports/README.md', answer: 'Answer:', images: ['png', 'jpg', 'jpeg'] });
    expect([boundsOf(form, 'words', 4), boundsOf(form, 'figures', 19), boundsOf(form, 'words', 19)]).toEqual([
      [100, 200],
      [1, 2],
      undefined,
    ]);
  });

  it('is none where the pack brings none, or not its file', () => {
    const { pack } = loaded;
    expect(readForm({ ...pack, stages: [] })).toBeUndefined();
    expect(readForm({ ...pack, stages: pack.stages.map((stage) => ({ ...stage, files: [] })) })).toBeUndefined();
  });

  it('has a place for a number, and means nothing else by its signs', () => {
    const placeholder = new RegExp(numberedForm('--- (q) {number} [fill]. ---'));
    expect(placeholder.exec('---  (q)\t12 [fill]. ---')?.[1]).toBe('12');
    expect(placeholder.test('--- q 12 f. ---')).toBe(false);
  });
});
