import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneOf } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { EMITTED } from '../paths.js';
import { CheckFailure, type Ran, refuse, run, succeed } from '../process.js';
import { findFreePort, withCommand } from '../server.js';

/** A key that nothing may print. */
export const KEY = 'hush-hush-0123456789';
const READER = join(EMITTED, 'python', 'read_cloud_file.py');
const SERVICE = join(EMITTED, 'run_service.schema.json');
const JOBS = ['deploy/vertex/config_cpu.yaml', 'deploy/vertex/config_gpu.yaml'];

const areRead: Check = {
  name: 'its files for Google Cloud are read by the messages of the provider, and a wrong field is refused at each of their places',
  applies: hasBuild,
  run: async (project) => {
    await readAs(project, 'Build', 'cloudbuild.yaml');
    if (has(project, 'vertex_ai_train.yaml')) {
      await readAs(project, 'Build', 'vertex_ai_train.yaml');
      for (const file of JOBS) await readAs(project, 'CustomJobSpec', file);
    }
    for (const file of servicesOf(project)) {
      await succeed(project, 'check-jsonschema', ['--schemafile', SERVICE, file]);
      await refuseWrong(project, file, 'containerPort: ', 'port: ');
      await refuseWrong(project, file, 'run.googleapis.com/invoker', 'run.googleapis.com/invokers');
    }
  },
};

const buildsWhatIsThere: Check = {
  name: 'its build makes and pushes each image of its services from a Dockerfile that is there, and uses each substitution that it declares',
  applies: hasBuild,
  run: async (project) => {
    for (const file of ['cloudbuild.yaml', 'vertex_ai_train.yaml'].filter((path) => has(project, path))) expectSubstitutions(project, file);
    const text = readFileSync(join(project.folder, 'cloudbuild.yaml'), 'utf8');
    const files = [...text.matchAll(/- -f\n +- (\S+)/g)].map(([, file = '']) => file);
    const missing = files.filter((file) => !has(project, file));
    if (missing.length > 0) throw new CheckFailure(`There is no ${missing.join(', ')}`);
    const built = files.map((file) => file.replace(/^dockerfiles\/(.*)\.dockerfile$/, '$1'));
    const asked = ['train', ...servicesOf(project).map((file) => file.replace(/^deploy\/(.*?)(_with_collector)?\.yaml$/, '$1'))];
    const left = asked.filter(
      (image) =>
        !built.includes(image) ||
        !text.includes(`args: [push, --all-tags, "\${_REGION}-docker.pkg.dev/$PROJECT_ID/\${_REPOSITORY}/${image}"]`),
    );
    if (left.length > 0) throw new CheckFailure(`It does not build and push ${left.join(', ')}`);
    if (!/logging: CLOUD_LOGGING_ONLY/.test(text)) throw new CheckFailure('The account of the build could not write a log');
  },
};

const keepsTheKey: Check = {
  name: 'its training in the cloud gets the key of Weights & Biases from the secret, and no step shows it',
  applies: (project) => isFull(project) && has(project, 'vertex_ai_train.yaml'),
  run: async (project) => {
    const clone = await cloneOf(project, 'job');
    const withKey = /secretEnv/.test(readFileSync(join(clone.folder, 'vertex_ai_train.yaml'), 'utf8'));
    const env = { IMAGE: 'region-docker.pkg.dev/p/r/train@sha256:1', BUCKET: 'our-bucket', RUNTIME: 'runtime@p', WANDB_API_KEY: KEY };
    for (const machine of ['cpu', 'gpu']) {
      const ran = await succeed(clone, 'sh', ['-c', fillInStep(clone, machine)], { env });
      const job = join(clone.folder, 'job.yaml');
      const text = readFileSync(job, 'utf8');
      if (ran.output.includes(KEY) || text.includes(KEY) !== withKey) throw new CheckFailure('The key is not where it belongs', ran);
      if (/\$/.test(text.replaceAll(/#.*/g, ''))) throw new CheckFailure(`Something is not filled in:\n${text}`);
      if ((statSync(job).mode & 0o077) !== 0) throw new CheckFailure('Others may read the file with the key');
      await readAs(clone, 'CustomJobSpec', 'job.yaml');
      rmSync(job);
    }
  },
};

const listens: Check = {
  name: 'the command of its containers listens on PORT on every address, as Cloud Run asks it to',
  applies: (project) => isTriedByData(project) && has(project, 'deploy/api.yaml'),
  run: async (project) => {
    const text = readFileSync(join(project.folder, 'dockerfiles/api.dockerfile'), 'utf8');
    const words: unknown = JSON.parse(/^CMD (\[.*\])$/m.exec(text)?.[1] ?? '[]');
    if (!Array.isArray(words) || words[0] !== 'sh') throw new CheckFailure(`Its command is ${JSON.stringify(words)}`);
    const port = await findFreePort();
    const starts = `import os; os.execvp('sh', ${JSON.stringify(words)})`;
    const env = { PORT: String(port), MODEL_URI: 'file:models/model.pth' };
    // An address of this machine that is not the one on which servers listen that nobody else may reach.
    await withCommand(
      project,
      () => ['-c', starts],
      { env, at: `http://127.0.0.2:${port}`, path: '/health' },
      async (server) => {
        await server.ask([200], 'GET', '/health');
      },
    );
  },
};

const answersAsFunction: Check = {
  name: 'its function answers as the API does: a prediction, 422 to what is no item, 503 without a model',
  applies: (project) => isTriedByData(project) && has(project, 'functions/main.py'),
  run: async (project) => {
    await withFunction(project, 'file:models/model.pth', async (server) => {
      const { body } = await server.ask([200], 'GET', '/');
      const item = at(body, 'example_item');
      const { body: told } = await server.ask([200], 'POST', '/', JSON.stringify({ items: [item, item] }));
      const predictions = at(told, 'predictions');
      if (!Array.isArray(predictions) || predictions.length !== 2) throw new CheckFailure(`It predicted ${JSON.stringify(told)}`);
      if (at(told, 'model_version') !== at(body, 'model_version')) throw new CheckFailure('Two versions answer');
      const wrong = ['', '{', '[]', '{"items": []}', '{"items": [{"x": "secret"}]}', JSON.stringify({ items: Array(257).fill(item) })];
      for (const text of wrong) {
        const answer = await server.ask([422], 'POST', '/', text);
        if (/secret|Traceback/.test(answer.text)) throw new CheckFailure(`It repeats what it was sent: ${answer.text}`);
      }
    });
    await withFunction(project, 'file:models/none.pth', async (server) => {
      const { text } = await server.ask([503], 'GET', '/');
      if (!/no weights .*\.train/.test(text)) throw new CheckFailure(`It does not say what to do: ${text}`);
    });
  },
};

const waitsForTests: Check = {
  name: 'its workflow builds nothing until the tests of the same commit are green',
  applies: (project) => isFull(project) && has(project, '.github/scripts/wait_for_tests.sh'),
  run: async (project) => {
    const clone = await cloneOf(project, 'waiting');
    const output = join(clone.folder, 'output');
    const wait = (states: readonly string[]): Promise<Ran> => {
      // A `gh` that gives one answer after the other.
      writeFileSync(join(clone.folder, 'answers'), states.map((state) => `${state}\n`).join(''));
      const gh = `gh() { head -n 1 answers; sed -i 1d answers; echo "$*" >> asked; }`;
      writeFileSync(output, '');
      const env = { GITHUB_SHA: 'c0ffee', GITHUB_OUTPUT: output };
      return run(clone, 'sh', ['-c', `${gh}; . .github/scripts/wait_for_tests.sh`, 'sh', '0'], { env });
    };
    const green = await wait(['', 'in_progress ', 'completed success']);
    if (green.code !== 0 || readFileSync(output, 'utf8') !== 'green=yes\n') throw new CheckFailure('Green tests are not enough', green);
    if (!/--workflow tests\.yaml --commit c0ffee/.test(readFileSync(join(clone.folder, 'asked'), 'utf8')))
      throw new CheckFailure('It asks about something else', green);
    for (const state of ['failure', 'timed_out']) {
      const ran = await wait(['queued ', `completed ${state}`]);
      if (ran.code !== 1 || !ran.output.includes(`ended with ${state}`)) throw new CheckFailure(`It builds after ${state}`, ran);
    }
    const cancelled = await wait(['in_progress ', 'completed cancelled']);
    if (cancelled.code !== 0 || !/^::notice::.* newer push/m.test(cancelled.output))
      throw new CheckFailure('A newer push is an error', cancelled);
    if (readFileSync(output, 'utf8') !== '') throw new CheckFailure('It builds where the tests were cancelled', cancelled);
    const workflow: unknown = parse(readFileSync(join(clone.folder, '.github/workflows/build_images.yaml'), 'utf8'));
    const asked = [at(workflow, 'jobs', 'images', 'needs', '0'), at(workflow, 'jobs', 'images', 'if')].join(': ');
    if (asked !== "tests: needs.tests.outputs.green == 'yes'") throw new CheckFailure(`It builds when ${asked}`);
  },
};

function hasBuild(project: Project): boolean {
  return isFull(project) && has(project, 'cloudbuild.yaml');
}

/** The services that are described as code. */
function servicesOf({ folder }: Project): readonly string[] {
  const place = join(folder, 'deploy');
  const files = existsSync(place) ? readdirSync(place) : [];
  return files.filter((file) => file.endsWith('.yaml')).map((file) => `deploy/${file}`);
}

async function readAs(project: Project, kind: string, file: string): Promise<void> {
  await succeed(project, 'python', [READER, kind, file]);
}

/** With one word in the place of another, the file is no service any more. */
async function refuseWrong(project: Project, file: string, word: string, wrong: string): Promise<void> {
  const text = readFileSync(join(project.folder, file), 'utf8');
  if (!text.includes(word)) throw new CheckFailure(`${file} does not have ${word}`);
  const copy = join(project.aside, 'wrong.yaml');
  writeFileSync(copy, text.replace(word, wrong));
  await refuse(project, /rrors were encountered/, 'check-jsonschema', ['--schemafile', SERVICE, copy]);
}

function expectSubstitutions({ folder }: Project, file: string): void {
  const text = readFileSync(join(folder, file), 'utf8').replaceAll(/#.*/g, '');
  const [steps = '', declarations = ''] = text.split(/^substitutions:$/m);
  const used = new Set([...steps.matchAll(/\$\{?(_[A-Z_]+)\}?/g)].map(([, name = '']) => name));
  const declared = new Set([...declarations.matchAll(/^ +(_[A-Z_]+):/gm)].map(([, name = '']) => name));
  const odd = [...used].filter((name) => !declared.has(name)).concat([...declared].filter((name) => !used.has(name)));
  if (odd.length > 0) throw new CheckFailure(`${file} uses or declares alone: ${odd.join(', ')}`);
  const builtIn = new Set([...steps.matchAll(/\$\{?([A-Z][A-Z_]+)\}?/g)].map(([, name = '']) => name));
  if ([...builtIn].join() !== 'PROJECT_ID' && builtIn.size > 0) throw new CheckFailure(`${file} uses ${[...builtIn].join(', ')}`);
}

/** The script of the step that fills in the description of a job, as Cloud Build starts it. */
function fillInStep({ folder }: Project, machine: string): string {
  const build: unknown = parse(readFileSync(join(folder, 'vertex_ai_train.yaml'), 'utf8'));
  const script = at(build, 'steps', '0', 'args', '1');
  if (typeof script !== 'string' || /\bcat\b|\becho\b/.test(script)) throw new CheckFailure(`The step is ${String(script)}`);
  return script.replaceAll('${_MACHINE}', machine);
}

function withFunction(project: Project, uri: string, use: Parameters<typeof withCommand>[3]): Promise<void> {
  const command = ['-m', 'functions_framework', '--source', 'functions/main.py', '--target', 'predict', '--host', '127.0.0.1', '--port'];
  return withCommand(project, (port) => [...command, String(port)], { env: { MODEL_URI: uri } }, use);
}

export const DEPLOY_CHECKS: readonly Check[] = [areRead, buildsWhatIsThere, keepsTheKey, listens, answersAsFunction, waitsForTests];
