import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Check, isFull, isTriedByData } from '../check.js';
import { moduleOf, refuseInOneLine } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { BUCKET, withBucket } from '../emulator.js';
import { CheckFailure, succeed } from '../process.js';
import { findFreePort, type Server, withServer } from '../server.js';

/** So many requests are sent at the same time. */
const AT_ONCE = 20;
const PATIENCE_SECONDS = 30;
/** A response must not wait for the store. */
const QUICK_SECONDS = 5;
const NAME = /^\d{4}-\d{2}-\d{2}\/\d{8}T\d{12}Z-[0-9a-f]{12}\.json$/;

const stores: Check = {
  name: 'each request leaves one record with time, version, features and prediction, also twenty at once, and none without a place',
  applies: collects,
  run: async (project) => {
    const { folder, env } = makePlace(project, 'records');
    await withServer(project, env, async (server) => {
      const item = await exampleOf(server);
      const { body } = await predict(server, [item, item]);
      await Promise.all(Array.from({ length: AT_ONCE }, () => predict(server, [item])));
      const names = await waitForRecords(folder, AT_ONCE + 1);
      const odd = names.filter((name) => !NAME.test(name));
      if (odd.length > 0) throw new CheckFailure(`Records are called ${odd.join(', ')}`);
      expectRecord(folder, names, body);
    });
    await withServer(project, { PREDICTIONS_URI: '' }, async (server) => {
      await predict(server, [await exampleOf(server)]);
    });
    const records = [...recordsIn(folder), ...recordsIn(join(project.folder, 'predictions'))];
    if (records.length !== AT_ONCE + 1) throw new CheckFailure(`Without a place there are ${records.length} records`);
  },
};

const survives: Check = {
  name: 'a store that breaks, or a bucket that is away, changes no response, holds none up, and is logged once',
  applies: (project) => isFull(project) && collects(project),
  run: async (project) => {
    const { folder, env } = makePlace(project, 'breaks');
    await withServer(project, env, async (server) => {
      const item = await exampleOf(server);
      const before = await predict(server, [item]);
      await waitForRecords(folder, 1);
      rmSync(folder, { recursive: true });
      writeFileSync(folder, 'a file stands in the way');
      await expectSameAnswers(server, item, before.text);
    });
    const away = { PREDICTIONS_URI: `gs://${BUCKET}/predictions`, STORAGE_EMULATOR_HOST: `http://127.0.0.1:${await findFreePort()}` };
    await withServer(project, away, async (server) => {
      const item = await exampleOf(server);
      const before = await predict(server, [item]);
      await expectSameAnswers(server, item, before.text);
    });
  },
};

const refusesPlaces: Check = {
  name: 'a place that cannot be right is refused when the API starts, in one sentence, and so are commands without a place',
  applies: (project) => isFull(project) && collects(project),
  run: async (project) => {
    const api = moduleOf(project, 'api');
    const with_ = (env: Readonly<Record<string, string>>): Project => ({ ...project, env: { ...project.env, ...env } });
    await refuseInOneLine(with_({ PREDICTIONS_URI: 's3://bucket/x' }), /'s3:\/\/bucket\/x' is no place.*gs:\/\//, api);
    await refuseInOneLine(with_({ PREDICTIONS_URI: 'gs://bucket' }), /is no folder in a bucket/, api);
    await refuseInOneLine(with_({ PREDICTIONS_URI: 'file:README.md/x' }), /cannot be written to/, api);
    await refuseInOneLine(with_({ PREDICTIONS_KEEP: 'pixels' }), /auto, items or features/, api);
    const nobody = { PREDICTIONS_URI: `gs://${BUCKET}/predictions`, HOME: project.aside, NO_GCE_CHECK: 'true' };
    await refuseInOneLine(with_(nobody), /credentials of Google Cloud.*gcloud auth/, api);
    await refuseInOneLine(with_({ PREDICTIONS_URI: '' }), /export PREDICTIONS_URI=/, moduleOf(project, 'collection count'));
  },
};

const keepsInBucket: Check = {
  name: 'records in a bucket are as many as requests, are listed and counted, and the old ones are deleted',
  applies: (project) => isFull(project) && collects(project),
  run: (project) =>
    withBucket(project, async (place) => {
      const bucket = { ...place, env: { ...place.env, PREDICTIONS_URI: `gs://${BUCKET}/predictions` } };
      await refuseInOneLine({ ...bucket, env: { ...bucket.env, PREDICTIONS_URI: 'gs://nobodys/x' } }, /no bucket for gs:\/\/nobodys/, [
        ...moduleOf(project, 'collection'),
        'count',
      ]);
      await withServer(bucket, {}, async (server) => {
        const item = await exampleOf(server);
        await Promise.all(Array.from({ length: AT_ONCE }, () => predict(server, [item])));
      });
      // The server has stopped, and writes what it has before it ends.
      const call = async (words: string): Promise<string> => (await succeed(bucket, 'python', moduleOf(project, words))).stdout.trim();
      expectEqual(await call('collection count'), `${AT_ONCE} records in gs://${BUCKET}/predictions`);
      expectEqual(String((await call('collection list -n 5')).split('\n').length), '5');
      expectEqual(String((await call('collection list --hours 1')).split('\n').length), String(AT_ONCE));
      expectEqual(await call('collection delete --older-than 1'), `0 records deleted from gs://${BUCKET}/predictions`);
    }),
};

function collects(project: Project): boolean {
  return isTriedByData(project) && has(project, 'src/pkgname/collection/observer.py');
}

/** A folder of this check for records, and the environment that names it. */
function makePlace({ aside }: Project, name: string): { folder: string; env: Readonly<Record<string, string>> } {
  const folder = join(aside, 'predictions', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return { folder, env: { PREDICTIONS_URI: `file:${folder}` } };
}

async function exampleOf(server: Server): Promise<unknown> {
  const { body } = await server.ask([200], 'GET', '/model/info');
  return at(body, 'example_item');
}

function predict(server: Server, items: readonly unknown[]): ReturnType<Server['ask']> {
  return server.ask([200], 'POST', '/predict', JSON.stringify({ items }));
}

function recordsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const days = readdirSync(folder).filter((name) => /^\d/.test(name));
  return days.flatMap((day) => readdirSync(join(folder, day)).map((name) => `${day}/${name}`)).filter((name) => name.endsWith('.json'));
}

/** Records are written after the response. */
async function waitForRecords(folder: string, count: number): Promise<string[]> {
  for (const deadline = performance.now() + PATIENCE_SECONDS * 1000; performance.now() < deadline; await wait(100)) {
    if (recordsIn(folder).length >= count) break;
  }
  await wait(500); // time for one too many
  const names = recordsIn(folder);
  if (names.length !== count) throw new CheckFailure(`${count} requests have left ${names.length} records`);
  return names;
}

/** The record of the request of two items has what was answered, and features instead of pixels. */
function expectRecord(folder: string, names: readonly string[], answer: unknown): void {
  const records = names.map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const record = records.find((one) => listAt(one, 'items').length === 2);
  const items = listAt(record, 'items');
  expectEqual(String(at(record, 'model_version')), String(at(answer, 'model_version')));
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+\+00:00$/.test(String(at(record, 'time')))) throw new CheckFailure('Its time is not in UTC');
  for (const [index, prediction] of listAt(answer, 'predictions').entries()) {
    const item = items[index];
    expectEqual(String(at(item, 'class_name')), String(at(prediction, 'class_name')));
    expectEqual(JSON.stringify(at(item, 'probabilities')), JSON.stringify(at(prediction, 'probabilities')));
    const features = Object.values(Object(at(item, 'features')) as Record<string, unknown>);
    if (features.length < 3 || !features.some((value) => typeof value === 'number')) throw new CheckFailure('It has no features');
    if (Array.isArray(at(item, 'item'))) throw new CheckFailure('It has the pixels');
  }
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}

async function expectSameAnswers(server: Server, item: unknown, before: string): Promise<void> {
  const started = performance.now();
  for (const { text } of await Promise.all(Array.from({ length: AT_ONCE }, () => predict(server, [item])))) expectEqual(text, before);
  const seconds = (performance.now() - started) / 1000;
  if (seconds > QUICK_SECONDS) throw new CheckFailure(`${AT_ONCE} responses took ${seconds.toFixed(1)} s`);
  const lines = (): string[] =>
    server
      .output()
      .split('\n')
      .filter((line) => line.includes('predictions are not stored'));
  for (const deadline = performance.now() + PATIENCE_SECONDS * 1000; performance.now() < deadline; await wait(200)) {
    if (lines().length > 0) break;
  }
  if (lines().length !== 1 || server.output().includes('Traceback'))
    throw new CheckFailure(`It says ${lines().length} times that nothing is stored`, { command: 'the API', output: server.output() });
}

function expectEqual(found: string, expected: string): void {
  if (found !== expected) throw new CheckFailure(`It is ${found.slice(0, 300)} and not ${expected.slice(0, 300)}`);
}

export const COLLECTION_CHECKS: readonly Check[] = [stores, survives, refusesPlaces, keepsInBucket];
