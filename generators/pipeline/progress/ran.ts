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

/**
 * How far a repository is once its commands have run: one that passed is evidence, and one that failed breaks its tasks. One that could
 * not start says nothing of them.
 */
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
    const own = records.filter(({ tasks: slugs, result }) => slugs.includes(row.slug) && result !== 'missing-tool');
    const after = own.length === 0 ? row : rowAfter(row, own);
    counts[row.verdict] -= 1;
    counts[after.verdict] += 1;
    return after;
  });
  return { ...document, counts, tasks, findings: [...document.findings, ...toolFindings(records, install)], runs: records };
}

function rowAfter({ question, ...row }: Row, own: readonly RunRecord[]): Row {
  const passed = own.filter(({ result }) => result === 'passed');
  const evidence = passed.map(({ command, seconds }) => ({ what: `passed in ${seconds} s: ${command}`, command }));
  const findings = own.flatMap((record) => findingOf(record) ?? []);
  return {
    ...row,
    verdict: findings.length > 0 ? 'broken' : 'met',
    evidence: [...row.evidence, ...evidence],
    // That a box is not ticked is told of what is met, which it is no more.
    findings: [...row.findings.filter(({ code }) => findings.length === 0 || code !== 'box-unticked'), ...findings],
  };
}

/** Each tool that is not there, once, however many commands begin with it. */
function toolFindings(records: readonly RunRecord[], install: string | undefined): ToldFinding[] {
  const missing = records.filter(({ result }) => result === 'missing-tool');
  return [...new Set(missing.map(({ tool = '' }) => tool))].map((tool) => {
    const [first, ...others] = missing.filter((record) => record.tool === tool).map(({ command }) => command);
    const run = others.length === 0 ? (first ?? '') : `${first} and ${others.length} more`;
    return told('warning', { code: 'run-missing-tool', values: { run, tool }, ...(install === undefined ? {} : { command: install }) });
  });
}

function findingOf({ command, result, status, why, output, seconds }: RunRecord): ToldFinding | undefined {
  if (result === 'passed') return undefined;
  const shown = output === undefined ? {} : { output };
  if (result === 'too-long') {
    const more = `mlops check --run --timeout ${Math.ceil(seconds) * 2}`;
    return told('error', { code: 'run-too-long', values: { run: command, seconds: Math.round(seconds), ...shown }, command: more });
  }
  return told('error', {
    code: 'run-failed',
    values: { run: command, status: status === undefined ? 'ended by a signal' : `exit status ${status}`, why: why ?? '', ...shown },
    command,
  });
}

function told(severity: Finding['severity'], finding: Omit<Finding, 'severity'>): ToldFinding {
  const whole: Finding = { severity, ...finding };
  return { ...whole, sentence: sentenceOf(whole) };
}
