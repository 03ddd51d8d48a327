import { expect, test } from 'vitest';
import { identityOf, type PackReport, presentReport } from '../../../generators/pipeline/author/report.js';
import type { PackDifferences } from '../../../generators/pipeline/pack/library/differences.js';
import { PACK } from '../pack/fixture.js';
import { terminal } from '../terminal_stub.js';

const NONE: PackDifferences = {
  course: [],
  tasks: [],
  modules: [],
  groups: [],
  presets: [],
  questions: [],
  stages: [],
  versions: [],
  reserved: [],
  files: [],
};

const FINE: PackReport = {
  folder: '/packs/mine',
  fine: true,
  pack: { id: 'mine', title: 'Mine', revision: 2 },
  problems: [],
  notes: ['It is small'],
  choices: [
    { name: 'everything', kind: 'preset', tasks: 7, files: 20 },
    { name: 'minimal', kind: 'preset', tasks: 2, files: 4 },
    { name: 'api', kind: 'task', tasks: 3, files: 5 },
    { name: 'docker', kind: 'task', tasks: 3, files: 5 },
  ],
  parent: identityOf(PACK),
  differences: NONE,
  exitCode: 0,
};

function told(report: PackReport): string {
  return presentReport(report, 'my packs/mine', terminal({ interactive: false }));
}

test('a pack that is fine is told with what was rendered, and with what comes next', () => {
  expect(told(FINE).split('\n')).toEqual([
    'my packs/mine is fine: Mine (mine, revision 2).',
    '  Rendered: everything (7 tasks, 20 files), minimal (2 tasks, 4 files), and 2 tasks one by one.',
    '  Note: It is small.',
    '',
    'Nothing is different from A small course (small, revision 1).',
    '',
    'Next',
    "  mlops new demo --pack 'my packs/mine'",
    "  mlops pack freeze 'my packs/mine' mine.pack",
    '',
  ]);
});

test('what is different is told part by part, long texts below each other', () => {
  const differences: PackDifferences = {
    ...NONE,
    files: [{ kind: 'changed', name: 'docker/files/a', field: 'content' }],
    tasks: [
      { kind: 'new', name: 'drift (39)', after: 'Look for drift' },
      { kind: 'reworded', name: 'api (33)', before: 'b'.repeat(60), after: 'a'.repeat(400) },
      { kind: 'changed', name: 'api (33)', field: 'needs', before: 'none', after: 'training' },
    ],
  };
  const lines = told({ ...FINE, differences }).split('\n');
  expect(lines.slice(4, 14)).toEqual([
    'Different from A small course (small, revision 1)',
    '  Tasks',
    '    new       drift (39): Look for drift',
    '    reworded  api (33)',
    `                was: ${'b'.repeat(60)}`,
    `                now: ${'a'.repeat(300)}…`,
    '    changed   api (33), needs: none → training',
    '  Files',
    '    changed  docker/files/a, content',
    '',
  ]);
});

test('a broken pack is told with each problem, and with the choices where one shows', () => {
  const problem = { file: 's/stage.yml', line: 3, fact: 'It is wrong', remedy: 'Correct it' };
  const names = FINE.choices.map(({ name }) => name);
  const report: PackReport = {
    ...FINE,
    fine: false,
    choices: [...FINE.choices, { name: 'ci', kind: 'task', tasks: 3, files: 5 }],
    problems: [problem, { ...problem, line: 4, choices: [...names, 'ci'] }, { ...problem, line: 5, choices: names.slice(0, 4) }],
    exitCode: 1,
  };
  const lines = told(report).split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'my packs/mine is broken: 3 problems.',
    '  s/stage.yml:3: It is wrong. Correct it.',
    '  s/stage.yml:4: It is wrong. Correct it. (Rendered with every choice.)',
    '  s/stage.yml:5: It is wrong. Correct it. (Rendered with everything, minimal, api and 1 more.)',
  ]);
  expect(lines).not.toContain('Next');
  expect(told({ ...report, problems: [problem] })).toMatch(/^my packs\/mine is broken: 1 problem\.\n/);
});
