import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneAt, cloneOf, moduleOf, refuseInOneLine, settingsOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, refuse, succeed } from '../process.js';
import { findFreePort, type Server, withCommand, withServer } from '../server.js';

const CLONE = 'serving';
const EXPORT = 'serving.export_onnx';
const BENTOML = 'serving.bentoml_serve';
/** Probabilities of both may differ by what rounding does. */
const CLOSE = 1e-4;

const exports_: Check = {
  name: 'the exported model is one file, computes what PyTorch computes on batches of 1, 2 and 33, and is compared in a table',
  applies: hasServing,
  run: async (project) => {
    const clone = await trainedClone(project, CLONE);
    await exportAndCompare(clone);
    await succeed(clone, 'python', [...moduleOf(clone, EXPORT), '--optimise']);
    await compare(clone);
  },
};

/** Models of other people, with the data that they take. */
const MODELS = [
  { file: 'resnet.py', what: 'a ResNet with batch normalisation', table: false },
  { file: 'linear.py', what: 'a linear model over columns', table: true },
] as const;

const exportsOwn = ({ file, what, table }: (typeof MODELS)[number]): Check => ({
  name: `${what} in the place of model.py is exported, unedited, and computes the same`,
  applies: (project) => hasServing(project) && project.row.kind !== 'seam' && project.row.flags.includes('--data') === table,
  run: async (project) => {
    const clone = await trainedClone(project, `serving-${file}`);
    const text = readFileSync(join(EMITTED, 'models', file), 'utf8').replaceAll('pkgname', clone.row.package);
    writeFileSync(join(clone.folder, 'src', clone.row.package, 'model.py'), text);
    await succeed(clone, 'python', [...moduleOf(clone, 'train'), ...settingsOf(clone, { epochs: 1 })]);
    await exportAndCompare(clone);
  },
});

const answersTheSame: Check = {
  name: 'the API on the exported model answers what the API with PyTorch answers, to what fits and to what does not',
  applies: hasServing,
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const answers: Answers[] = [];
    for (const module of ['api', 'serving.onnx_api']) {
      await withServer(clone, {}, async (server) => void answers.push(await askAll(server)), module);
    }
    const [expected, found] = answers;
    if (expected === undefined || found === undefined) throw new CheckFailure('A server gave no answers');
    if (found.same !== expected.same) throw new CheckFailure(`The answers differ:\n${expected.same}\n${found.same}`);
    const apart = found.probabilities.some((value, index) => !(Math.abs(value - (expected.probabilities[index] ?? Number.NaN)) < CLOSE));
    if (apart) throw new CheckFailure(`The probabilities differ: ${found.probabilities.join()} and ${expected.probabilities.join()}`);
  },
};

const needsNoTorch: Check = {
  name: 'the API on the exported model and the service of BentoML start without PyTorch',
  applies: (project) => hasServing(project) && project.row.kind !== 'seam',
  run: async (project) => {
    for (const module of ['onnx_api', 'bentoml_service']) {
      const code = `import sys; sys.modules['torch'] = None; import ${project.row.package}.serving.${module}`;
      await succeed(project, 'python', ['-c', code], { env: bentomlEnv(project) });
    }
  },
};

const servesWithBentoml: Check = {
  name: 'BentoML serves the exported model on this machine, and its client gets predictions',
  applies: hasServing,
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const env = bentomlEnv(project);
    const args = (port: number): string[] => [...moduleOf(clone, BENTOML), '--port', String(port)];
    await withCommand(clone, args, { env, path: '/readyz' }, async ({ address, ask }) => {
      await ask([200], 'GET', '/readyz');
      const { stdout } = await succeed(clone, 'python', [...moduleOf(clone, 'serving.bentoml_client'), '--url', address], { env });
      const lines = stdout.trim().split('\n');
      if (lines.length !== 3 || !lines.every((line) => /^\S.*: [01]\.\d{3}$/.test(line)))
        throw new CheckFailure(`The client says: ${stdout}`);
      const { hostname: host, port } = new URL(address);
      await refuseInOneLine(clone, new RegExp(`port ${port} is in use`), [...moduleOf(clone, BENTOML), '--host', host, '--port', port]);
      await refuseInOneLine(clone, /is in use/, [...moduleOf(clone, 'serving.onnx_api'), '--host', host, '--port', port]);
    });
  },
};

const isPacked: Check = {
  name: 'bentofile.yaml names files that are there, and where it is tried BentoML packs them',
  applies: (project) => isFull(project) && hasServing(project),
  run: async (project) => {
    const clone = cloneAt(project, CLONE);
    const file: unknown = parse(readFileSync(join(clone.folder, 'bentofile.yaml'), 'utf8'));
    const [module = ''] = String(at(file, 'service')).split(':');
    const include: unknown = at(file, 'include');
    const named = [`src/${module.replaceAll('.', '/')}.py`, ...(Array.isArray(include) ? include.map(String) : [])];
    const missing = named.filter((path) => !existsSync(join(clone.folder, path)));
    if (named.length < 3 || missing.length > 0)
      throw new CheckFailure(`bentofile.yaml names ${named.join(', ')}; missing: ${missing.join(', ')}`);
    if (isFull(project)) await succeed(clone, 'bentoml', ['build'], { env: bentomlEnv(project) });
  },
};

const saysWhatIsMissing: Check = {
  name: 'without weights, without an exported model or without its packages, the commands of ONNX and BentoML say what makes them',
  applies: (project) => isFull(project) && hasServing(project),
  run: async (project) => {
    const empty = await cloneOf(project, 'serving-empty');
    await refuseInOneLine(empty, /no weights at .*\.train$/m, moduleOf(empty, EXPORT));
    await refuseInOneLine(empty, /no exported model at .*\.serving\.export_onnx$/m, moduleOf(empty, BENTOML));
    const dead = ['--url', `http://127.0.0.1:${await findFreePort()}`];
    await refuseInOneLine(empty, /no service answers at .*\.serving\.bentoml_serve$/m, [
      ...moduleOf(empty, 'serving.bentoml_client'),
      ...dead,
    ]);
    await withServer(empty, {}, (server) => expect503(server), 'serving.onnx_api');
    const clone = cloneAt(project, CLONE);
    for (const [module, missing] of [
      ['export_onnx', 'onnx'],
      ['export_onnx', 'onnxscript'],
      ['bentoml_serve', 'bentoml'],
    ] as const) {
      const name = `${clone.row.package}.serving.${module}`;
      const code = `import sys; sys.modules['${missing}'] = None; from ${name} import main; sys.argv = ['${module}']; main()`;
      await refuse(clone, new RegExp(`^error: the package ${missing} is not installed\\. Install it with: `, 'm'), 'python', ['-c', code]);
    }
  },
};

async function expect503(server: Server): Promise<void> {
  const { text } = await server.ask([503], 'GET', '/health');
  if (!text.includes('.serving.export_onnx')) throw new CheckFailure(`The answer does not name the command: ${text}`);
}

/** What a server answers: what has to be the same in letter, and numbers. */
interface Answers {
  readonly same: string;
  readonly probabilities: readonly number[];
}

async function askAll(server: Server): Promise<Answers> {
  const { body: info } = await server.ask([200], 'GET', '/model/info');
  const item = at(info, 'example_item');
  const { body } = await server.ask([200], 'POST', '/predict', JSON.stringify({ items: [item, item, item] }));
  const predictions: unknown = at(body, 'predictions');
  const list = Array.isArray(predictions) ? predictions : [];
  const refused = await server.ask([422], 'POST', '/predict', JSON.stringify({ items: [{ shape: 'unknown' }] }));
  const described = ['version', 'class_names', 'input_shape', 'features', 'example_item'].map((name) => at(info, name));
  const names = list.map((one) => at(one, 'class_name'));
  return {
    same: JSON.stringify([described, at(body, 'model_version'), names, refused.body]),
    probabilities: list.flatMap((one) => Object.values(Object(at(one, 'probabilities')) as Record<string, number>)),
  };
}

/** A clone with the data and the trained model of the repository. */
async function trainedClone(project: Project, name: string): Promise<Project> {
  const clone = await cloneOf(project, name);
  cpSync(join(project.folder, 'data'), join(clone.folder, 'data'), { recursive: true });
  mkdirSync(join(clone.folder, 'models'), { recursive: true });
  cpSync(join(project.folder, 'models/model.pth'), join(clone.folder, 'models/model.pth'));
  return clone;
}

async function exportAndCompare(clone: Project): Promise<void> {
  await succeed(clone, 'python', moduleOf(clone, EXPORT));
  await compare(clone);
  const table = readFileSync(join(clone.folder, 'reports/onnx.md'), 'utf8');
  for (const row of [/^\| size of the file \| \d+ KiB \| \d+ KiB \|/m, /^\| batch of 33 \| [\d.]+ ms \| [\d.]+ ms \|/m]) {
    if (!row.test(table)) throw new CheckFailure(`reports/onnx.md has no row ${String(row)}:\n${table}`);
  }
}

async function compare(clone: Project): Promise<void> {
  await succeed(clone, 'python', [join(EMITTED, 'python', 'onnx_parity.py'), clone.row.package]);
}

function bentomlEnv({ aside }: Project): Readonly<Record<string, string>> {
  return { BENTOML_HOME: join(aside, 'bentoml'), BENTOML_DO_NOT_TRACK: 'True' };
}

function hasServing(project: Project): boolean {
  return isTriedByData(project) && has(project, 'src/pkgname/serving/export_onnx.py');
}

export const SERVING_CHECKS: readonly Check[] = [
  exports_,
  ...MODELS.map(exportsOwn),
  answersTheSame,
  needsNoTorch,
  servesWithBentoml,
  isPacked,
  saysWhatIsMissing,
];
