import { expect, it } from 'vitest';
import type { CheckDocument } from '../../../generators/pipeline/progress/document.js';
import type { Verdict } from '../../../generators/pipeline/progress/task_row.js';
import { checkText } from '../../../generators/pipeline/progress/text.js';
import { terminal } from '../terminal_stub.js';

function row(slug: string, verdict: Verdict, more: Partial<CheckDocument['tasks'][number]> = {}): CheckDocument['tasks'][number] {
  return { slug, wording: `Do ${slug}`, group: 'Week 1', verdict, evidence: [], findings: [], ...more };
}

const DOCUMENT: CheckDocument = {
  folder: '/x',
  pack: { id: 'x', title: 'A course', revision: 1 },
  isProject: true,
  counts: { met: 1, missing: 1, broken: 1, yours: 1, declared: 0 },
  tasks: [
    row('one', 'met', { id: 1, evidence: [{ path: 'a.py', line: 3, what: 'imports a' }] }),
    row('two', 'missing', { command: 'mlops add two' }),
    row('three', 'broken', {
      findings: [
        { code: 'file-empty', severity: 'error', path: 'b', values: {}, sentence: 'b\u001b[2J is empty', command: 'git checkout -- b' },
      ],
    }),
    row('four', 'yours', { question: 'Is it so?' }),
  ],
  findings: [],
  aside: [],
};

it('is a bar for each part, the counts, what is broken with its remedy, and the next step', () => {
  const text = checkText(DOCUMENT, { full: false }, terminal({ columns: 80 }));
  expect(text).toContain('Week 1  █████░░░░░░░░░░░░░░░  1 of 4\n');
  expect(text).toContain('1 met, 1 yours to confirm, 1 broken, 1 missing.');
  expect(text).toContain('  ! three\n    b\\u001b[2J is empty.\n      git checkout -- b\n');
  expect(text).toContain('Next: mlops add two (Do two).');
  expect(text).not.toContain('Is it so?');
});

it('is a line for each task with --full', () => {
  const text = checkText(DOCUMENT, { full: true }, terminal({ columns: 80 }));
  expect(text).toContain('  ✓ 1 one  a.py:3\n  · two  mlops add two\n  ! three\n');
  expect(text).toContain('  ? four  Is it so?\n');
});

it('has colours at a terminal that wants them, and else none', () => {
  expect(checkText(DOCUMENT, { full: true }, terminal({ color: true }))).toContain('\u001b[32m');
  expect(checkText(DOCUMENT, { full: true }, terminal())).not.toContain('\u001b');
});
