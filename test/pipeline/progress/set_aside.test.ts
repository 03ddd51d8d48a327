import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../generators/pipeline/finding/finding.js';
import { distinctAside, partFindings, partRow } from '../../../generators/pipeline/progress/set_aside.js';
import type { TaskRow } from '../../../generators/pipeline/progress/task_row.js';

const EMPTY: Finding = { code: 'file-empty', severity: 'error', path: 'src/a.py', values: {} };
const GONE: Finding = { code: 'file-gone', severity: 'error', path: 'src/b.py', values: {} };
const NO_FILE: Finding = { code: 'no-file', severity: 'error', values: { pattern: '**/Dockerfile' } };
const BROKEN: TaskRow = {
  slug: 'training',
  wording: 'Train',
  group: 'Week 1',
  verdict: 'broken',
  evidence: [{ what: 'imports torch', path: 'src/c.py' }],
  findings: [EMPTY],
};

function words(code: string, path?: string) {
  return { declared: new Map(), aside: [{ code, reason: 'We know', ...(path === undefined ? {} : { path }) }] };
}

describe('a finding that is set aside', () => {
  it('leaves the list, by its code everywhere or by its path', () => {
    const findings = [EMPTY, GONE, NO_FILE];
    expect(partFindings(findings, words('file-empty'))).toEqual({ kept: [GONE, NO_FILE], aside: [{ finding: EMPTY, reason: 'We know' }] });
    expect(partFindings(findings, words('file-empty', 'src/')).kept).toEqual([GONE, NO_FILE]);
    expect(partFindings(findings, words('file-empty', 'tests/**')).kept).toEqual(findings);
    expect(partFindings(findings, words('no-file', '**/Dockerfile')).kept).toEqual([EMPTY, GONE]);
  });

  it('breaks no task any more that something shows', () => {
    expect(partRow(BROKEN, words('file-empty')).kept).toMatchObject({ verdict: 'met', findings: [] });
  });

  it('leaves a task broken that another finding breaks', () => {
    expect(partRow({ ...BROKEN, findings: [EMPTY, GONE] }, words('file-empty')).kept).toMatchObject({
      verdict: 'broken',
      findings: [GONE],
    });
  });

  it('stays where nothing shows the task, so that people see why it is broken', () => {
    const bare = { ...BROKEN, evidence: [] };
    expect(partRow(bare, words('file-empty'))).toEqual({ kept: bare, aside: [] });
  });

  it('never makes a missing task met', () => {
    const missing: TaskRow = { ...BROKEN, verdict: 'missing', findings: [NO_FILE] };
    expect(partRow(missing, words('no-file')).kept).toMatchObject({ verdict: 'missing', findings: [] });
  });

  it('is counted once, however many tasks it was in', () => {
    const aside = [
      { finding: EMPTY, reason: 'a' },
      { finding: { ...EMPTY }, reason: 'a' },
    ];
    expect(distinctAside(aside)).toHaveLength(1);
  });
});
