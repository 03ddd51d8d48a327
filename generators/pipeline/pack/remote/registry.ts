import { Refusal, repeated } from '../../errors.js';
import { isVersion, type PackageName, shownPackage } from './package_name.js';

/** One version of a package, as a registry publishes it. */
export interface PublishedPackage extends PackageName {
  readonly tarball: URL;
  /** What the registry says that the file is, as `sha512-<base64>`. */
  readonly integrity: string;
}

const PATIENCE_MS = 120_000;
const INSTALL = 'npm install --no-save --ignore-scripts';

/**
 * Asks the registry for a package. npm itself is asked, because it knows the registry of a scope, proxies, passwords and certificates
 * from its settings; it is started with a name that was looked at, and runs nothing of any package.
 *
 * @param cwd whose `.npmrc` counts.
 */
export async function findPublished(named: PackageName, cwd: string): Promise<PublishedPackage> {
  const spec = `${named.name}@${named.version ?? 'latest'}`;
  const fields = ['name', 'version', 'dist.tarball', 'dist.integrity'];
  const { execa } = await import('execa');
  const { exitCode, stdout, timedOut } = await execa(
    'npm',
    ['view', '--json', '--ignore-scripts', '--no-update-notifier', '--', spec, ...fields],
    {
      cwd,
      stdin: 'ignore',
      timeout: PATIENCE_MS,
      reject: false,
    },
  );
  if (timedOut) throw new Refusal(`npm did not answer in ${PATIENCE_MS / 1000} s what ${shownPackage(named)} is`, byHand(named));
  const answer = answerIn(stdout);
  if (exitCode !== 0) throw notFound(named, exitCode === undefined ? undefined : codeIn(answer));
  const { version, 'dist.tarball': tarball, 'dist.integrity': integrity } = answer;
  const isDescribed = typeof version === 'string' && isVersion(version) && typeof tarball === 'string' && URL.canParse(tarball);
  if (!isDescribed || typeof integrity !== 'string')
    throw new Refusal(`The registry says nothing of ${shownPackage(named)} that a pack can be fetched by`, byHand(named));
  return { name: named.name, version, tarball: new URL(tarball), integrity };
}

function answerIn(stdout: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(stdout ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // What is no JSON says nothing.
    return {};
  }
}

function codeIn({ error }: Readonly<Record<string, unknown>>): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function notFound(named: PackageName, code: string | undefined): Refusal {
  const what = shownPackage(named);
  if (code === undefined)
    return new Refusal(`npm could not be asked for ${what}`, 'Install npm, which comes with Node, or name the folder of the pack');
  if (code === 'E404')
    return new Refusal(`The registry has no package ${what}`, 'Check the name and the version, or name the folder of the pack');
  const reason = code === '' ? 'npm does not say why' : repeated(code);
  return new Refusal(`The registry cannot be asked for ${what} (${reason})`, byHand(named));
}

/** What helps where npm reaches what we do not: then it is found where it is installed. */
export function byHand({ name, version }: PackageName): string {
  return `Check the connection, or install it first: ${INSTALL} ${name}${version === undefined ? '' : `@${version}`}`;
}
