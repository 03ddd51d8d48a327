import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Write } from '../../change.js';
import type { Warning } from '../../documents.js';
import { LOCK_FILE } from '../../paths.js';
import { entryAt } from '../../project/tree.js';
import { shellPath } from '../../shell.js';
import type { Prepared, Rendition } from '../../states.js';
import type { Terminal } from '../../terminal/terminal.js';
import { sameEntry } from '../../tree.js';

/**
 * What follows the writing: the lock file, also where only a merge of people broke it, then the repository with its first
 * commit. With a pack that did not come with the generator nothing is run: the commands are told instead.
 *
 * @param written the paths that this run wrote.
 * @param abort ends what is under way, and begins nothing more.
 * @returns what went wrong, each with the command that fixes it, and what became of the lock file.
 */
export async function followUp(prepared: Prepared, written: readonly string[], abort: AbortSignal, terminal: Terminal): Promise<Followed> {
  const before = prepared.request.options.skipInstall ? undefined : entryAt(prepared.root, LOCK_FILE);
  const warnings = await runPrograms(prepared, written, abort, terminal);
  const after = prepared.request.options.skipInstall ? undefined : entryAt(prepared.root, LOCK_FILE);
  const isLocked = after?.kind === 'file' && !sameEntry(before, after);
  return { warnings, ...(isLocked ? { lock: { path: LOCK_FILE, before, after } } : {}) };
}

/** What came of it. */
interface Followed {
  readonly warnings: readonly Warning[];
  /** The lock file, where it is another one now. */
  readonly lock?: Write;
}

async function runPrograms(prepared: Prepared, written: readonly string[], abort: AbortSignal, terminal: Terminal): Promise<Warning[]> {
  const { request, root, before, after } = prepared;
  if (after === undefined) return lockStays(prepared);
  const locks = !request.options.skipInstall && usesUv(after) && !isLockSettled(prepared);
  const wantsLock = locks && (changesDependencies(prepared.merged.changes) || (await import('./uv.js')).isLockBroken(root));
  const wantsGit =
    written.length > 0 && !request.options.skipGit && before === undefined && !(await import('./git.js')).isInsideRepository(root);
  if (!after.loaded.shipped) return untrusted(wantsLock, wantsGit);
  const warnings: Warning[] = [];
  const above = wantsLock ? (await import('./uv_workspace.js')).uvWorkspaceAbove(root) : undefined;
  if (above !== undefined) warnings.push(inWorkspace(above));
  else if (wantsLock) {
    tellProgress(terminal, prepared, 'Locking the dependencies (uv lock) …');
    const warning = await (await import('./uv.js')).lockDependencies(root, testedVersions(after), abort);
    if (warning !== undefined) warnings.push(warning);
  }
  if (wantsGit && !abort.aborted) {
    const paths = existsSync(join(root, LOCK_FILE)) ? [...written, LOCK_FILE] : written;
    const warning = await (await import('./git.js')).makeRepository(root, paths);
    if (warning !== undefined) warnings.push(warning);
  }
  return warnings;
}

/** The way back makes no lock file where there is none, and renews none that it has put back or that stays as it was. */
function isLockSettled({ root, turned, merged }: Prepared): boolean {
  if (turned === undefined) return false;
  return !existsSync(join(root, LOCK_FILE)) || merged.changes.some(({ path }) => path === LOCK_FILE);
}

/** A lock file that no command of ours made is not taken back with the project. */
function lockStays({ root, merged }: Prepared): Warning[] {
  const isSaid = merged.changes.some(({ path }) => path === LOCK_FILE);
  if (isSaid || !existsSync(join(root, LOCK_FILE))) return [];
  return [{ fact: `${LOCK_FILE} stays: the command that is taken back did not make it`, command: `rm ${LOCK_FILE}` }];
}

function usesUv({ plan }: Rendition): boolean {
  return plan.answers.values['manager'] === 'uv';
}

/** The versions that the pack was tested with, of the packages that this project uses, as uv reads them. */
export function testedVersions({ plan }: Rendition): readonly string[] {
  const names = (plan.collections['dependencies'] ?? []).flatMap(({ entries }) => entries).map(({ name }) => String(name));
  return [...new Set(names)].flatMap((name) => {
    const found = plan.pack.versions[name];
    return found === undefined ? [] : [`${name}==${found.version}`];
  });
}

function changesDependencies(changes: readonly Change[]): boolean {
  return changes.some(({ path, outcome }) => path === 'pyproject.toml' && outcome !== 'unchanged' && outcome !== 'kept');
}

function inWorkspace(above: string): Warning {
  const fact = `The project is a member of the uv workspace in ${above}, so no lock file was made: uv would change that of the workspace`;
  return { fact, command: `cd ${shellPath(above)} && uv lock` };
}

function untrusted(wantsLock: boolean, wantsGit: boolean): Warning[] {
  const fact = 'The pack did not come with the generator, so no command was run';
  return [...(wantsLock ? [{ fact, command: 'uv lock' }] : []), ...(wantsGit ? [{ fact, command: 'git init -b main' }] : [])];
}

/** Long work says that it goes on, on standard error, where somebody watches. */
function tellProgress(terminal: Terminal, { request }: Prepared, text: string): void {
  if (terminal.interactive && !request.options.json) terminal.err(`${text}\n`);
}
