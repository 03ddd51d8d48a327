import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneOf, moduleOf, refuseInOneLine } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { BUCKET, withBucket } from '../emulator.js';
import { CheckFailure, refuse, run, succeed } from '../process.js';
import { withServer } from '../server.js';
import { expectCalls, expectNoCalls, noteOf, withStandIns } from '../stand_ins.js';

const SCRIPT = 'scripts/gcp/create_bucket.sh';
const KEPT = ['data/processed', 'models/model.pth'];

const creates: Check = {
  name: 'its script creates the bucket and all that belongs to it once, and in a dry run calls nobody',
  applies: (project) => isFull(project) && hasScript(project),
  run: async (project) => {
    const fakes = await withStandIns(project, 'bucket', FAKES);
    const { clone } = fakes;
    await succeed(clone, 'sh', [SCRIPT, '--dry-run']);
    expectNoCalls(fakes);
    await succeed(clone, 'sh', [SCRIPT, '--repository', 'ada/digits']);
    const reader = readerOf(project);
    expectCalls(fakes, [
      /storage buckets create gs:\/\/the-project-[\w-]+ --project the-project --location europe-west1/,
      /storage buckets update .*--uniform-bucket-level-access --versioning/,
      new RegExp(`iam service-accounts create ${reader}`),
      new RegExp(`storage buckets add-iam-policy-binding .*${reader}@the-project.* --role roles/storage\\.objectViewer$`),
      /workload-identity-pools create github/,
      /create-oidc .*--attribute-condition assertion\.repository == 'ada\/digits'/,
      /--role roles\/iam\.workloadIdentityUser --member .*\/projects\/4711\/.*attribute\.repository\/ada\/digits$/,
      /^gh variable set GCP_WORKLOAD_IDENTITY_PROVIDER --body projects\/4711\/.*\/providers\/repo-ada-digits-\d+ --repo ada\/digits$/,
      new RegExp(`^gh variable set GCP_SERVICE_ACCOUNT --body ${reader}@the-project.* --repo ada/digits$`),
    ]);
    await expectRemote(clone, /^gs:\/\/the-project-[\w-]+\/dvc$/);
    writeFileSync(join(fakes.home, 'made'), '');
    fakes.forgetCalls();
    await succeed(clone, 'sh', [SCRIPT, '--repository', 'ada/digits']);
    expectNoCalls(fakes, /(create|create-oidc) /);
    await expectRemote(clone, /^gs:\/\/the-project-[\w-]+\/dvc$/);
  },
};

const givesKey: Check = {
  name: 'its script makes a key only when asked, and says in one sentence what is missing',
  applies: (project) => isFull(project) && hasScript(project),
  run: async (project) => {
    const fakes = await withStandIns(project, 'bucket-key', FAKES);
    const { clone } = fakes;
    const missing = [
      [['--repository', 'ada/digits'], { NO_CLIENT: 'yes' }, /gcloud does not work here: gcloud auth list shows why$/],
      [['--repository', 'ada/digits'], { NOBODY: 'yes' }, /nobody is logged in.*gcloud auth login$/],
      [['--repository', 'ada/digits'], { NO_PROJECT: 'yes' }, /no project .*(gcloud config set project|cloud\.env)/],
      [[], {}, /not on GitHub yet.*--repository/],
      [['--unknown'], {}, /^(error: )?usage: /],
    ] as const;
    for (const [args, env, words] of missing) {
      const ran = await refuse(clone, words, 'sh', [SCRIPT, ...args], { env });
      if (ran.output.trim().split('\n').length !== 1) throw new CheckFailure('It says more than one sentence', ran);
    }
    await succeed(clone, 'sh', [SCRIPT, '--key', '--bucket', 'another-bucket']);
    expectCalls(fakes, [new RegExp(`service-accounts keys create gcp_key\\.json --iam-account ${readerOf(project)}@the-project`)]);
    expectNoCalls(fakes, /workload-identity/);
    await expectRemote(clone, /^gs:\/\/another-bucket\/dvc$/);
    const ignored = await run(clone, 'git', ['check-ignore', 'gcp_key.json']);
    if (ignored.code !== 0) throw new CheckFailure('git would take the key');
  },
};

const comesBack: Check = {
  name: 'pushed to a bucket, wiped and pulled, data and model are the same bytes',
  applies: (project) => isFull(project) && hasScript(project),
  run: (project) =>
    withBucket(project, async (place) => {
      const clone = await cloneOf(place, 'in-the-bucket');
      await succeed(clone, 'dvc', ['remote', 'add', '--default', 'bucket', `gs://${BUCKET}/dvc`]);
      await succeed(clone, 'dvc', ['repro']);
      await succeed(clone, 'dvc', ['push', 'preprocess', 'train']);
      const before = await digestOf(clone);
      for (const path of ['.dvc/cache', ...KEPT]) rmSync(join(clone.folder, path), { recursive: true });
      const pulled = await succeed(clone, 'dvc', ['pull', 'preprocess', 'train']);
      if ((await digestOf(clone)) !== before) throw new CheckFailure('Other bytes came back', pulled);
    }),
};

const servesFromBucket: Check = {
  name: 'weights are uploaded to a bucket, evaluated and served from there, with their version',
  applies: hasScript,
  run: (project) =>
    withBucket(project, async (place) => {
      const env = { HOME: join(project.aside, 'home'), MODEL_URI: `gs://${BUCKET}/models/model.pth` };
      const bucket = { ...place, env: { ...place.env, ...env } };
      await refuseInOneLine(bucket, /no such bucket, or no such object.*weights_gs/, moduleOf(project, 'evaluate'));
      await succeed(bucket, 'python', moduleOf(project, `weights_gs ${env.MODEL_URI}`));
      await succeed(bucket, 'python', moduleOf(project, 'evaluate'));
      await refuseInOneLine(bucket, /no bucket nobodys.*create_bucket\.sh/, moduleOf(project, 'weights_gs gs://nobodys/model.pth'));
      const outside = { ...bucket, env: { ...bucket.env, STORAGE_EMULATOR_HOST: '', NO_GCE_CHECK: 'true' } };
      await refuseInOneLine(outside, /credentials of Google Cloud.*gcloud auth/, moduleOf(project, 'evaluate'));
      if (!has(project, 'src/pkgname/api.py')) return;
      await withServer(bucket, env, async (server) => {
        const { body } = await server.ask([200], 'GET', '/model/info');
        const weights = readFileSync(join(project.folder, 'models/model.pth'));
        const version = createHash('sha256').update(weights).digest('hex');
        const told = at(body, 'version');
        if (typeof told !== 'string' || !version.startsWith(told)) throw new CheckFailure(`Their version is ${String(told)}`);
      });
    }),
};

function hasScript(project: Project): boolean {
  return isTriedByData(project) && has(project, SCRIPT);
}

/** The account of the workflows; with the cloud set up, they have only one. */
function readerOf(project: Project): string {
  return has(project, 'scripts/gcp/setup.sh') ? 'builder' : 'data-reader';
}

/** A `gcloud` and a `gh` that only write down how they were called. What they describe is there once `made` is. */
const FAKES = {
  gh: noteOf('gh'),
  gcloud: [
    noteOf('gcloud'),
    '[ -z "${NO_CLIENT:-}" ] || exit 1',
    'case "$*" in',
    '  "auth list"*) [ -n "${NOBODY:-}" ] || echo ada@example.org ;;',
    '  "config get"*) [ -n "${NO_PROJECT:-}" ] || echo the-project ;;',
    '  "projects describe"*) echo 4711 ;;',
    '  *" describe "*) test -f "$home/made" ;;',
    'esac',
  ].join('\n'),
};

/** The address of the default remote, as DVC reads it. */
async function expectRemote(clone: Project, address: RegExp): Promise<void> {
  const name = (await succeed(clone, 'dvc', ['config', 'core.remote'])).stdout.trim();
  const ran = await succeed(clone, 'dvc', ['config', `remote.${name}.url`]);
  if (!address.test(ran.stdout.trim())) throw new CheckFailure(`The remote is ${ran.stdout.trim()}`, ran);
}

async function digestOf(clone: Project): Promise<string> {
  const { stdout } = await succeed(clone, 'git', ['ls-files', '--others', '--ignored', '--exclude-standard', ...KEPT]);
  const files = stdout.split('\n').filter((path) => path !== '');
  if (files.length < KEPT.length) throw new CheckFailure(`There are only ${files.join(', ')}`);
  const digest = createHash('sha256');
  for (const path of files) digest.update(path).update(readFileSync(join(clone.folder, path)));
  return digest.digest('hex');
}

export const BUCKET_CHECKS: readonly Check[] = [creates, givesKey, comesBack, servesFromBucket];
