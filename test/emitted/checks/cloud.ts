import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull } from '../check.js';
import { type Broken, type Cloud, withCloud } from '../cloud.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, type Ran, refuse, run, succeed } from '../process.js';
import { expectCalls, expectNoCalls } from '../stand_ins.js';

const SETUP = 'scripts/gcp/setup.sh';
const DOCTOR = 'scripts/gcp/cloud_doctor.sh';
const TEARDOWN = 'scripts/gcp/teardown.sh';
/** A key that nothing may print. */
const KEY = 'hush-hush-0123456789';
/** What a tutorial may leave in the environment. */
const ELSEWHERE = { PROJECT: 'elsewhere', REGION: 'elsewhere', BUCKET: 'elsewhere', REPOSITORY: 'elsewhere', dry: 'yes' };
/** The set-up makes more changes than the first number, and fewer than the second. */
const STEPS = { least: 15, most: 60 };

const setsUp: Check = {
  name: 'its set-up makes everything once, gives each role of its table and no other, and never shows the key',
  applies: hasCloud,
  run: async (project) => {
    const cloud = await withKey(project, 'set-up');
    await succeed(cloud.clone, 'sh', [SETUP, '--dry-run']);
    expectNoCalls(cloud);
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
    const typed = `. scripts/gcp/common.sh; sh -c "$(shown echo 'a b' "it's" '$(id)')"`;
    expectWords(await succeed(cloud.clone, 'sh', ['-c', typed]), /^a b it's \$\(id\)$/m);
    const before = cloud.made();
    cloud.forgetCalls();
    // The same repository by other addresses, the same key with a comment, and an environment that another project uses.
    const addresses = [
      'git@github.com-work:ada/digits.git',
      'ssh://git@ssh.github.com:443/ada/digits.git',
      'https://github.com/ada/digits/',
    ];
    for (const address of addresses) {
      await succeed(cloud.clone, 'git', ['remote', 'set-url', 'origin', address]);
      if (address === addresses[0]) writeFileSync(join(cloud.clone.folder, '.env'), `WANDB_API_KEY="${KEY}"   # mine\n`);
      await setUp({ ...cloud, clone: { ...cloud.clone, env: { ...cloud.clone.env, ...ELSEWHERE } } });
    }
    expectNoCalls(cloud, /gcloud .*\b(create|create-oidc|enable|add|add-iam-policy-binding) /);
    expectNoCalls(cloud, /elsewhere/);
    if (cloud.made() !== before) throw new CheckFailure('The second time it made something');
    await succeed(cloud.clone, 'git', ['remote', 'set-url', 'origin', 'https://github.com/grace/other.git']);
    for (const script of [SETUP, 'scripts/gcp/create_bucket.sh'].filter((path) => has(project, path))) {
      expectOneLine(await refuse(cloud.clone, /^error: the project the-project belongs to the repository ada\/digits: /, 'sh', [script]));
    }
    if (cloud.made() !== before) throw new CheckFailure('A second repository changed it');
    // All of this says something only because the stand-in takes no flag that the client does not know.
    await refuse(cloud.clone, /unrecognized arguments: --nonsense/, 'gcloud', ['storage', 'ls', '--nonsense']);
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
      [{ crashes: true }, /^error: gcloud does not work here: gcloud auth list shows why$/],
      [{ nobody: true }, /^error: nobody is logged in .*: gcloud auth login$/],
      [{ expired: true }, /^error: the login of ada@example\.org has expired: gcloud auth login$/],
      [{ chosen: '' }, /^error: no project .*scripts\/gcp\/cloud\.env/],
      [{ project: '4711', chosen: '4711' }, /^error: in scripts\/gcp\/cloud\.env, PROJECT is `4711`: write an id/],
      [{ chosen: 'another' }, /^error: there is no project another.*correct PROJECT in scripts\/gcp\/cloud\.env/],
    ];
    for (const [broken, words] of cases) {
      cloud.damage(broken);
      for (const script of [SETUP, DOCTOR, TEARDOWN]) expectOneLine(await refuse(cloud.clone, words, 'sh', [script]));
    }
    cloud.damage({ unpaid: true });
    expectOneLine(await refuse(cloud.clone, /nobody pays for .*: gcloud billing projects link the-project/, 'sh', [SETUP]));
    expectNoCalls(cloud, / (create|enable) /);
    cloud.damage({ editor: true });
    const stopped = await refuse(cloud.clone, /^error: ada@example\.org may not give roles in the-project: an owner has to run: /m, 'sh', [
      SETUP,
    ]);
    if (/once more|^ERROR/m.test(stopped.output)) throw new CheckFailure('It shows more than that', stopped);
    cloud.damage({});
    const settings = join(cloud.clone.folder, 'scripts/gcp/cloud.env');
    for (const [line, words] of UNFIT) {
      writeFileSync(settings, `${line}\n`);
      expectOneLine(await refuse(cloud.clone, words, 'sh', [SETUP, '--dry-run']));
    }
    rmSync(settings);
    expectOneLine(await refuse(cloud.clone, /^error: there is no scripts\/gcp\/cloud\.env: get it back/, 'sh', [DOCTOR]));
    for (const script of [SETUP, DOCTOR, TEARDOWN]) {
      expectOneLine(await refuse(cloud.clone, /^error: usage: /, 'sh', [script, '--unknown']));
    }
  },
};

/** Lines of `cloud.env` that Google Cloud would not take, or would take for something else. */
const UNFIT: readonly (readonly [string, RegExp])[] = [
  ['PROJECT = digits', /^error: in .*cloud\.env, `PROJECT = digits` is no setting: write NAME=value/],
  ['PROJECT=4711', /PROJECT is `4711`: write an id/],
  ['REGION=europe-westt1', /REGION is `europe-westt1`: write a region like europe-west1/],
  ['BUCKET=gs://my-bucket', /BUCKET is `gs:\/\/my-bucket`: write the name alone/],
  ['BUCKET="my bucket"', /BUCKET is `my bucket`: write/],
  ['BUDGET=20 EUR', /BUDGET is `20 EUR`: write a whole number/],
];

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
    says: /builder does not have roles\/storage\.legacyBucketReader on the bucket, and an owner/,
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
    broken: {
      lists: { builds: [{ id: 'b1', status: 'FAILURE' }] },
      logs: ["denied: Permission 'artifactregistry.repositories.uploadArtifacts' denied on resource (or it may not exist)."],
    },
    says: /build: a permission is missing.*uploadArtifacts/,
    command: /^sh scripts\/gcp\/setup\.sh$/,
  },
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
    command: /^set maxScale in deploy\/api\.yaml to "1", then: sh scripts\/gcp\/deploy_run\.sh --only api$/,
  },
  {
    broken: service(
      'The user-provided container failed to start and listen on the port defined provided by the PORT=8080 environment variable within the allocated timeout.',
    ),
    says: /api: its container ended before it took requests/,
    command: /^gcloud run services logs read api --project the-project --region europe-west1$/,
  },
  {
    broken: {
      ...service('The user-provided container failed to start and listen on the port.'),
      logs: ['error: there are no weights at gs://the-bucket/models/model.pth.'],
    },
    says: /api: its weights are not where it looks for them/,
    command: /train.* && sh scripts\/gcp\/deploy_run\.sh$/,
  },
  {
    broken: {
      ...service(''),
      logs: [
        'Memory limit of 2048 MiB exceeded with 2101 MiB used. Consider increasing the memory limit, see https://cloud.google.com/run',
      ],
    },
    says: /api: its memory of 2048 MiB is not enough/,
    command: /^set memory of the container api in deploy\/api\.yaml to 4096Mi, then: sh scripts\/gcp\/deploy_run\.sh --only api$/,
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

const TRAINING_FAILURE: Failure = {
  broken: {
    lists: {
      'ai custom-jobs': [
        {
          name: 'projects/4711/locations/europe-west1/customJobs/12',
          id: '12',
          region: 'europe-west1',
          state: 'JOB_STATE_FAILED',
          error: { message: 'The following quotas are exceeded: CustomModelTrainingT4GPUsPerProjectPerRegion' },
        },
      ],
    },
  },
  says: /training: the quota for this machine is used up/,
  command: /^train on a CPU meanwhile, and ask at https:/,
};

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
    for (const failure of failuresOf(project)) {
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
    await succeed(cloud.clone, 'sh', [TEARDOWN, '--dry-run', '--delete', '--with-data', '--yes']);
    expectNoCalls(cloud, / (delete|rm) /);
    await succeed(cloud.clone, 'sh', [TEARDOWN, '--delete', '--yes']);
    expectCalls(cloud, [/artifacts repositories delete /]);
    expectNoCalls(cloud, / rm /);
    await succeed(cloud.clone, 'sh', [TEARDOWN, '--delete', '--with-data', '--yes']);
    expectCalls(cloud, [/storage rm --recursive gs:\/\/the-project-/]);
  },
};

function hasCloud(project: Project): boolean {
  return isFull(project) && has(project, SETUP);
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

function failuresOf(project: Project): readonly Failure[] {
  return [
    ...FAILURES,
    ...(has(project, 'vertex_ai_train.yaml') ? [TRAINING_FAILURE] : []),
    ...(has(project, 'deploy/api.yaml') ? SERVICE_FAILURES : []),
  ];
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
