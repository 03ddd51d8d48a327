import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isTriedByData } from '../check.js';
import { type Broken, type Cloud, expectCalls, expectNoCalls, withCloud } from '../cloud.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, type Ran, refuse, run, succeed } from '../process.js';

const SETUP = 'scripts/gcp/setup.sh';
const DOCTOR = 'scripts/gcp/cloud_doctor.sh';
const TEARDOWN = 'scripts/gcp/teardown.sh';
/** A key that nothing may print. */
const KEY = 'hush-hush-0123456789';
/** The set-up makes more changes than the first number, and fewer than the second. */
const STEPS = { least: 15, most: 60 };

const setsUp: Check = {
  name: 'its set-up makes everything once, gives each role of its table and no other, and never shows the key',
  applies: hasCloud,
  run: async (project) => {
    const cloud = await withKey(project, 'set-up');
    await succeed(cloud.clone, 'sh', [SETUP, '--dry-run']);
    if (cloud.calls().length > 0) throw new CheckFailure(`A dry run called:\n${cloud.calls().join('\n')}`);
    await setUp(cloud);
    expectCalls(cloud, [
      /storage buckets create gs:\/\/the-project-[\w-]+ --location europe-west1 --public-access-prevention$/,
      /repositories set-cleanup-policies .* --policy scripts\/gcp\/cleanup_policy\.json/,
      /create-oidc repo-ada-digits-\d+ .*--attribute-condition assertion\.repository == 'ada\/digits'/,
      /--member principalSet:.*\/4711\/.*attribute\.repository\/ada\/digits --role roles\/iam\.workloadIdentityUser/,
      /billing budgets create .*--budget-amount 20 --credit-types-treatment exclude-all-credits/,
      /^gh variable set GCP_WORKLOAD_IDENTITY_PROVIDER --body projects\/4711\/.*\/repo-ada-digits-\d+ --repo ada\/digits$/,
      /^gh variable set GCP_SERVICE_ACCOUNT --body builder@the-project.* --repo ada\/digits$/,
    ]);
    expectRoles(cloud);
    const before = cloud.made();
    cloud.forgetCalls();
    await setUp(cloud);
    expectNoCalls(cloud, /gcloud .*\b(create|create-oidc|enable|add|add-iam-policy-binding) /);
    if (cloud.made() !== before) throw new CheckFailure('The second time it made something');
  },
};

const goesOn: Check = {
  name: 'a set-up that fails after any of its steps is complete when it is run again',
  applies: hasCloud,
  run: async (project) => {
    const whole = await withKey(project, 'at-once');
    await setUp(whole);
    const broken = await withKey(project, 'in-steps');
    let steps = 0;
    for (; ; steps += 1) {
      if (steps > STEPS.most) throw new CheckFailure('It does not get to its end');
      broken.damage({ writes: 1 });
      const ran = await run(broken.clone, 'sh', [SETUP]);
      // A budget is not worth stopping for: it is named at the end.
      if (ran.code === 0 && !/Still open/.test(ran.output)) break;
      if (ran.code !== 0 && !/is not complete\..*run it again/.test(ran.output)) throw new CheckFailure('It does not say what to do', ran);
    }
    if (steps < STEPS.least) throw new CheckFailure(`It failed only ${steps} times`);
    if (sorted(broken.made()) !== sorted(whole.made())) throw new CheckFailure(`It made ${broken.made()}, and not ${whole.made()}`);
  },
};

const asksFirst: Check = {
  name: 'its scripts say in one sentence who is not logged in, whose login has expired, and which project or billing is missing',
  applies: hasCloud,
  run: async (project) => {
    const cloud = await withCloud(project, 'nothing');
    const cases: readonly (readonly [Broken, RegExp])[] = [
      [{ nobody: true }, /^error: nobody is logged in .*: gcloud auth login$/],
      [{ expired: true }, /^error: the login of ada@example\.org has expired: gcloud auth login$/],
      [{ chosen: '' }, /^error: no project .*scripts\/gcp\/cloud\.env/],
      [{ chosen: 'another' }, /^error: there is no project another.*correct PROJECT in scripts\/gcp\/cloud\.env/],
    ];
    for (const [broken, words] of cases) {
      cloud.damage(broken);
      for (const script of [SETUP, DOCTOR, TEARDOWN]) expectOneLine(await refuse(cloud.clone, words, 'sh', [script]));
    }
    cloud.damage({ unpaid: true });
    expectOneLine(await refuse(cloud.clone, /nobody pays for .*: gcloud billing projects link the-project/, 'sh', [SETUP]));
    expectNoCalls(cloud, / (create|enable) /);
    for (const script of [SETUP, DOCTOR, TEARDOWN]) {
      expectOneLine(await refuse(cloud.clone, /^error: usage: /, 'sh', [script, '--unknown']));
    }
  },
};

/** A way in which it fails, what the doctor says of it, and the command that it names. */
interface Failure {
  readonly broken: Broken;
  readonly says: RegExp;
  readonly command: RegExp;
  /** Whether the command can be run here, after which nothing is missing. */
  readonly mends?: boolean;
  readonly region?: string;
}

const FAILURES: readonly Failure[] = [
  {
    broken: { lost: ['roles/storage.legacyBucketReader'] },
    says: /builder does not have roles\/storage\.legacyBucketReader on the bucket/,
    command: /^gcloud storage buckets add-iam-policy-binding .*--role roles\/storage\.legacyBucketReader/,
    mends: true,
  },
  {
    broken: { off: ['cloudbuild.googleapis.com'] },
    says: /services that are off: cloudbuild/,
    command: /^gcloud services enable cloudbuild/,
    mends: true,
  },
  {
    broken: { unpaid: true },
    says: /nobody pays/,
    command: /^gcloud billing projects link the-project --billing-account ACCOUNT/,
    mends: true,
  },
  { broken: { chosen: 'another' }, says: /goes to another/, command: /^gcloud config set project the-project$/, mends: true },
  { broken: { empty: true }, says: /secret .* has no value/, command: /\.env, then: sh scripts\/gcp\/setup\.sh$/ },
  {
    broken: {},
    region: 'europe-west4',
    says: /images .* is in europe-west1, and cloud\.env says REGION=europe-west4/,
    command: /^sed .*REGION=europe-west1.* scripts\/gcp\/cloud\.env$/,
    mends: true,
  },
];

/** What Google Cloud says of a service, in its words. */
const SERVICE_FAILURES: readonly Failure[] = [
  {
    broken: service("Image 'europe-west1-docker.pkg.dev/the-project/digits/api:latest' not found."),
    says: /api: the image is not in .*not found/,
    command: /^sh scripts\/gcp\/build_images\.sh$/,
  },
  {
    broken: service('Quota exceeded for total allowable CPU per project per region.'),
    says: /api: the quota of Cloud Run in europe-west1/,
    command: /maxScale: "1".* deploy\/api\.yaml && sh scripts\/gcp\/deploy_run\.sh --only api$/,
  },
  {
    broken: service(
      'The user-provided container failed to start and listen on the port defined provided by the PORT=8080 environment variable within the allocated timeout.',
    ),
    says: /api: its container does not listen on the port/,
    command: /containerPort: 8000.* deploy\/api\.yaml && sh scripts\/gcp\/deploy_run\.sh --only api$/,
  },
  {
    broken: {
      ...service(''),
      logs: [
        'Memory limit of 2048 MiB exceeded with 2101 MiB used. Consider increasing the memory limit, see https://cloud.google.com/run',
      ],
    },
    says: /api: its memory of 2048 MiB is not enough/,
    command: /memory: 4096Mi.* deploy\/api\.yaml && sh scripts\/gcp\/deploy_run\.sh --only api$/,
  },
  {
    broken: service("Permission 'secretmanager.versions.access' denied for resource projects/4711/secrets/WANDB_API_KEY/versions/latest."),
    says: /api: a permission is missing.*versions\.access/,
    command: /^sh scripts\/gcp\/setup\.sh/,
  },
  {
    broken: { lists: { 'run services': [runningIn('europe-west4')] } },
    says: /the service api runs in europe-west4/,
    command: /gcloud run services delete api .*europe-west4$/,
  },
];

const namesTheCause: Check = {
  name: 'its doctor names each of the failures that groups report, one at a time, with the command that mends it',
  applies: hasCloud,
  run: async (project) => {
    const cloud = await withKey(project, 'doctor');
    await setUp(cloud);
    writeFileSync(join(cloud.clone.folder, 'scripts/gcp/cloud.env'), 'PROJECT=the-project\nREGION=europe-west1\n');
    const well = healthy(project);
    cloud.damage(well);
    await succeed(cloud.clone, 'sh', [DOCTOR]);
    const failures = has(project, 'deploy/api.yaml') ? [...FAILURES, ...SERVICE_FAILURES] : FAILURES;
    for (const failure of failures) {
      cloud.damage({ ...well, ...failure.broken, lists: { ...well.lists, ...failure.broken.lists } });
      await expectNamed(cloud, failure);
    }
    if (!has(project, 'cloudbuild.yaml')) return;
    cloud.damage({});
    await expectNamed(cloud, { broken: {}, says: /there is no image api in /, command: /^sh scripts\/gcp\/build_images\.sh$/ });
  },
};

const tearsDown: Check = {
  name: 'its teardown lists what costs money, deletes it after the name of the project was typed, and keeps the data',
  applies: hasCloud,
  run: async (project) => {
    const cloud = await withKey(project, 'teardown');
    await setUp(cloud);
    cloud.forgetCalls();
    cloud.damage({
      lists: {
        'run services': [runningIn('europe-west1')],
        'compute instances': [{ name: 'left-on', zone: 'x/zones/europe-west1-b', status: 'RUNNING' }],
      },
    });
    const listed = await succeed(cloud.clone, 'sh', [TEARDOWN]);
    const all = [/service +api, europe-west1/, /images +[\w-]+, europe-west1/, /bucket +the-project-/, /-> stays/];
    const computes = cloud.made().includes('compute.googleapis.com') ? [/machine +left-on, europe-west1-b, RUNNING/] : [];
    for (const words of [...all.slice(has(project, 'deploy/api.yaml') ? 0 : 1), ...computes]) expectWords(listed, words);
    await refuse(cloud.clone, /nothing was deleted/, 'sh', [TEARDOWN, '--delete']);
    expectNoCalls(cloud, / (delete|rm) /);
    await succeed(cloud.clone, 'sh', [TEARDOWN, '--delete', '--yes']);
    expectCalls(cloud, [/artifacts repositories delete /]);
    expectNoCalls(cloud, / rm /);
    await succeed(cloud.clone, 'sh', [TEARDOWN, '--delete', '--with-data', '--yes']);
    expectCalls(cloud, [/storage rm --recursive gs:\/\/the-project-/]);
  },
};

function hasCloud(project: Project): boolean {
  return isTriedByData(project) && has(project, SETUP);
}

/** A cloud, and a machine that has the key of Weights & Biases. */
async function withKey(project: Project, name: string): Promise<Cloud> {
  const cloud = await withCloud(project, name);
  writeFileSync(join(cloud.clone.folder, '.env'), `WANDB_API_KEY=${KEY}\n`);
  return cloud;
}

async function setUp(cloud: Cloud): Promise<void> {
  const ran = await succeed(cloud.clone, 'sh', [SETUP]);
  if (/Still open/.test(ran.output)) throw new CheckFailure('It left something open', ran);
  if (ran.output.includes(KEY) || cloud.calls().some((call) => call.includes(KEY))) throw new CheckFailure('It shows the key', ran);
}

/** The accounts have the roles of the table in the repository, and no other. */
function expectRoles(cloud: Cloud): void {
  const rows = readFileSync(join(cloud.clone.folder, 'scripts/gcp/roles.txt'), 'utf8').split('\n');
  const asked = rows.filter((row) => /^\w/.test(row)).map((row) => row.replace(/^(\w+) +\w+ +(\S+).*/, '$1 $2'));
  const given = cloud.calls().flatMap((call) => {
    const found = /add-iam-policy-binding .*--member serviceAccount:(\w+)@.* --role (\S+)/.exec(call);
    return found === null ? [] : [`${found[1]} ${found[2]}`];
  });
  if (asked.toSorted().join() !== given.toSorted().join())
    throw new CheckFailure(`It gave ${given.join(', ')}, and not ${asked.join(', ')}`);
}

/** The parts of a document, in an order that does not depend on when they came. */
function sorted(text: string): string {
  return text.replaceAll(',', '').split('\n').toSorted().join('\n');
}

function expectOneLine(ran: Ran): void {
  const lines = ran.output.trim().split('\n');
  if (ran.code !== 1 || lines.length !== 1) throw new CheckFailure(`It said ${lines.length} lines, with the status ${ran.code}`, ran);
}

function expectWords(ran: Ran, words: RegExp): void {
  if (!words.test(ran.output)) throw new CheckFailure(`It does not say ${String(words)}`, ran);
}

/** A service of Cloud Run that does not come up, and what Google Cloud says about it. */
function service(message: string): Broken {
  return { lists: { 'run services': [runningIn('europe-west1', message)] } };
}

function runningIn(region: string, message = '', name = 'api'): object {
  const conditions = [
    { type: 'Ready', status: message === '' ? 'True' : 'False', message },
    { type: 'ConfigurationsReady', status: 'True' },
  ];
  const metadata = { name, labels: { 'cloud.googleapis.com/location': region } };
  return { metadata, region, status: { latestCreatedRevisionName: `${name}-00002-abc`, conditions } };
}

/** A cloud in which everything that the repository describes is built and runs. */
function healthy({ folder, row }: Project): Broken {
  const names = (where: string, end: string): string[] =>
    existsSync(join(folder, where))
      ? readdirSync(join(folder, where)).flatMap((name) => (name.endsWith(end) ? [name.slice(0, -end.length)] : []))
      : [];
  const images = `europe-west1-docker.pkg.dev/the-project/${row.package.replaceAll('_', '-')}`;
  return {
    lists: {
      'artifacts docker images': names('dockerfiles', '.dockerfile').map((name) => ({ package: `${images}/${name}` })),
      'run services': names('deploy', '.yaml').map((name) => runningIn('europe-west1', '', name.replaceAll('_', '-'))),
    },
  };
}

/** The doctor names a failure first, with its command; where the command can be run here, nothing is missing after it. */
async function expectNamed({ clone }: Cloud, { says, command, mends, region }: Failure): Promise<void> {
  if (region !== undefined) appendFileSync(join(clone.folder, 'scripts/gcp/cloud.env'), `REGION=${region}\n`);
  const ran = await refuse(clone, says, 'sh', [DOCTOR]);
  if (ran.code !== 1 || !/^\d+ missing\./m.test(ran.output)) throw new CheckFailure('It stopped before its end', ran);
  const [fact = '', mend = ''] = ran.stdout.split('\n').slice(ran.stdout.split('\n').findIndex((line) => line.startsWith('MISSING')));
  const named = mend.replace(/^ +-> /, '').replace(/ \(.*\)$/, '');
  if (!says.test(fact) || !command.test(named)) throw new CheckFailure(`It names first: ${fact} ${named}`, ran);
  if (mends !== true) return;
  await succeed(clone, 'sh', ['-c', named]);
  await succeed(clone, 'sh', [DOCTOR]);
}

export const CLOUD_CHECKS: readonly Check[] = [setsUp, goesOn, asksFirst, namesTheCause, tearsDown];
