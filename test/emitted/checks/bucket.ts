import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Check, isFull, isTriedByData } from '../check.js';
import { cloneOf, moduleOf, refuseInOneLine } from '../copies.js';
import { at, has, type Project } from '../emission.js';
import { BUCKET, withBucket } from '../emulator.js';
import { CheckFailure, refuse, run, succeed } from '../process.js';
import { withServer } from '../server.js';

const SCRIPT = 'scripts/gcp/create_bucket.sh';
const KEPT = ['data/processed', 'models/model.pth'];

const creates: Check = {
  name: 'its script creates the bucket and all that belongs to it once, and in a dry run calls nobody',
  applies: (project) => isFull(project) && hasScript(project),
  run: async (project) => {
    const clone = await withFakes(project, 'bucket');
    await succeed(clone, 'sh', [SCRIPT, '--dry-run']);
    if (callsOf(clone).length > 0) throw new CheckFailure(`A dry run called:\n${callsOf(clone).join('\n')}`);
    await succeed(clone, 'sh', [SCRIPT, '--repository', 'ada/digits']);
    const reader = readerOf(project);
    expectCalls(clone, [
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
    writeFileSync(join(clone.folder, '..', 'made'), '');
    rmSync(join(clone.folder, '..', 'calls'));
    await succeed(clone, 'sh', [SCRIPT, '--repository', 'ada/digits']);
    const again = callsOf(clone).filter((call) => /(create|create-oidc) /.test(call));
    if (again.length > 0) throw new CheckFailure(`The second time it called:\n${again.join('\n')}`);
    await expectRemote(clone, /^gs:\/\/the-project-[\w-]+\/dvc$/);
  },
};

const givesKey: Check = {
  name: 'its script makes a key only when asked, and says in one sentence what is missing',
  applies: (project) => isFull(project) && hasScript(project),
  run: async (project) => {
    const clone = await withFakes(project, 'bucket-key');
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
    expectCalls(clone, [new RegExp(`service-accounts keys create gcp_key\\.json --iam-account ${readerOf(project)}@the-project`)]);
    if (callsOf(clone).some((call) => call.includes('workload-identity'))) throw new CheckFailure('It makes both');
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

/** A clone with a `gcloud` and a `gh` that only write down how they were called. What they describe is there once `made` is. */
async function withFakes(project: Project, name: string): Promise<Project> {
  const home = join(project.aside, name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'bin'), { recursive: true });
  const note = (tool: string): string => `#!/bin/sh\necho "${tool} $*" >> "${join(home, 'calls')}"\n`;
  const answers = [
    '[ -z "${NO_CLIENT:-}" ] || exit 1',
    'case "$*" in',
    '  "auth list"*) [ -n "${NOBODY:-}" ] || echo ada@example.org ;;',
    '  "config get"*) [ -n "${NO_PROJECT:-}" ] || echo the-project ;;',
    '  "projects describe"*) echo 4711 ;;',
    `  *" describe "*) test -f "${join(home, 'made')}" ;;`,
    'esac',
  ];
  writeFileSync(join(home, 'bin', 'gcloud'), `${note('gcloud')}${answers.join('\n')}\n`);
  writeFileSync(join(home, 'bin', 'gh'), note('gh'));
  for (const tool of ['gcloud', 'gh']) chmodSync(join(home, 'bin', tool), 0o755);
  await succeed(project, 'git', ['clone', '--quiet', project.folder, join(home, 'clone')]);
  const path = [join(home, 'bin'), project.env['PATH'] ?? ''].join(delimiter);
  return { ...project, folder: join(home, 'clone'), env: { ...project.env, PATH: path } };
}

function callsOf({ folder }: Project): string[] {
  const file = join(folder, '..', 'calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

function expectCalls(clone: Project, expected: readonly RegExp[]): void {
  const calls = callsOf(clone);
  const missing = expected.filter((call) => !calls.some((line) => call.test(line)));
  if (missing.length > 0) throw new CheckFailure(`It did not call ${missing.join(', ')} but:\n${calls.join('\n')}`);
}

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
