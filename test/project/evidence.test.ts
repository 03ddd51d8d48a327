import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, test } from 'vitest';
import { evidenceOf } from '../emitted/evidence.js';
import { listen, tell } from '../emitted/heard.js';
import { ROOT } from '../emitted/paths.js';
import { plainCommand } from '../emitted/plain_command.js';
import type { Row } from '../emitted/rows.js';
import { stepTable } from '../emitted/step_table.js';

const row: Row = { name: 'everything', tasks: 'everything', package: 'digits_demo', flags: [], kind: 'full' };
const work = join(tmpdir(), 'verify-x1', 'everything');
const project = join(work, 'project');

describe('a command for readers', () => {
  const clone = join(work, 'aside', 'clones', 'steps');
  test.each([
    ['its package has the name that packs give it', project, 'python -m digits_demo.train epochs=1', 'python -m pkgname.train epochs=1'],
    [
      'what measures it is left out',
      clone,
      `python ${ROOT}/test/emitted/python/timed.py ${work}/aside/cost.txt python -m pytest`,
      'python -m pytest',
    ],
    [
      'a setting before what measures it stays',
      clone,
      `A=1 python ${ROOT}/test/emitted/python/timed.py ${work}/x python -m pytest`,
      'A=1 python -m pytest',
    ],
    [
      'scripts of the checks begin here',
      project,
      `python ${ROOT}/test/emitted/python/seeds.py ${project}`,
      'python test/emitted/python/seeds.py .',
    ],
    ['paths of a clone begin there', clone, `python x.py ${clone}/data/processed`, 'python x.py data/processed'],
    ['other places have their last name', project, `git clone --quiet ${project} '${clone}'`, "git clone --quiet . 'steps'"],
    ['several of them are told apart', project, `cp ${work}/a/b.txt ${work}/c/d.txt`, 'cp b.txt d.txt'],
    ['this program', project, `${process.execPath} ${ROOT}/dist/mlops.cjs info`, 'mlops info'],
    ['ports', project, 'uvicorn --port 41234 http://127.0.0.1:41234/x', 'uvicorn --port PORT http://127.0.0.1:PORT/x'],
    ['the first line of several', project, 'set -e\nmake\n', 'set -e …'],
    ['one line with an end', '', 'POST /predict/file\n', 'POST /predict/file'],
    ['not for ever', project, 'x'.repeat(300), `${'x'.repeat(160)} …`],
  ])('%s', (_, folder, text, plain) => {
    expect(plainCommand({ folder, text }, row, project)).toBe(plain);
  });
});

describe('what a check runs', () => {
  const twice = (name: string) => async (): Promise<string> => {
    tell(project, `${name} 1`, { WANDB_MODE: 'offline', WANDB_API_KEY: 'a-key' });
    await setTimeout(5);
    tell(project, `${name} 2`);
    return name;
  };

  it('is heard by its own listener, also beside others', async () => {
    const [a, b] = await Promise.all([listen(twice('a')), listen(twice('b'))]);
    expect(a).toEqual({ result: 'a', heard: ['WANDB_MODE=offline a 1', 'a 2'].map((text) => ({ folder: project, text })) });
    expect(b.heard.map(({ text }) => text)).toEqual(['WANDB_MODE=offline b 1', 'b 2']);
  });

  it('is kept once, with the day and the figure', () => {
    const heard = ['python -m digits_demo.train', 'ruff', 'python -m digits_demo.train'].map((text) => ({ folder: project, text }));
    const passed = [
      { name: 'it trains', heard, remark: 'right on 97 %' },
      { name: 'it says so', heard: [], remark: undefined },
    ];
    expect(evidenceOf(row, project, passed, new Date('2026-01-31T12:00:00Z'))).toEqual({
      date: '2026-01-31',
      checks: { 'it trains': { commands: ['python -m pkgname.train', 'ruff'], figure: 'right on 97 %' }, 'it says so': { commands: [] } },
    });
  });
});

test('the table of the steps has both measurements, and the sum of the one by the clock', () => {
  const page = stepTable(
    [
      ['train', 14.94],
      ['pytest', 37.5],
    ],
    [
      ['`mlops new --defaults`', 0.4],
      ['`python -m pkgname.train`', 15.1],
    ],
  );
  const lines = page.split('\n').filter((line) => /^\| .*\d/.test(line));
  expect(lines).toEqual([
    '| `python -m pkgname.train` | 14.9 |',
    '| `pytest` | 37.5 |',
    '| `mlops new --defaults` | 0.4 |',
    '| `python -m pkgname.train` | 15.1 |',
    '| together | 15.5 |',
  ]);
});
