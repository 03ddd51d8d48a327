import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { type Check, isFull, isTriedByData } from '../check.js';
import { moduleOf, refuseInOneLine, settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Ran, refuse, succeed } from '../process.js';
import { withServer } from '../server.js';

const METRICS = 'reports/metrics.json';
const WEIGHTS = 'models/model.pth';

const keepsTheLog: Check = {
  name: 'at the level WARNING the terminal shows no line of the training, and the log of the run has all of them',
  applies: logs,
  run: async (project) => {
    const ran = await train(project, { LOGURU_LEVEL: 'WARNING' });
    if (/epoch|parameters|INFO/.test(ran.output)) throw new CheckFailure('The terminal shows lines below WARNING', ran);
    const text = newestLog(project);
    if (!/INFO .*epoch 1\/1/.test(text)) throw new CheckFailure(`The log of the run has no line of the epoch: ${text}`, ran);
  },
};

const keepsTheTraceback: Check = {
  name: 'an error that ends a run is one line on the terminal, and in the log of the run with its traceback',
  applies: logs,
  run: async (project) => {
    const ran = await refuseInOneLine(project, /epochs/, [...moduleOf(project, 'train'), ...settingsOf(project, { epochs: 0 })]);
    const text = newestLog(project);
    if (!text.includes('Traceback') || !text.includes('InputError: epochs is 0')) throw new CheckFailure(`The log has ${text}`, ran);
    const loud = withEnv(project, { LOGURU_LEVEL: 'loud' });
    await refuseInOneLine(loud, /LOGURU_LEVEL.*INFO/, moduleOf(project, 'train'));
  },
};

const logsRequests: Check = {
  name: 'the API logs each request with its duration, beside the lines of the server',
  applies: (project) => logs(project) && has(project, 'src/pkgname/api.py'),
  run: (project) =>
    withServer(project, {}, async (server) => {
      await server.ask([200], 'GET', '/health');
      await server.ask([404], 'GET', '/nowhere');
      const lines = [/INFO .*GET \/health: 200 in \d+ ms/, /GET \/nowhere: 404 in/, /"GET \/health HTTP\/1.1" 200/];
      for (const line of lines) if (!line.test(server.output())) throw new CheckFailure(`${line} is not in: ${server.output()}`);
    }),
};

const recordsOffline: Check = {
  name: 'nothing is recorded until it is asked for; an offline run then has what metrics.json has',
  applies: tracks,
  run: async (project) => {
    if (recordsOf(project).length > 0) throw new CheckFailure('A training was recorded that nobody has asked for');
    const ran = await train(project, { WANDB_MODE: 'offline' });
    const [folder] = recordsOf(project);
    if (folder === undefined) throw new CheckFailure('There is no folder of an offline run', ran);
    const shown = await succeed(project, 'wandb', ['leet', 'inspect', '--summary', '--json', folder]);
    const record: unknown = JSON.parse(shown.stdout);
    const metrics = metricsOf(project);
    const different = Object.keys(metrics).filter((name) => at(record, 'summary', name) !== metrics[name]);
    if (different.length > 0) throw new CheckFailure(`${METRICS} and the record disagree about ${different.join(', ')}`, shown);
    for (const keys of [
      ['summary', 'batch_loss'],
      ['summary', 'training_statistics'],
      ['config', 'batch_size'],
    ])
      if (at(record, ...keys) === undefined) throw new CheckFailure(`The record has no ${keys.join(' ')}`, shown);
    const file = readdirSync(folder).find((name) => name.endsWith('.wandb')) ?? '';
    if (!readFileSync(join(folder, file), 'latin1').includes(`${project.row.package}-model`))
      throw new CheckFailure('The record has no artifact of the model', ran);
  },
};

const recordsWithoutAKey: Check = {
  name: 'an online run without a key, and one with a wrong key, say so in one line and are recorded offline',
  applies: (project) => isTriedByData(project) && tracks(project),
  run: async (project) => {
    await trainWithoutAccess(project, { WANDB_MODE: 'online' }, /there is no API key.*wandb login/);
    if (!isFull(project)) return;
    await withRefusingServer(async (address) => {
      const key = { WANDB_MODE: 'online', WANDB_API_KEY: 'a'.repeat(40), WANDB_BASE_URL: address };
      await trainWithoutAccess(project, key, /wrong key/);
    });
  },
};

const asksForAKey: Check = {
  name: 'weights in Weights & Biases need a key, an address and a model, and what is missing is said in one line',
  applies: (project) => isTriedByData(project) && tracks(project),
  run: async (project) => {
    const place = withEnv(project, accountOf(project));
    const evaluate = [...moduleOf(project, 'evaluate'), '--weights'];
    await refuseInOneLine(place, /WANDB_API_KEY.*wandb login/, [...evaluate, 'wandb:team/project/model:latest']);
    await refuseInOneLine(place, /wandb:<entity>/, [...evaluate, 'wandb:model']);
    await refuseInOneLine(place, /WANDB_API_KEY.*wandb login/, moduleOf(project, 'tracking.register'));
    await refuseInOneLine(withEnv(place, { WANDB_MODE: 'maybe' }), /'maybe'/, moduleOf(project, 'train'));
  },
};

const describesASweep: Check = {
  name: 'the file of the sweep is one that Weights & Biases takes, and names a metric that a training logs',
  applies: sweeps,
  run: async (project) => {
    const text = readFileSync(join(project.folder, 'configs/sweep.yaml'), 'utf8');
    await succeed(project, 'check-jsonschema', ['--schemafile', join(EMITTED, 'sweep_schema.json'), 'configs/sweep.yaml']);
    for (const [good, bad] of [
      ['method: random', 'methods: random'],
      ['log_uniform_values', 'loguniform'],
    ] as const) {
      const path = join(project.aside, 'sweep.yaml');
      writeFileSync(path, text.replace(good, bad));
      await refuse(project, /sweep\.yaml/, 'check-jsonschema', ['--schemafile', join(EMITTED, 'sweep_schema.json'), path]);
    }
    const metric = /name: (\w+)/.exec(text)?.[1] ?? '';
    if (at(readJson(project, METRICS), metric) === undefined) throw new CheckFailure(`${METRICS} has no ${metric}`);
  },
};

const findsTheBest: Check = {
  name: 'two trials of a sweep leave different results in folders of their own, and the best one is named with its settings',
  applies: (project) => (isTriedByData(project) || !has(project, 'configs/config.yaml')) && sweeps(project),
  run: async (project) => {
    const before = digest(project);
    const extra = settingsOf(project, { epochs: 1 });
    const args = [...moduleOf(project, 'tracking.sweep'), '--trials', '2', '--', ...extra];
    const ran = await succeed(project, 'python', args, { env: accountOf(project) });
    const [, value, settings = '', folder = ''] = /validation_loss (\S+), with (.+)\. It is in (\S+)$/m.exec(ran.stdout) ?? [];
    const losses = ['0', '1'].map((number) => lossIn(project, join(folder, '..', number)));
    const [first = 0, second = 0] = losses;
    if (first === second) throw new CheckFailure(`Both trials have the validation loss ${first}`, ran);
    if (Number(value) !== Number(Math.min(first, second).toFixed(4)) || lossIn(project, folder) !== Math.min(first, second))
      throw new CheckFailure(`The trials have the validation losses ${losses.join(' and ')}, and another one is named`, ran);
    if (!/learning.rate=\S+ batch.size=\d+/.test(settings)) throw new CheckFailure('The settings of the best trial are not named', ran);
    if (digest(project) !== before) throw new CheckFailure(`A sweep has changed ${WEIGHTS} or ${METRICS}`, ran);
  },
};

function logs(project: Project): boolean {
  return has(project, 'src/pkgname/tracking/log.py');
}

function tracks(project: Project): boolean {
  return has(project, 'src/pkgname/tracking/wandb_run.py');
}

function sweeps(project: Project): boolean {
  return has(project, 'configs/sweep.yaml');
}

function withEnv(project: Project, env: Readonly<Record<string, string>>): Project {
  return { ...project, env: { ...project.env, ...env } };
}

/** No account of whoever runs this, no server but this machine, and nothing outside the folders of the check. */
function accountOf({ aside }: Project): Record<string, string> {
  const folders = ['CACHE', 'CONFIG', 'DATA'].map((name) => [`WANDB_${name}_DIR`, join(aside, 'wandb', name.toLowerCase())]);
  return { NETRC: join(aside, 'no-netrc'), WANDB_BASE_URL: 'http://127.0.0.1:9', ...Object.fromEntries(folders) };
}

function train(project: Project, env: Readonly<Record<string, string>>): Promise<Ran> {
  const args = [...moduleOf(project, 'train'), ...settingsOf(project, { epochs: 1 })];
  return succeed(project, 'python', args, { env: { ...accountOf(project), ...env } });
}

async function trainWithoutAccess(project: Project, env: Readonly<Record<string, string>>, reason: RegExp): Promise<void> {
  const before = recordsOf(project).length;
  const ran = await train(project, env);
  const lines = ran.output.split('\n').filter((line) => line.includes('recorded offline, because'));
  if (lines.length !== 1 || !reason.test(lines[0] ?? '')) throw new CheckFailure(`It does not say ${reason} in one line`, ran);
  if (ran.output.includes('Traceback')) throw new CheckFailure('It shows a traceback', ran);
  if (recordsOf(project).length !== before + 1) throw new CheckFailure('It was not recorded offline', ran);
}

/** A server on this machine that takes no key. */
async function withRefusingServer(use: (address: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ message: 'wrong key' }] }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The log of the run that was the last to begin. */
function newestLog({ folder }: Project): string {
  const paths = ['outputs', 'logs'].flatMap((below) => filesBelow(join(folder, below), 'train.log'));
  const [newest] = paths.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  if (newest === undefined) throw new CheckFailure('No run has left a log');
  return readFileSync(newest, 'utf8');
}

function filesBelow(folder: string, name: string): string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => basename(path) === name).map((path) => join(folder, path));
}

/** The folders of the offline runs, the newest first. */
function recordsOf({ folder }: Project): string[] {
  const parent = join(folder, 'wandb');
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent).filter((name) => name.startsWith('offline-run-'));
  return names
    .toSorted()
    .toReversed()
    .map((name) => join(parent, name));
}

/** The metrics of the last epoch by their names. */
function metricsOf(project: Project): Record<string, number> {
  const entries = Object.entries(readJson(project, METRICS) as Record<string, unknown>);
  const metrics = entries.flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : []));
  if (metrics.length < 4) throw new CheckFailure(`${METRICS} has the metrics ${metrics.map(([name]) => name).join(' ')}`);
  return Object.fromEntries(metrics);
}

function lossIn({ folder }: Project, trial: string): number {
  const [path, ...others] = filesBelow(join(folder, trial), 'metrics.json');
  if (path === undefined || others.length > 0) throw new CheckFailure(`${trial} has ${others.length} other files of metrics`);
  return Number(at(JSON.parse(readFileSync(path, 'utf8')), 'validation_loss'));
}

function readJson({ folder }: Project, path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function digest({ folder }: Project): string {
  return [WEIGHTS, METRICS].map((path) => readFileSync(join(folder, path), 'latin1')).join();
}

export const TRACKING_CHECKS: readonly Check[] = [
  keepsTheLog,
  keepsTheTraceback,
  logsRequests,
  recordsOffline,
  recordsWithoutAKey,
  asksForAKey,
  describesASweep,
  findsTheBest,
];
