import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { lookAt } from '../commit/disk.js';
import { Refusal, repeated } from '../errors.js';
import { cameFrom, findPack, type LoadedPack, newestPack, projectPack } from '../pack/library/shipped.js';
import { packToUpgradeTo } from '../pack/library/upgrade.js';
import { PACK_FILE, STATE_FILE } from '../paths.js';
import { findProject, type Project, readProject, verifyPackSize } from '../project/project.js';
import { readYours } from '../project/tree.js';
import { shellWord } from '../shell.js';
import type { Workspace } from '../states.js';

/** Which pack a run renders with. */
export interface PackChoice {
  /** What `--pack` named; or the pack itself, out of a saved plan. */
  readonly pack?: string | LoadedPack;
  /** Whether the project moves to it. */
  readonly upgrades: boolean;
}

/**
 * Finds the folder, the project and the pack of a run.
 *
 * @param folder as it was given; taken as it is. Without it the search goes upwards from `cwd`.
 * @param prepareRoot what is done in the folder before it is read, such as the repair of a write that was cut off.
 */
export async function findWorkspace(
  cwd: string,
  folder: string | undefined,
  choice: PackChoice,
  prepareRoot: (root: string) => void,
): Promise<Workspace> {
  const root = folder === undefined ? (findProject(cwd) ?? cwd) : resolve(cwd, folder);
  verifyLength(root);
  if (existsSync(root) && !statSync(root).isDirectory()) {
    throw new Refusal(`${root} is a file, not a folder`, 'Name another folder, or move the file away');
  }
  prepareRoot(root);
  verifyPackSize(root);
  const recorded = readYours(root, [STATE_FILE, PACK_FILE]);
  if (recorded.has(STATE_FILE) && !recorded.has(PACK_FILE)) await verifyPackThere(root);
  const project = existsSync(root) ? await readProject(root) : undefined;
  const carried = project === undefined ? undefined : await packCarriedBy(project);
  return { root, project, recorded, carried, loaded: await packOf(carried, cwd, choice) };
}

/** Where a command works that has nothing to do with a project. The newest pack says which answers there are, none of which it takes. */
export function workspaceApart(cwd: string): Workspace {
  return { root: cwd, project: undefined, recorded: new Map(), carried: undefined, loaded: newestPack() };
}

/** A name that no disk takes is known before anything is looked for in the folder. */
function verifyLength(root: string): void {
  try {
    lookAt(root);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENAMETOOLONG') return;
    throw new Refusal(`The name of the folder is too long: ${repeated(basename(root))}`, 'Take a shorter one');
  }
}

/** A sparse checkout leaves out the folder of the pack, and git restores no single file there. */
async function verifyPackThere(root: string): Promise<void> {
  const { findHeldBack, verifyThere } = await import('./layout/held_back.js');
  verifyThere([PACK_FILE], await findHeldBack(root, [PACK_FILE]));
}

/** A project is rendered with the pack that it carries; only an upgrade changes that. */
async function packOf(carried: LoadedPack | undefined, cwd: string, { pack, upgrades }: PackChoice): Promise<LoadedPack> {
  if (typeof pack === 'object') return pack;
  if (upgrades && carried !== undefined) return packToUpgradeTo(carried, pack, cwd);
  const wanted = pack === undefined ? undefined : await findPack(pack, cwd, carried);
  if (carried === undefined) return wanted ?? newestPack();
  if (wanted !== undefined && wanted.digest !== carried.digest) {
    throw new Refusal(
      `This project carries the pack ${carried.pack.id}, revision ${carried.pack.revision}, and no command but upgrade changes it`,
      `Leave out --pack, or move the project to it with: mlops upgrade --pack ${shellWord(pack ?? '')}`,
    );
  }
  return carried;
}

/** What is recorded must be what the carried pack knows: else a write would drop it without a word. */
async function packCarriedBy({ state, packBytes }: Project): Promise<LoadedPack> {
  const carried = await projectPack(packBytes);
  const restore = `git checkout -- ${STATE_FILE} ${PACK_FILE}`;
  if (state.pack.digest !== carried.digest) {
    throw new Refusal(`${STATE_FILE} and ${PACK_FILE} do not belong together`, `Restore both from one commit: ${restore}`);
  }
  const strange = state.asked.find((slug) => !carried.pack.tasks.some((task) => task.slug === slug));
  if (strange === undefined) return cameFrom(carried, state.pack.source);
  throw new Refusal(
    `${STATE_FILE} asks for the task "${strange}", which the pack of this project does not have`,
    `Remove its entry, or restore the file with: git checkout -- ${STATE_FILE}`,
  );
}

/**
 * The project of a workspace.
 *
 * @throws Refusal where there is none, as for every command but `new`.
 */
export function projectIn({ project, root }: Workspace): Project {
  if (project !== undefined) return project;
  throw new Refusal(`There is no project in ${root}`, 'Make one with `mlops new`, or name its folder with --into');
}
