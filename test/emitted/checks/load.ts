import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Step } from '../../support/workflows.js';
import { type Check, isFull, isTriedByData } from '../check.js';
import { has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Ran, refuse, run, succeed } from '../process.js';
import { findFreePort, type Server, withCommand, withServer } from '../server.js';
import { freshCheckout, runStep, workflowsOf } from './workflow_steps.js';

const REPORTS = 'reports/load';
const WORKFLOW = 'load_test.yaml';

const holds: Check = {
  name: 'a load test of a few seconds on this machine has no failures, and leaves its figures as CSV and as a page',
  applies: hasLoadTest,
  run: (project) =>
    withServer(project, {}, async ({ address }) => {
      rmSync(join(project.folder, REPORTS), { recursive: true, force: true });
      // A busy machine is slow: the thresholds of time are those of the next check.
      const patient = { MAX_P95: '20000', MAX_P99: '20000' };
      if (has(project, 'tasks_stages/api.py')) {
        await succeed(project, 'python', ['-m', 'invoke', 'load-test', '--host', address, '--users', '4', '--seconds', '10'], {
          env: patient,
        });
        expectFigures(project.folder);
      } else await succeed(project, 'locust', loadOf(`${address}/`), { env: patient });
    }),
};

/** What an API may be like, the option that shows it, and the sentence at the end. */
const POOR = [
  { kind: 'slow', options: ['--max-p95', '500'], says: /^error: p95 is \d+ ms, and --max-p95 allows 500 ms$/ },
  { kind: 'slow', options: ['--max-p99', '500'], says: /^error: p99 is \d+ ms, and --max-p99 allows 500 ms$/ },
  { kind: 'broken', options: [], says: /^error: \d+\.\d% of the requests failed, and --max-fail-ratio allows 1\.0%$/ },
  { kind: 'short', options: [], says: /^error: \d+\.\d% of the requests failed, and --max-fail-ratio allows 1\.0%$/ },
] as const;

const fails: Check = {
  name: 'a load test fails on an API that is slow, answers errors or leaves out predictions, with a sentence that names the threshold',
  applies: (project) => isFull(project) && hasLoadTest(project),
  run: async (project) => {
    for (const { kind, options, says } of POOR) {
      await withStandIn(project, kind, async ({ address }) => {
        expectSentence(await refuse(project, /error: /, 'locust', [...loadOf(address), ...options]), says);
      });
    }
    await withStandIn(project, 'broken', async ({ address }) => {
      await succeed(project, 'locust', [...loadOf(address), '--max-fail-ratio', '1']);
    });
  },
};

const saysWhatIsMissing: Check = {
  name: 'a load test says in a sentence that nobody answers, or that the API has no model',
  applies: (project) => isFull(project) && hasLoadTest(project),
  run: async (project) => {
    const dead = `http://127.0.0.1:${await findFreePort()}`;
    expectSentence(await refuse(project, /no API responds/, 'locust', loadOf(dead)), /^error: no API responds at .*\.api$/);
    await withServer(project, { MODEL_URI: 'file:models/none.pth' }, async ({ address }) => {
      expectSentence(await refuse(project, /503/, 'locust', loadOf(address)), /^error: .* responds 503: .*\.train$/);
    });
    if (!has(project, 'tasks_stages/api.py')) return;
    for (const words of [
      ['--users', '1000'],
      ['--seconds', '86400'],
    ]) {
      await refuse(project, /1 to 100 users and takes 10 to 600 seconds/, 'python', ['-m', 'invoke', 'load-test', ...words]);
    }
  },
};

/** What the workflow must not load. */
const REFUSED = ['http://api.example.org', 'https://', 'https://api.example.org/?a', '--help', 'https://a.b\n--help', 'file:///etc/passwd'];

const runsInWorkflow: Check = {
  name: 'the workflow of the load test loads the address that it is given, and refuses what is none',
  applies: (project) => hasLoadTest(project) && /^everything( with pip)?$/.test(project.row.name),
  run: async (project) => {
    const steps = stepsOf(project);
    const checkout = await freshCheckout(project, 'load');
    await withServer(project, {}, async ({ address }) => {
      for (const step of steps) await runStep(step, checkout, { url: address, users: '2', seconds: '10' });
    });
    expectFigures(checkout.folder);
    const [first] = steps.filter(({ run }) => run !== undefined);
    if (first === undefined) throw new CheckFailure(`${WORKFLOW} has no steps`);
    await runStep(first, checkout, { url: 'https://api-abc.run.app', users: '100', seconds: '600' });
    for (const url of REFUSED) await expectRefused(first, checkout, { url, users: '2', seconds: '10' });
    await expectRefused(first, checkout, { url: 'https://api.example.org', users: '101', seconds: '10' });
    await expectRefused(first, checkout, { url: 'https://api.example.org', users: '1', seconds: '3600' });
  },
};

function stepsOf(project: Project): readonly Step[] {
  const found = workflowsOf(project).find(({ file }) => file === WORKFLOW);
  return Object.values(found?.workflow.jobs ?? {}).flatMap(({ steps }) => steps);
}

async function expectRefused(step: Step, checkout: Project, inputs: Readonly<Record<string, string>>): Promise<void> {
  const env = Object.fromEntries(
    Object.entries(step.env ?? {}).map(([name, value]) => [name, inputs[/inputs\.(\w+)/.exec(value)?.[1] ?? ''] ?? '']),
  );
  const ran = await run(checkout, 'bash', ['-eo', 'pipefail', '-c', step.run ?? ''], { env });
  if (ran.code !== 1 || !ran.output.includes('::error::')) throw new CheckFailure(`${JSON.stringify(inputs)} was not refused`, ran);
}

function withStandIn(project: Project, kind: string, use: (server: Server) => Promise<void>): Promise<void> {
  return withCommand(project, (port) => [join(EMITTED, 'python', 'stand_in_api.py'), String(port), kind], {}, use);
}

/** A test so short that nobody waits, yet with some requests. */
function loadOf(address: string): string[] {
  const words = ['-f', 'tests/performancetests/locustfile.py', '--headless', '--only-summary', '--users', '4', '--spawn-rate', '4'];
  return [...words, '--run-time', '6s', '--host', address];
}

function expectFigures(folder: string): void {
  const [head = '', ...rows] = readFileSync(join(folder, REPORTS, 'load_stats.csv'), 'utf8')
    .trim()
    .split(/\r?\n/);
  const cells = rows.find((row) => row.includes('Aggregated'))?.split(',') ?? [];
  const [requests, failed] = ['Request Count', 'Failure Count'].map((name) => Number(cells[head.split(',').indexOf(name)]));
  if (!(Number(requests) >= 4) || failed !== 0) throw new CheckFailure(`${String(failed)} of ${String(requests)} requests failed`);
  if (!existsSync(join(folder, REPORTS, 'load.html'))) throw new CheckFailure('There is no page with the figures');
}

function expectSentence(ran: Ran, says: RegExp): void {
  const last = ran.output.trim().split('\n').at(-1) ?? '';
  if (ran.code !== 1 || !says.test(last) || ran.output.includes('Traceback'))
    throw new CheckFailure(`The last line should be ${String(says)}`, ran);
}

function hasLoadTest(project: Project): boolean {
  return isTriedByData(project) && has(project, 'tests/performancetests/locustfile.py');
}

export const LOAD_CHECKS: readonly Check[] = [holds, fails, saysWhatIsMissing, runsInWorkflow];
