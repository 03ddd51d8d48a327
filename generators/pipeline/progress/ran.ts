import type { Outcome } from '../checkup/checkup.js';
import type { Finding } from '../finding/finding.js';
import { sentenceOf } from '../finding/sentence.js';
import type { CheckDocument, ToldFinding } from './document.js';
import type { PlannedRun } from './runs.js';
import type { Verdict } from './task_row.js';

type Row = CheckDocument['tasks'][number];

/** What a run came to, and the tasks that it shows. */
interface RunRecord extends Outcome {
  readonly tasks: readonly string[];
}

/** How far a repository is once its commands have run: one that passed is evidence, and one that did not breaks its tasks. */
export interface ExecutedDocument extends CheckDocument {
  readonly runs: readonly RunRecord[];
}

/**
 * Puts what runs came to into a document.
 *
 * @param outcomes those of the runs, in their order.
 * @param install the command that installs what the project needs.
 */
export function withRuns(
  document: CheckDocument,
  runs: readonly PlannedRun[],
  outcomes: readonly Outcome[],
  install?: string,
): ExecutedDocument {
  const records = outcomes.map((outcome, index) => ({ ...outcome, tasks: runs[index]?.tasks ?? [] }));
  const counts: Record<Verdict, number> = { ...document.counts };
  const tasks = document.tasks.map((row) => {
    const own = records.filter(({ tasks: slugs }) => slugs.includes(row.slug));
    const after = own.length === 0 ? row : rowAfter(row, own, install);
    counts[row.verdict] -= 1;
    counts[after.verdict] += 1;
    return after;
  });
  return { ...document, counts, tasks, runs: records };
}

function rowAfter({ question, ...row }: Row, own: readonly RunRecord[], install: string | undefined): Row {
  const passed = own.filter(({ result }) => result === 'passed');
  const evidence = passed.map(({ command, seconds }) => ({ what: `passed in ${seconds} s: ${command}`, command }));
  const findings = own.flatMap((record) => findingOf(record, install) ?? []);
  return {
    ...row,
    verdict: findings.length > 0 ? 'broken' : 'met',
    evidence: [...row.evidence, ...evidence],
    // That a box is not ticked is told of what is met, which it is no more.
    findings: [...row.findings.filter(({ code }) => findings.length === 0 || code !== 'box-unticked'), ...findings],
  };
}

function findingOf(
  { command, result, tool, status, why, output, seconds }: RunRecord,
  install: string | undefined,
): ToldFinding | undefined {
  if (result === 'passed') return undefined;
  const shown = output === undefined ? {} : { output };
  const told = (finding: Omit<Finding, 'severity'>): ToldFinding => {
    const whole: Finding = { severity: 'error', ...finding };
    return { ...whole, sentence: sentenceOf(whole) };
  };
  if (result === 'missing-tool') {
    return told({
      code: 'run-missing-tool',
      values: { run: command, tool: tool ?? '' },
      ...(install === undefined ? {} : { command: install }),
    });
  }
  if (result === 'too-long') {
    const more = `mlops check --run --timeout ${Math.ceil(seconds) * 2}`;
    return told({ code: 'run-too-long', values: { run: command, seconds: Math.round(seconds), ...shown }, command: more });
  }
  return told({
    code: 'run-failed',
    values: { run: command, status: status === undefined ? 'ended by a signal' : `exit status ${status}`, why: why ?? '', ...shown },
    command,
  });
}
