import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { type Broken, type Cloud, withCloud } from '../cloud.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, type Ran, refuse, run, succeed } from '../process.js';
import { expectCalls, expectNoCalls, noteOf, standIn } from '../stand_ins.js';
import { KEY } from './deploy.js';

const FOLDER = 'scripts/gcp';
const SCRIPTS = ['build_images', 'create_trigger', 'vertex_train', 'create_vm', 'deploy_run', 'deploy_function'];
const REGISTRY = 'europe-west1-docker.pkg.dev/the-project/[\\w-]+';
const DIGEST = 'sha256:c0ffee';
const JOB = 'projects/4711/locations/europe-west1/customJobs/12';

/** A cloud in which everything is as it should be. */
const WELL: Readonly<Record<string, readonly object[]>> = {
  'artifacts docker tags': [{ tag: 'x/tags/latest', version: `x/versions/${DIGEST}` }],
  'ai custom-jobs': [{ name: JOB, region: 'europe-west1', state: 'JOB_STATE_SUCCEEDED' }],
  'run services': ['api', 'frontend', 'drift-api', 'predict'].map((name) => ({
    metadata: { name },
    region: 'europe-west1',
    status: { url: `https://${name}-abc.run.app` },
  })),
};

const callNobody: Check = {
  name: 'its scripts for the cloud call nobody in a dry run, and say in one sentence how they are used and who is not logged in',
  applies: hasScripts,
  run: async (project) => {
    const cloud = await withCloud(project, 'dry');
    for (const script of scriptsOf(project)) {
      await succeed(cloud.clone, 'sh', [script, '--dry-run']);
      expectOneLine(await refuse(cloud.clone, /^error: usage: sh scripts\/gcp\//, 'sh', [script, '--unknown']));
    }
    expectNoCalls(cloud);
    cloud.damage({ nobody: true });
    for (const script of scriptsOf(project)) expectOneLine(await refuse(cloud.clone, /nobody is logged in/, 'sh', [script]));
  },
};

const build: Check = {
  name: 'its images are built under the name of the commit, and its trigger is made once and then brought up to date',
  applies: hasScripts,
  run: async (project) => {
    const cloud = await madeCloud(project, 'builds');
    const commit = (await succeed(cloud.clone, 'git', ['rev-parse', '--short', 'HEAD'])).stdout.trim();
    await failsThenWorks(cloud, 'build_images.sh', [], { writes: 0 }, /the images were not built: the log is at https:/);
    expectCalls(cloud, [
      new RegExp(
        `builds submit \\. --config cloudbuild\\.yaml --substitutions _REGION=europe-west1,_REPOSITORY=[\\w-]+,_TAG=${commit}(,|$| )`,
      ),
      /--service-account projects\/the-project\/serviceAccounts\/builder@.* --gcs-source-staging-dir gs:\/\/the-project-[\w-]+\/builds$/,
    ]);
    writeFileSync(join(cloud.clone.folder, 'new.txt'), 'not committed');
    const dirty = await succeed(cloud.clone, 'sh', [`${FOLDER}/build_images.sh`]);
    expectCalls(cloud, [new RegExp(`_TAG=${commit}-dirty`)]);
    if (!/^files here differ from the commit/.test(dirty.output)) throw new CheckFailure('It does not say that files differ', dirty);
    await succeed(cloud.clone, 'sh', [`${FOLDER}/create_trigger.sh`]);
    expectCalls(cloud, [
      /triggers create github --name images .*_TAG=\$SHORT_SHA.* --repo-owner ada --repo-name digits --branch-pattern \^main\$ /,
    ]);
    cloud.forgetCalls();
    well(cloud, { lists: { 'builds triggers': [{ name: 'images' }] } });
    await succeed(cloud.clone, 'sh', [`${FOLDER}/create_trigger.sh`]);
    expectCalls(cloud, [/triggers update github images --update-substitutions /]);
    expectNoCalls(cloud, /triggers create/);
    await succeed(cloud.clone, 'git', ['remote', 'remove', 'origin']);
    expectOneLine(await refuse(cloud.clone, /not on GitHub yet/, 'sh', [`${FOLDER}/create_trigger.sh`]));
  },
};

const train: Check = {
  name: 'its training on Vertex AI gets data and image, and says what is missing at each step',
  applies: (project) => hasScripts(project) && has(project, `${FOLDER}/vertex_train.sh`),
  run: async (project) => {
    const cloud = await madeCloud(project, 'vertex');
    const script = 'vertex_train.sh';
    await expectMissing(cloud, script, { lists: { 'artifacts docker tags': [] } }, /there is no image train:latest .*build_images\.sh$/);
    if (has(project, 'src/pkgname/tracking/wandb_run.py')) await expectMissing(cloud, script, { empty: true }, /the key .*setup\.sh$/);
    await failsThenWorks(cloud, script, ['--gpu'], { writes: 0 }, /the job was not created: the log is at/);
    await refuseWith(cloud, script, failedJob(), /ended as JOB_STATE_FAILED.*custom-jobs describe/);
    expectCalls(cloud, [
      /storage rsync data\/processed gs:\/\/the-project-[\w-]+\/data\/processed --recursive$/,
      new RegExp(`builds submit .*vertex_ai_train.yaml.*_MACHINE=gpu,.*_IMAGE=${REGISTRY}/train@${DIGEST},_BUCKET=.*_RUNTIME=runtime@`),
      new RegExp(`custom-jobs stream-logs ${JOB} --region europe-west1$`),
    ]);
    if (cloud.calls().some((call) => call.includes(KEY))) throw new CheckFailure('It shows the key');
    await refuseWith(cloud, script, { lists: { 'ai custom-jobs': [] } }, /error: the job train-[\d-]+ was created .*custom-jobs list/);
    wrap(cloud, 'gcloud', 'case "$*" in *stream-logs* | storage\\ ls*) exit 1 ;; *state*) echo JOB_STATE_RUNNING; exit ;; esac');
    await refuseWith(cloud, script, {}, /stream-logs \S+12 .* shows it again\nerror: the job goes on.*cancel \S+12 .*stops it$/);
    rmSync(join(cloud.clone.folder, 'data/processed/data'));
    await expectMissing(cloud, script, {}, /there are no data, here or in gs:.*preprocess$/);
  },
};

const machine: Check = {
  name: 'its virtual machine trains, keeps the weights in the bucket, and is deleted even where the training fails',
  applies: (project) => hasScripts(project) && has(project, `${FOLDER}/create_vm.sh`),
  run: async (project) => {
    const cloud = await madeCloud(project, 'machine');
    // The weights in the bucket are others each time somebody looks.
    wrap(cloud, 'gcloud', 'case "$*" in "storage objects describe"*) date +%s%N; exit ;; esac');
    await expectMissing(cloud, 'create_vm.sh', { lists: { 'artifacts docker tags': [] } }, /there is no image train:latest/);
    await failsThenWorks(cloud, 'create_vm.sh', ['--gpu', '--hours', '2'], { writes: 0 }, /machine was not created.*--zone$/);
    expectCalls(cloud, [
      /instances create train --zone europe-west1-b .*--accelerator type=nvidia-tesla-t4,count=1 .*--max-run-duration 2h --instance-termination-action DELETE/,
      /instances add-iam-policy-binding train .*--member serviceAccount:runtime@/,
      /instances tail-serial-port-output train/,
    ]);
    await refuseWith(cloud, 'create_vm.sh', {}, /is there already.*instances delete train --zone europe-west1-b$/);
    makeCloud(cloud);
    await refuseWith(
      cloud,
      'create_vm.sh',
      { writes: 1 },
      /error: the machine runs and may not .*instances delete train --zone europe-west1-b$/,
    );
    makeCloud(cloud);
    wrap(cloud, 'gcloud', 'case "$*" in *"value(status)"*) echo RUNNING; exit ;; esac');
    await refuseWith(cloud, 'create_vm.sh', {}, /error: the machine goes on/);
    for (const fails of ['', 'case "$1" in run) echo no such image >&2; exit 125 ;; esac']) await startUp(cloud, fails);
  },
};

/** What the machine does when it starts; `fails` is how its Docker ends. */
async function startUp(cloud: Cloud, fails: string): Promise<void> {
  wrap(cloud, 'docker', fails);
  const about =
    'case "$*" in *attributes/image) echo host/p/r/train@1 ;; *attributes/bucket) echo b ;; *attributes/gpu) ;; *zone) echo x/zones/z ;; *) echo train ;; esac';
  wrap(cloud, 'curl', about);
  wrap(cloud, 'chown', '');
  cloud.forgetCalls();
  const work = join(cloud.clone.aside, 'machine');
  const ran = await run(cloud.clone, 'sh', [`${FOLDER}/vm_startup.sh`], { env: { WORK: work } });
  expectCalls(cloud, [/^docker run --name train .*\/models:\/app\/models .*host\/p\/r\/train@1$/]);
  expectCalls(cloud, [/storage cp \S+\/vm\.log gs:\/\/b\/reports\/vm\.log$/]);
  if (fails !== '' && !readFileSync(join(work, 'vm.log'), 'utf8').includes('no such image')) throw new CheckFailure('The log is lost', ran);
  const calls = cloud.calls();
  if (!/instances delete train --zone z --quiet$/.test(calls.at(-1) ?? '')) throw new CheckFailure('The machine stays', ran);
  const kept = calls.some((call) => /storage cp .*model\.pth gs:\/\/b\/models\/model\.pth$/.test(call));
  if (kept === (fails !== '')) throw new CheckFailure(`The weights are ${kept ? '' : 'not '}kept`, ran);
  if ((ran.output + calls.join()).includes(KEY)) throw new CheckFailure('It shows the key', ran);
}

const deploy: Check = {
  name: 'its deployment waits for the API, hands its address to the page, and leaves what runs alone where something is missing',
  applies: (project) => hasScripts(project) && has(project, 'deploy/api.yaml'),
  run: async (project) => {
    const cloud = await madeCloud(project, 'deployment');
    const seen = join(cloud.clone.aside, 'deployed');
    rmSync(seen, { recursive: true, force: true });
    mkdirSync(seen, { recursive: true });
    // The weights are in the bucket once they have been uploaded, in a way that replaces none.
    const uploaded = `storage\\ cp*/model.pth\\ --if-generation-match=0) touch "${seen}/weights" ;; storage\\ objects*) if test -f "${seen}/weights"; then echo 17; exit; fi ;;`;
    const recording = `case "$*" in run\\ services\\ replace*) cp "$4" "${seen}" ;; ${uploaded} esac`;
    wrap(cloud, 'curl', '');
    wrap(cloud, 'gcloud', 'case "$*" in storage\\ objects*) echo "HTTPError 503: Service Unavailable" >&2; exit 1 ;; esac');
    await expectMissing(cloud, 'deploy_run.sh', {}, /it is not known whether there are weights .*: HTTPError 503/);
    wrap(cloud, 'gcloud', recording);
    rmSync(join(cloud.clone.folder, 'models/model.pth'));
    await expectMissing(cloud, 'deploy_run.sh', {}, /there are no weights at gs:.*vertex_train\.sh/);
    writeFileSync(join(cloud.clone.folder, 'models/model.pth'), 'weights');
    await expectMissing(cloud, 'deploy_run.sh', { lists: { 'artifacts docker tags': [] } }, /there is no image api:latest/);
    const ran = await failsThenWorks(cloud, 'deploy_run.sh', [], { writes: 0 }, /did not take api, and what ran before goes on/);
    if (!ran.output.includes('api: https://api-abc.run.app')) throw new CheckFailure('It does not say where the API is', ran);
    expectCalls(cloud, [/^curl .*https:\/\/api-abc\.run\.app\/health$/]);
    await expectFilledIn(project, seen);
    const address = await succeed(cloud.clone, 'sh', [`${FOLDER}/deploy_run.sh`, '--address']);
    if (address.stdout.trim() !== 'https://api-abc.run.app') throw new CheckFailure('It does not print the address alone', address);
    wrap(cloud, 'curl', 'exit 22');
    await refuseWith(cloud, 'deploy_run.sh', {}, /\/health does not answer: gcloud run services logs read api/);
  },
};

/** What was handed to Cloud Run has every word filled in, and the page knows where the API is. */
async function expectFilledIn(project: Project, seen: string): Promise<void> {
  const texts = ['api', 'frontend']
    .filter((name) => has(project, `deploy/${name}.yaml`))
    .map((name) => readFileSync(join(seen, `${name}.yaml`), 'utf8'));
  for (const text of texts) if (/\$/.test(text.replaceAll(/#.*/g, ''))) throw new CheckFailure(`Something is not filled in:\n${text}`);
  const [api = '', page] = texts;
  if (!new RegExp(`image: ${REGISTRY}/api@${DIGEST}\n[^]*value: "17"$`, 'm').test(api))
    throw new CheckFailure(`It deploys another image:\n${api}`);
  if (page !== undefined && !page.includes('value: https://api-abc.run.app'))
    throw new CheckFailure(`The page does not find the API:\n${page}`);
}

const deployFunction: Check = {
  name: 'its function is deployed with the project beside it, and pip takes what its requirements name',
  applies: (project) => hasScripts(project) && has(project, 'functions/main.py'),
  run: async (project) => {
    const cloud = await madeCloud(project, 'function');
    const seen = join(cloud.clone.aside, 'function');
    rmSync(seen, { recursive: true, force: true });
    wrap(cloud, 'gcloud', `case "$*" in "run deploy"*) cp -R "$5" "${seen}" ;; esac`);
    await expectMissing(cloud, 'deploy_function.sh', {}, /no weights are found at gs:.*: gcloud storage cp .*-match=0/);
    const pinned = join(cloud.clone.folder, '.python-version');
    if (has(project, '.python-version')) writeFileSync(pinned, `${readFileSync(pinned, 'utf8').trim()}.9\n`);
    well(cloud, { lists: { 'storage objects': [{ name: await weightsOf(cloud) }] } });
    await succeed(cloud.clone, 'sh', [`${FOLDER}/deploy_function.sh`]);
    expectCalls(cloud, [/run deploy predict --source \S+ --function predict --base-image python311 .*--no-invoker-iam-check$/]);
    // The last line installs the project; the packages are those of the environment.
    const options = ['install', '--quiet', '--dry-run', '--no-deps', '--no-build-isolation', '--no-index', '.'];
    await succeed({ ...cloud.clone, folder: seen }, 'python', ['-m', 'pip', ...options]);
    const lines = readFileSync(join(seen, 'requirements.txt'), 'utf8').trim().split('\n');
    if (!/^\.\[[\w,]+\]$/.test(lines.at(-1) ?? '')) throw new CheckFailure(`The project is not installed: ${lines.at(-1)}`);
  },
};

const deployDrift: Check = {
  name: 'its drift API is deployed with the reference that it compares with, and without one it says how to make it',
  applies: (project) => hasScripts(project) && has(project, `${FOLDER}/deploy_drift.sh`),
  run: async (project) => {
    const cloud = await madeCloud(project, 'drift');
    const script = 'deploy_drift.sh';
    const seen = join(cloud.clone.aside, 'drift_api.yaml');
    wrap(cloud, 'gcloud', `case "$*" in run\\ services\\ replace*) cp "$4" "${seen}" ;; esac`);
    wrap(cloud, 'curl', '');
    await expectLeftOut(cloud);
    const reference = join(cloud.clone.folder, 'models/drift_reference.json');
    rmSync(reference, { force: true });
    const dry = await succeed(cloud.clone, 'sh', [`${FOLDER}/${script}`, '--dry-run']);
    if (!/^there is no models\/drift_reference\.json .*python -m \w+\.drift\.reference$/m.test(dry.stdout))
      throw new CheckFailure('It does not say that there is no reference', dry);
    expectNoCalls(cloud);
    await expectMissing(cloud, script, {}, /there is no reference .*python -m \w+\.drift\.reference$/);
    writeFileSync(reference, '{}');
    await succeed(cloud.clone, 'sh', [`${FOLDER}/${script}`]);
    const again = await succeed(cloud.clone, 'sh', [`${FOLDER}/${script}`]);
    if (!again.stdout.includes('drift-api: https://drift-api-abc.run.app')) throw new CheckFailure('It does not say where it is', again);
    expectCalls(cloud, [/storage cp models\/drift_reference\.json gs:\/\/the-project-[\w-]+\/models\/drift_reference\.json$/]);
    expectNoCalls(cloud, /model\.pth|services replace \S+\/(api|frontend)\.yaml/);
    const text = readFileSync(seen, 'utf8');
    if (!new RegExp(`serviceAccountName: runtime@the-project[^]* image: ${REGISTRY}/drift_api@${DIGEST}$`, 'm').test(text))
      throw new CheckFailure(`It deploys something else:\n${text}`);
  },
};

/** Before it was deployed once, with its reference, a deployment of everything else leaves it out and says so. */
async function expectLeftOut(cloud: Cloud): Promise<void> {
  const weights = `gs://${/gs:\/\/([^/\s]+)/.exec(await weightsOf(cloud))?.[1]}/models/model.pth`;
  const others = WELL['run services']?.filter((service) => !JSON.stringify(service).includes('drift-api')) ?? [];
  well(cloud, { lists: { 'run services': others, 'storage objects': [{ name: weights, generation: '17' }] } });
  const ran = await succeed(cloud.clone, 'sh', [`${FOLDER}/deploy_run.sh`]);
  if (!ran.stdout.includes('is left out until you run: sh scripts/gcp/deploy_drift.sh')) throw new CheckFailure('It is not left out', ran);
  expectNoCalls(cloud, /services replace \S+\/drift_api\.yaml/);
  well(cloud);
  cloud.forgetCalls();
}

const runsHere: Check = {
  name: 'before anything is pushed, its images can be tried with the port, the user and the memory of the cloud',
  applies: (project) => hasScripts(project) && has(project, 'scripts/local_cloud_run.sh'),
  run: async (project) => {
    const cloud = await withCloud(project, 'local');
    const script = 'scripts/local_cloud_run.sh';
    await succeed(cloud.clone, 'sh', [script, '--dry-run']);
    expectNoCalls(cloud);
    wrap(cloud, 'docker', 'case "$1" in ps) echo id ;; esac');
    wrap(cloud, 'curl', '');
    const weights = join(cloud.clone.folder, 'models/model.pth');
    rmSync(weights, { force: true });
    expectOneLine(await refuse(cloud.clone, /there is no models\/model\.pth .*python -m \w+\.train/, 'sh', [script]));
    expectNoCalls(cloud);
    await succeed(cloud.clone, 'sh', [script], { env: { MODEL_URI: 'gs://b/m.pth' } });
    expectCalls(cloud, [/^docker run .*MODEL_URI=gs:\/\/b\/m\.pth /]);
    mkdirSync(dirname(weights), { recursive: true });
    writeFileSync(weights, 'weights');
    for (const name of ['api', 'frontend'].filter((service) => has(project, `deploy/${service}.yaml`))) {
      await succeed(cloud.clone, 'sh', [script, name]);
      const ports = name === 'api' ? '127.0.0.1:8080:8080' : 'BACKEND=http://local-cloud-run-api:8080 .*127.0.0.1:8081:8080';
      const memory = name === 'api' ? '2g' : '1g';
      expectCalls(cloud, [
        new RegExp(`^docker build --platform linux/amd64 -f dockerfiles/${name}\\.dockerfile `),
        new RegExp(
          `^docker run .*--user 1000:1000 --memory ${memory} --memory-swap ${memory} --cpus 1 --env PORT=8080 .*${ports} ${name}:cloud$`,
        ),
      ]);
    }
    wrap(cloud, 'docker', '');
    wrap(cloud, 'curl', 'exit 7');
    const ran = await refuse(cloud.clone, /does not answer \/health on port 8080.*2g of memory/, 'sh', [script]);
    if (!/^docker rm --force/.test(cloud.calls().at(-2) ?? '')) throw new CheckFailure('It leaves the container behind', ran);
    expectOneLine(await refuse(cloud.clone, /there is no deploy\/nothing\.yaml/, 'sh', [script, 'nothing']));
  },
};

function hasScripts(project: Project): boolean {
  return isFull(project) && has(project, `${FOLDER}/build_images.sh`);
}

function scriptsOf(project: Project): readonly string[] {
  return SCRIPTS.map((name) => `${FOLDER}/${name}.sh`).filter((path) => has(project, path));
}

/** A cloud as the set-up leaves it, and a machine with data and weights. */
async function madeCloud(project: Project, name: string): Promise<Cloud> {
  const cloud = await withCloud(project, `deploy-${name}`);
  const { folder } = cloud.clone;
  makeCloud(cloud);
  for (const path of ['data/processed', 'models']) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, 'data/processed/data'), 'data');
  writeFileSync(join(folder, 'models/model.pth'), 'weights');
  well(cloud);
  return cloud;
}

/** Nothing is in the cloud but what the set-up has made. */
function makeCloud({ home, clone: { folder } }: Cloud): void {
  const enabled = readFileSync(join(folder, `${FOLDER}/services.txt`), 'utf8').match(/^\w+\.googleapis\.com/gm);
  const made = { things: { 'secrets: WANDB_API_KEY': { value: KEY } }, policies: {}, enabled, changes: [] };
  writeFileSync(join(home, 'cloud.json'), JSON.stringify(made));
}

/** Everything is as it should be, but for what is said. */
function well(cloud: Cloud, broken: Broken = {}): void {
  cloud.damage({ ...broken, lists: { ...WELL, ...broken.lists } });
}

function failedJob(): Broken {
  return { lists: { 'ai custom-jobs': [{ name: JOB, region: 'europe-west1', state: 'JOB_STATE_FAILED' }] } };
}

/** A script ends with one sentence before it has changed anything. */
async function expectMissing(cloud: Cloud, script: string, broken: Broken, words: RegExp): Promise<void> {
  cloud.forgetCalls();
  const ran = await refuseWith(cloud, script, broken, words);
  expectOneLine(ran);
  expectNoCalls(cloud, / (create|submit|replace|deploy|cp|rsync) /);
}

async function refuseWith(cloud: Cloud, script: string, broken: Broken, words: RegExp): Promise<Ran> {
  well(cloud, broken);
  const ran = await refuse(cloud.clone, words, 'sh', [`${FOLDER}/${script}`]);
  well(cloud);
  return ran;
}

/** It fails with a sentence where the cloud does, and succeeds when it is run again. */
async function failsThenWorks(cloud: Cloud, script: string, args: readonly string[], broken: Broken, words: RegExp): Promise<Ran> {
  well(cloud, broken);
  await refuse(cloud.clone, words, 'sh', [`${FOLDER}/${script}`, ...args]);
  well(cloud);
  cloud.forgetCalls();
  return succeed(cloud.clone, 'sh', [`${FOLDER}/${script}`, ...args]);
}

/** A tool that first does what is said, and then what the stand-in does, if there is one. */
function wrap({ home }: Cloud, tool: string, lines: string): void {
  const isClient = tool === 'gcloud';
  const inner = isClient
    ? readFileSync(join(home, 'bin', tool), 'utf8')
        .split('\n')
        .at(-2)
    : '';
  standIn(home, tool, [isClient ? '' : noteOf(tool), lines, inner].join('\n'));
}

/** Where the script looks for the weights. */
async function weightsOf(cloud: Cloud): Promise<string> {
  const { output } = await run(cloud.clone, 'sh', [`${FOLDER}/deploy_function.sh`]);
  return /gs:\S+model\.pth/.exec(output)?.[0] ?? '';
}

function expectOneLine(ran: Ran): void {
  const lines = ran.output.trim().split('\n');
  if (ran.code !== 1 || lines.length !== 1) throw new CheckFailure(`It said ${lines.length} lines, with the status ${ran.code}`, ran);
}

export const DEPLOY_SCRIPT_CHECKS: readonly Check[] = [callNobody, build, train, machine, deploy, deployFunction, deployDrift, runsHere];
