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

it('shows with --full what there is of a task that is missing, and not that nobody has begun it', () => {
  const finding = (path?: string) =>
    ({ code: 'file-gone', severity: 'error', values: {}, ...(path === undefined ? {} : { path }) }) as const;
  const tasks = [
    row('begun', 'missing', { command: 'mlops add begun', findings: [{ ...finding('pyproject.toml'), sentence: 'nothing imports it' }] }),
    row('open', 'missing', { command: 'mlops add open', findings: [{ ...finding(), sentence: 'There is no file x' }] }),
    row('half', 'missing', {
      command: 'mlops add half',
      evidence: [{ what: 'y' }],
      findings: [{ ...finding(), sentence: 'z is not there' }],
    }),
    row('gone', 'missing', { findings: [{ ...finding('w'), sentence: 'w is gone', command: 'git checkout -- w' }] }),
  ];
  const text = checkText({ ...DOCUMENT, tasks }, { full: true }, terminal({ columns: 80 }));
  expect(text).toContain('  · begun  mlops add begun\n    nothing imports it. (file-gone)\n  · open  mlops add open\n  · half');
  expect(text).toContain('    z is not there. (file-gone)\n  · gone\n    w is gone. (file-gone)\n      git checkout -- w\n');
  const [, , , gone] = tasks;
  const short = checkText({ ...DOCUMENT, tasks: gone === undefined ? [] : [gone] }, { full: false }, terminal());
  expect(short).toContain('What is missing, and why: mlops check --full');
});

it('stays within a terminal of thirty columns', () => {
  const text = checkText(DOCUMENT, { full: false }, terminal({ columns: 30, interactive: true }));
  expect(text).toContain('Week 1  ███░░░░░░░░░  1 of 4\n');
  expect(text.split('\n').filter((line) => line.length > 30)).toEqual([]);
  expect(checkText(DOCUMENT, { full: false }, terminal({ columns: 15, interactive: true }))).toContain('Week 1  1 of 4\n');
});

it('has colours at a terminal that wants them, and else none', () => {
  expect(checkText(DOCUMENT, { full: true }, terminal({ color: true }))).toContain('\u001b[32m');
  expect(checkText(DOCUMENT, { full: true }, terminal())).not.toContain('\u001b');
});
