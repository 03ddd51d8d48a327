import { parse } from 'yaml';

/** A workflow as far as the rules look at it. */
export interface Workflow {
  readonly name: string;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Job {
  readonly name?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  /** The workflow that it calls; it has no steps then, and its limit of time stands there. */
  readonly uses?: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'continue-on-error'?: unknown;
}

export function readWorkflow(text: string): Workflow {
  const workflow = parse(text) as unknown as Workflow;
  const jobs = Object.entries(workflow.jobs).map(([id, job]) => [id, Object.assign({ steps: [] }, job)] as const);
  return { ...workflow, jobs: Object.fromEntries(jobs) };
}

/** Commands that change a checkout instead of judging it, or whose failure nobody sees. */
const TOOTHLESS = [
  { sign: /\|\|\s*(true|:|echo\b)/, fact: 'hides a failure' },
  { sign: /ruff format(?![^\n]*--(check|diff))/, fact: 'formats instead of comparing' },
  { sign: /ruff check[^\n]*--(fix|exit-zero)/, fact: 'cannot fail' },
  { sign: /\$\{\{/, fact: 'puts an expression into a script' },
];

/** What is wrong with a workflow by the rules of the house. */
export function problemsOf(path: string, text: string): string[] {
  const workflow = readWorkflow(text);
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  return [
    ...(isReadOnly(workflow.permissions) ? [] : ['may do more than read']),
    ...(workflow.concurrency === undefined ? ['goes on when a newer push has come'] : []),
    ...(jobs.some((job) => job.uses === undefined && job['timeout-minutes'] === undefined) ? ['has a job without a limit of time'] : []),
    ...[...text.matchAll(/uses: (\S+)(.*)/g)]
      .filter(([, action = '', rest = '']) => !isPinned(action, rest))
      .map(([, action]) => `does not pin ${action}`),
    ...steps
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
      .filter((step) => step.with?.['persist-credentials'] !== false)
      .map(() => 'leaves credentials behind'),
    ...steps.filter((step) => step['continue-on-error'] !== undefined).map(() => 'goes on after an error'),
    ...steps.flatMap(({ run = '' }) => TOOTHLESS.filter(({ sign }) => sign.test(run)).map(({ fact }) => `${fact}: ${run.trim()}`)),
  ].map((fact) => `${path}: ${fact}`);
}

function isReadOnly(permissions: unknown): boolean {
  return JSON.stringify(permissions) === JSON.stringify({ contents: 'read' });
}

function isPinned(action: string, rest: string): boolean {
  if (action.startsWith('./')) return true; // of this repository, at this commit
  return /@[0-9a-f]{40}$/.test(action) && /^ # v\d+\.\d+\.\d+$/.test(rest);
}

/** The checks that GitHub shows, by which the rules of a branch ask for them. */
export function checkNames(workflow: Workflow): string[] {
  return Object.entries(workflow.jobs).map(([id, { name }]) => name ?? id);
}
