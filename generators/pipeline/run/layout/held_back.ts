import { listPaths, Refusal } from '../../errors.js';
import { shellWord } from '../../shell.js';
import { ancestors, parentOf } from '../../tree.js';
import { ENVIRONMENT, isInsideRepository } from '../after/git.js';

/** What git keeps out of the working folder on purpose, as in a sparse checkout: it is in the repository, and nobody deleted it. */
export interface HeldBack {
  readonly paths: ReadonlySet<string>;
  /** Whether it is a sparse checkout, which has its own command to get them. */
  readonly isSparse: boolean;
}

/** Asks git which of some paths it holds back; none where there is no git. */
export async function findHeldBack(root: string, paths: readonly string[]): Promise<HeldBack> {
  const none = { paths: new Set<string>(), isSparse: false };
  if (paths.length === 0 || !isInsideRepository(root)) return none;
  const { execa } = await import('execa');
  const git = async (args: readonly string[]): Promise<string> => {
    const { exitCode, stdout } = await execa('git', args, { cwd: root, env: ENVIRONMENT, reject: false });
    return exitCode === 0 ? stdout : '';
  };
  const listed = await git(['-c', 'core.fsmonitor=false', '--literal-pathspecs', 'ls-files', '-t', '-z', '--', ...paths]);
  const held = listed.split('\0').filter((line) => line.startsWith('S '));
  if (held.length === 0) return none;
  const isSparse = (await git(['config', '--type=bool', 'core.sparseCheckout'])).trim() === 'true';
  return { paths: new Set(held.map((line) => line.slice(2))), isSparse };
}

/** Refuses a command that needs files which git holds back: written without them, they would come back old. */
export function verifyThere(paths: readonly string[], held: HeldBack): void {
  const lost = paths.filter((path) => held.paths.has(path));
  if (lost.length === 0) return;
  const [them, where] = [lost.length === 1 ? 'it' : 'them', held.isSparse ? ' (a sparse checkout)' : ''];
  const folders = outermost(lost.map((path) => parentOf(path) || `/${path}`));
  const files = lost.map(shellWord).join(' ');
  const command = held.isSparse
    ? `git sparse-checkout add ${folders.map(shellWord).join(' ')}`
    : `git update-index --no-skip-worktree ${files} && git checkout -- ${files}`;
  throw new Refusal(
    `git keeps ${listPaths(lost)} out of this folder${where}, and this command needs ${them}`,
    `Get ${them} first: ${command}`,
  );
}

function outermost(folders: readonly string[]): string[] {
  const all = new Set(folders);
  return [...all].filter((folder) => !ancestors(folder).some((above) => all.has(above))).sort();
}
