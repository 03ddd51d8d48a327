import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull, isTriedByData } from '../check.js';
import { at, has, type Project } from '../emission.js';
import { tell } from '../heard.js';
import { CheckFailure, succeed } from '../process.js';
import { withPrometheusTools } from '../prometheus.js';
import { type Server, withCommand, withServer } from '../server.js';

type Numbers = ReadonlyMap<string, number>;

const counts: Check = {
  name: 'a prediction, a mistake and an unknown path raise their counters by one, and what the API shows is in order',
  applies: hasMetrics,
  run: (project) =>
    withServer(project, {}, async (server) => {
      const { body } = await server.ask([200], 'GET', '/model/info');
      const items = JSON.stringify({ items: [at(body, 'example_item')] });
      await expectRise(server, 'api_requests_total{method="POST",path="/predict",status="200"}', () =>
        server.ask([200], 'POST', '/predict', items),
      );
      await expectRise(server, 'api_errors_total{kind="client",path="/predict"}', () => server.ask([422], 'POST', '/predict', '{}'));
      await expectRise(server, 'api_requests_total{method="GET",path="other",status="404"}', () => server.ask([404], 'GET', '/nowhere'));
      const before = await read(server);
      for (let number = 0; number < 30; number += 1) await server.ask([404], 'GET', `/nowhere/${number}`);
      if ((await read(server)).size !== before.size) throw new CheckFailure('Each unknown path has numbers of its own');
      await expectInOrder(project, server);
    }),
};

const sharesNumbers: Check = {
  name: 'two workers with a folder to share show the sums, whichever of them is asked',
  applies: (project) => isFull(project) && hasMetrics(project),
  run: async (project) => {
    const folder = join(project.aside, 'workers');
    rmSync(folder, { recursive: true, force: true });
    const argsFor = (port: number): string[] => [
      '-m',
      'uvicorn',
      `${project.row.package}.api:app`,
      '--workers',
      '2',
      '--port',
      String(port),
    ];
    await withCommand(project, argsFor, { env: { PROMETHEUS_MULTIPROC_DIR: folder }, path: '/health' }, async (server) => {
      const name = 'api_requests_total{method="GET",path="/model/info",status="200"}';
      for (let number = 0; number < 20; number += 1) await server.ask([200], 'GET', '/model/info');
      const shown = new Set<number | undefined>();
      for (let number = 0; number < 6; number += 1) shown.add((await read(server)).get(name));
      if (shown.size !== 1 || !shown.has(20)) throw new CheckFailure(`They show ${[...shown].join(' and ')}`);
    });
  },
};

const countsOnnx: Check = {
  name: 'the API of the exported model counts too',
  applies: (project) => isFull(project) && hasMetrics(project) && has(project, 'src/pkgname/serving/onnx_api.py'),
  run: (project) =>
    withServer(
      project,
      {},
      async (server) => {
        const { status } = await server.ask([200, 503], 'GET', '/health');
        const name = `api_requests_total{method="GET",path="/health",status="${status}"}`;
        await expectRise(server, name, () => server.ask([status], 'GET', '/health'));
      },
      'serving.onnx_api',
    ),
};

function hasMetrics(project: Project): boolean {
  return isTriedByData(project) && has(project, 'src/pkgname/telemetry/metrics.py');
}

async function show(server: Server): Promise<string> {
  tell('', 'GET /metrics');
  const response = await fetch(`${server.address}/metrics`, { redirect: 'manual' });
  if (response.status !== 200) throw new CheckFailure(`/metrics answers ${response.status}`);
  return response.text();
}

async function read(server: Server): Promise<Numbers> {
  const samples = [...(await show(server)).matchAll(/^(?!#)(\S+?)(?:\{(.*)\})? (\S+)$/gm)];
  return new Map(
    samples.map(([, name = '', labels, value]) => {
      const sorted = (labels ?? '')
        .match(/\w+="[^"]*"/g)
        ?.sort()
        .join(',');
      return [sorted === undefined ? name : `${name}{${sorted}}`, Number(value)];
    }),
  );
}

async function expectRise(server: Server, name: string, request: () => Promise<unknown>): Promise<void> {
  const before = (await read(server)).get(name) ?? 0;
  await request();
  const after = (await read(server)).get(name) ?? 0;
  if (after - before !== 1) throw new CheckFailure(`${name} rose from ${before} to ${after}`);
}

async function expectInOrder(project: Project, server: Server): Promise<void> {
  const file = join(project.aside, 'metrics.txt');
  writeFileSync(file, await show(server));
  await succeed(await withPrometheusTools(project), 'sh', ['-c', `promtool check metrics < '${file}'`]);
}

export const TELEMETRY_CHECKS: readonly Check[] = [counts, sharesNumbers, countsOnnx];
