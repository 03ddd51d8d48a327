import { describe, expect, it } from 'vitest';
import { boxFindings } from '../../../generators/pipeline/exam_report/box_findings.js';

const report = {
  path: 'reports/README.md',
  boxes: [
    { slug: 'ticked', line: 3, isTicked: true },
    { slug: 'open', line: 4, isTicked: false },
  ],
};
const codes = (slug: string, verdict: string) => boxFindings({ slug, verdict }, report).map(({ code, line }) => [code, line]);

describe('a box', () => {
  it('says that a task is met and not ticked, or ticked and not met', () => {
    expect(codes('open', 'met')).toEqual([['box-unticked', 4]]);
    expect(codes('ticked', 'missing')).toEqual([['box-unproven', 3]]);
    expect(codes('ticked', 'broken')).toEqual([['box-unproven', 3]]);
  });

  it('says nothing where both agree, where only people can tell, and where there is none', () => {
    const quiet = [
      ['ticked', 'met'],
      ['open', 'missing'],
      ['ticked', 'yours'],
      ['open', 'yours'],
      ['ticked', 'declared'],
      ['none', 'met'],
    ];
    expect(quiet.flatMap(([slug = '', verdict = '']) => codes(slug, verdict))).toEqual([]);
    expect(boxFindings({ slug: 'open', verdict: 'met' }, undefined)).toEqual([]);
  });
});
