import { expect, test } from 'vitest';
import { asideLines } from '../../../generators/pipeline/progress/aside_text.js';
import { terminal } from '../terminal_stub.js';

const DOCUMENT = {
  folder: '/x',
  pack: { id: 'a', title: 'A', revision: 1 },
  isProject: false,
  counts: { met: 0, missing: 0, broken: 0, yours: 0, declared: 0 },
  tasks: [],
  findings: [],
  aside: [
    {
      code: 'empty-file',
      severity: 'warning',
      path: 'a.py',
      values: {},
      sentence: 'a.py has nothing in it',
      reason: 'It is\u001b[2J for later',
    },
  ],
} as const;

test('what is set aside is counted, and shown in full with the reason', () => {
  expect(asideLines(DOCUMENT, false, terminal())).toEqual(['', '1 set aside: mlops check --full shows it']);
  expect(asideLines({ ...DOCUMENT, aside: [...DOCUMENT.aside, ...DOCUMENT.aside] }, false, terminal())[1]).toMatch(/^2 .* shows them$/);
  expect(asideLines(DOCUMENT, true, terminal())).toEqual([
    '',
    'Set aside',
    '  a.py has nothing in it. (empty-file)',
    '    You say: It is?[2J for later',
  ]);
  expect(asideLines({ ...DOCUMENT, aside: [] }, true, terminal())).toEqual([]);
});
