import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneAt, cloneOf, moduleOf, refuseInOneLine } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { BUCKET, withBucket } from '../emulator.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, run, succeed } from '../process.js';
import { type Server, withCommand, withServer } from '../server.js';

const CLONE = 'drift';
const DRIFT_STATUS = 3;
const MEGABYTE = 1_000_000;

const saysWhatIsMissing: Check = {
  name: 'without data, without a reference, without a place and without records, the drift report names the command',
  applies: reports,
  run: async (project) => {
    const clone = await cloneOf(project, CLONE);
    const report = moduleOf(clone, 'drift.report');
    await refuseInOneLine(clone, /data preprocess$/m, moduleOf(clone, 'drift.reference'));
    await refuseInOneLine(clone, /no reference at .*drift\.reference$/m, report);
    giveData(project, clone);
    await succeed(clone, 'python', moduleOf(clone, 'drift.reference'));
    await refuseInOneLine(clone, /export PREDICTIONS_URI=/, report);
    const empty = { ...clone, env: { ...clone.env, PREDICTIONS_URI: 'file:predictions' } };
    await refuseInOneLine(empty, /no records in file:predictions.*--current/, report);
    await refuseInOneLine(clone, /no data at nowhere/, [...report, '--current', 'nowhere']);
    writeFileSync(join(clone.folder, 'broken'), Buffer.from([0xff, 0xfe, 0]));
    await refuseInOneLine(clone, /broken cannot be read/, [...report, '--current', 'broken']);
    rmSync(join(clone.folder, 'broken'));
  },
};

const isRight: Check = {
  name: 'over twenty seeds, drift is found in every shifted copy and at most once in a resample or in data that have not changed',
  applies: reports,
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const ran = await succeed(clone, 'python', [join(EMITTED, 'python', 'drift_seeds.py'), clone.row.package]);
    const counts: unknown = JSON.parse(ran.stdout);
    const [seeds, resampled, unchanged, shifted] = ['seeds', 'resampled', 'unchanged', 'shifted'].map((name) => Number(at(counts, name)));
    if (shifted !== seeds || !(Number(resampled) <= 1) || !(Number(unchanged) <= 1) || at(counts, 'few') !== 'not enough data')
      throw new CheckFailure('The verdict is wrong too often', ran);
  },
};

const writesReports: Check = {
  name: 'the report on the raw data has a verdict and a page with figures, and its status is 3 where there is drift',
  applies: reports,
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const report = [...moduleOf(clone, 'drift.report'), '--current', 'data/raw'];
    const ran = await succeed(clone, 'python', report);
    expectStatus(verdictOf(clone), 'no drift');
    const page = join(clone.folder, 'reports/drift/report.html');
    if (statSync(page).size < MEGABYTE || !readFileSync(page, 'utf8').includes('<h1>No drift</h1>'))
      throw new CheckFailure('The page has no figures or another verdict', ran);
    editReference(clone);
    const drifted = await run(clone, 'python', [...report, '--no-html']);
    if (drifted.code !== DRIFT_STATUS) throw new CheckFailure(`With drift its status is ${drifted.code}`, drifted);
    expectStatus(verdictOf(clone), 'drift');
    await succeed(clone, 'python', moduleOf(clone, 'drift.reference'));
  },
};

const measuresRobustness: Check = {
  name: 'the curves of robustness begin at the accuracy of the evaluation and come with a figure',
  applies: reports,
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const ran = await succeed(clone, 'python', moduleOf(clone, 'drift.simulate'));
    await succeed(clone, 'python', moduleOf(clone, 'evaluate'));
    const expected = at(readJson(clone, 'reports/evaluation.json'), 'accuracy');
    const curves = Object.entries(Object(readJson(clone, 'reports/robustness.json')) as Record<string, unknown[]>);
    const begins = curves.map(([, points]) => Number(at(points[0], 'accuracy')));
    // Metrics of somebody's own may have no accuracy.
    const wrong = begins.some((accuracy) => typeof expected === 'number' && Math.abs(accuracy - expected) > 1e-3);
    if (curves.length < 2 || wrong) throw new CheckFailure(`The curves begin at ${begins.join()}`, ran);
    if (statSync(join(clone.folder, 'reports/figures/robustness.png')).size < 1000) throw new CheckFailure('There is no figure', ran);
  },
};

const watches: Check = {
  name: 'the drift API makes sense of 0, 1 and 50 records, and finds the drift that the client sends to the API',
  applies: serves,
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const env = { PREDICTIONS_URI: 'file:predictions' };
    await withBoth(clone, env, async (api, drift) => {
      await expectRows(drift, 0, 'not enough data');
      const { body } = await api.ask([200], 'GET', '/model/info');
      await api.ask([200], 'POST', '/predict', JSON.stringify({ items: [at(body, 'example_item')] }));
      await expectRows(drift, 1, 'not enough data');
      await sendDrift(clone, api, drift);
      const page = await drift.ask([200], 'GET', '/report?n=50');
      if (page.text.length < MEGABYTE || !page.text.includes('<h1>Drift</h1>')) throw new CheckFailure('The page shows no drift');
      await drift.ask([422], 'GET', '/verdict?n=0');
    });
    rmSync(join(clone.folder, 'predictions'), { recursive: true });
  },
};

const watchesBucket: Check = {
  name: 'the drift API finds reference and records in a bucket, and without the bucket it says so',
  applies: (project) => isFull(project) && serves(project),
  run: (project) =>
    withBucket(project, async (place) => {
      const clone = { ...cloneAt(project, CLONE), env: { ...cloneAt(project, CLONE).env, ...bucketEnv(place) } };
      await succeed(clone, 'python', moduleOf(clone, 'drift.reference'));
      await withBoth(clone, {}, async (api, drift) => {
        await sendDrift(clone, api, drift);
      });
      await withCommand(
        clone,
        (port) => [...moduleOf(clone, 'drift.api'), '--port', String(port)],
        { env: { PREDICTIONS_URI: 'gs://nobodys/predictions' } },
        async (drift) => {
          const { text } = await drift.ask([503], 'GET', '/verdict');
          if (!text.includes('no bucket for gs://nobodys')) throw new CheckFailure(`It says ${text}`);
        },
      );
    }),
};

const needsLittle: Check = {
  name: 'the drift API starts without PyTorch, without what opens images, and without data.py',
  applies: serves,
  run: async (project) => {
    const name = project.row.package;
    const without = ['torch', 'PIL', 'matplotlib', 'sklearn', `${name}.data`].map((module) => `sys.modules['${module}'] = None`);
    await succeed(project, 'python', ['-c', `import sys; ${without.join('; ')}; import ${name}.drift.api`]);
  },
};

function reports(project: Project): boolean {
  return isTriedByData(project) && has(project, 'src/pkgname/drift/report.py');
}

function serves(project: Project): boolean {
  return isTriedByData(project) && has(project, 'src/pkgname/drift/api.py');
}

/** The data and the trained model of the repository. */
function giveData(project: Project, clone: Project): void {
  cpSync(join(project.folder, 'data'), join(clone.folder, 'data'), { recursive: true });
  mkdirSync(join(clone.folder, 'models'), { recursive: true });
  cpSync(join(project.folder, 'models/model.pth'), join(clone.folder, 'models/model.pth'));
}

function readJson({ folder }: Project, path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function verdictOf(clone: Project): unknown {
  return readJson(clone, 'reports/drift/verdict.json');
}

function expectStatus(verdict: unknown, expected: string): void {
  if (at(verdict, 'status') !== expected) throw new CheckFailure(`It is not "${expected}": ${JSON.stringify(verdict)}`);
}

/** A reference in which every number is larger. */
function editReference(clone: Project): void {
  const path = join(clone.folder, 'models/drift_reference.json');
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replaceAll(/(?<=[[ ])-?\d[\d.e+-]*(?=[,\]])/g, (number) => String(Number(number) + 1e4)),
  );
}

function bucketEnv({ env }: Project): Record<string, string> {
  const address = env['STORAGE_EMULATOR_HOST'] ?? '';
  return {
    STORAGE_EMULATOR_HOST: address,
    PREDICTIONS_URI: `gs://${BUCKET}/predictions`,
    DRIFT_REFERENCE: `gs://${BUCKET}/models/drift_reference.json`,
  };
}

/** The API, and the drift API that reads its records. */
async function withBoth(
  clone: Project,
  env: Readonly<Record<string, string>>,
  use: (api: Server, drift: Server) => Promise<void>,
): Promise<void> {
  const drift = (port: number): string[] => [...moduleOf(clone, 'drift.api'), '--port', String(port)];
  await withServer(clone, env, (api) => withCommand(clone, drift, { env }, (server) => use(api, server)));
}

async function expectRows(drift: Server, rows: number, status: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await wait(200);
    const { body } = await drift.ask([200], 'GET', '/verdict');
    if (at(body, 'rows') !== rows) continue; // it is still being written
    expectStatus(body, status);
    const page = await drift.ask([200], 'GET', '/report');
    if (!page.text.toLowerCase().includes(`<h1>${status}</h1>`)) throw new CheckFailure(`The page does not say ${status}: ${page.text}`);
    return;
  }
  throw new CheckFailure(`There are never ${rows} records`);
}

/** Sends unchanged and changed items; only the changed ones drift. A model that was hardly trained may still predict other classes. */
async function sendDrift(clone: Project, api: Server, drift: Server): Promise<void> {
  const servers = ['--api', api.address, '--drift-api', drift.address];
  const ran = await succeed(clone, 'python', ['scripts/send_drift.py', ...servers, '--requests', '50', '--steps', '2']);
  const [first = '', last = ''] = ran.stdout.trim().split('\n');
  if (
    !/^severity 0\.00: (no drift|drift in class) \(50 records\)$/.test(first) ||
    !/^severity 1\.00: drift in .*\(50 records\)$/.test(last)
  )
    throw new CheckFailure('The drift that grows is not seen as that', ran);
}

export const DRIFT_CHECKS: readonly Check[] = [
  saysWhatIsMissing,
  isRight,
  writesReports,
  measuresRobustness,
  watches,
  watchesBucket,
  needsLittle,
];
