import { expect, test } from 'vitest';
import type { Outcome } from '../../../generators/pipeline/checkup/checkup.js';
import { withRuns } from '../../../generators/pipeline/progress/ran.js';
import { plannedRuns } from '../../../generators/pipeline/progress/runs.js';
import { lookedAt } from './runnable.js';

async function after(lint: Partial<Outcome>, tests: Partial<Outcome>) {
  const { subject, document } = await lookedAt();
  const outcomes: Outcome[] = [
    { command: 'python -m invoke lint', result: 'passed', seconds: 1.2, ...lint },
    { command: 'python -m pytest -q', result: 'passed', seconds: 3, ...tests },
  ];
  const executed = withRuns(document, plannedRuns(document, subject), outcomes, 'uv sync');
  const row = (slug: string) => executed.tasks.find((task) => task.slug === slug);
  return { before: document, executed, row };
}

test('a run that passed is evidence, with its command', async () => {
  const { executed, before, row } = await after({}, {});
  expect(row('repository')).toMatchObject({
    verdict: 'met',
    evidence: [{ path: 'README.md' }, { what: 'passed in 1.2 s: python -m invoke lint', command: 'python -m invoke lint' }],
  });
  // What only a run can show was a question before.
  expect(before.tasks.find(({ slug }) => slug === 'training')).toMatchObject({ verdict: 'yours', question: expect.any(String) });
  expect(row('training')).toMatchObject({ verdict: 'met' });
  expect(row('training')).not.toHaveProperty('question');
  expect(executed.counts).toEqual({ ...before.counts, met: before.counts.met + 2, yours: before.counts.yours - 2 });
  expect(executed.runs.map(({ tasks, result }) => [tasks, result])).toEqual([
    [['repository', 'inference'], 'passed'],
    [['training'], 'passed'],
  ]);
});

test('one that failed breaks each task that it shows, and says why', async () => {
  const { executed, row } = await after({ result: 'failed', status: 1, why: 'x.py:1: E501', output: 'x.py:1: E501' }, {});
  for (const slug of ['repository', 'inference']) {
    expect(row(slug)).toMatchObject({
      verdict: 'broken',
      findings: [
        {
          code: 'run-failed',
          severity: 'error',
          sentence: 'python -m invoke lint failed (exit status 1): x.py:1: E501',
          command: 'python -m invoke lint',
          values: { output: 'x.py:1: E501' },
        },
      ],
    });
  }
  expect(row('training')).toMatchObject({ verdict: 'met' });
  const counted = executed.tasks.filter(({ verdict }) => verdict === 'broken').length;
  expect(executed.counts.broken).toBe(counted);
});

test('one that was ended breaks its tasks, and says what to do', async () => {
  const { row } = await after({}, { result: 'too-long', seconds: 300.2 });
  expect(row('training')).toMatchObject({
    verdict: 'broken',
    findings: [
      {
        code: 'run-too-long',
        sentence: 'python -m pytest -q was ended after 300 seconds',
        command: 'mlops check --run --timeout 602',
      },
    ],
  });
});

test('one that could not start breaks nothing, and the tool that is missing is named once', async () => {
  const missing = { result: 'missing-tool', tool: 'Python' } as const;
  const { before, executed } = await after(missing, missing);
  expect(executed.tasks).toEqual(before.tasks);
  expect(executed.counts).toEqual(before.counts);
  expect(executed.findings.map(({ code, severity, sentence, command }) => [code, severity, sentence, command])).toEqual([
    ['run-missing-tool', 'warning', 'Python is not installed, so python -m invoke lint and 1 more could not run', 'uv sync'],
  ]);
});

test('of a task that a run breaks nobody is asked to tick the box', async () => {
  const { subject, document } = await lookedAt();
  const unticked = { code: 'box-unticked' as const, severity: 'note' as const, values: { task: 'repository' }, sentence: 'not ticked' };
  const told = { ...document, tasks: document.tasks.map((row) => ({ ...row, findings: [...row.findings, unticked] })) };
  const codes = (result: Outcome['result']) => {
    const outcome: Outcome = { command: 'x', result, seconds: 1 };
    const row = withRuns(told, plannedRuns(document, subject), [outcome, outcome]).tasks.find(({ slug }) => slug === 'repository');
    return row?.findings.map(({ code }) => code);
  };
  expect(codes('failed')).toEqual(['run-failed']);
  expect(codes('passed')).toEqual(['box-unticked']);
});
