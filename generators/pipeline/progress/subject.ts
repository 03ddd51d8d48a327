import { resolve } from 'node:path';
import { lookAt } from '../commit/disk.js';
import { explainDiskError } from '../commit/disk_error.js';
import { Refusal } from '../errors.js';
import type { Finding } from '../finding/finding.js';
import { findPack, type LoadedPack, newestPack } from '../pack/library/shipped.js';
import { templatesOf } from '../pack/library/templates.js';
import { closeOverNeeds } from '../pack/needs.js';
import { STATE_FILE } from '../paths.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { render } from '../plan/render.js';
import type { State } from '../project/state.js';
import { Repository } from '../repository/repository.js';
import { findWorkspace } from '../run/workspace.js';
import type { FileTree } from '../tree.js';

/** A repository, and what it is held against. */
export interface Subject {
  readonly repository: Repository;
  /** The pack of the project; for a repository that is none, the one that was named, else the newest. */
  readonly loaded: LoadedPack;
  /** For a repository that is no project: what `--pack` named. */
  readonly named?: string;
  /** Where the repository is a project of the generator: what it records, and what is rendered of that. */
  readonly project?: CheckedProject;
  /** What was in the way of reading it. */
  readonly findings: readonly Finding[];
}

/** A project as it would be if nobody had touched it. */
export interface CheckedProject {
  readonly state: State;
  readonly on: ReadonlySet<string>;
  readonly plan: Plan;
  readonly rendered: FileTree;
}

/**
 * Reads a repository for a look at it: a project of the generator with what it records, and anything else as it is. A project whose
 * records cannot be read is looked at as if it had none, and that is one of the findings.
 *
 * @param root the folder, absolute.
 * @param pack for a repository that is no project: what `--pack` named, or that pack itself.
 */
export async function readSubject(root: string, pack?: string | LoadedPack): Promise<Subject> {
  verifyFolder(root);
  const repository = new Repository(root);
  const { found, findings } = await projectIn(root);
  if (found === undefined)
    return { repository, loaded: await packFor(pack), findings, ...(typeof pack === 'string' ? { named: pack } : {}) };
  if (typeof pack === 'string' && pack !== found.loaded.pack.id) throw new Refusal(carriesItsOwn(found.loaded), 'Leave out --pack');
  return { repository, findings, ...found };
}

function carriesItsOwn({ pack }: LoadedPack): string {
  return `The project carries its own pack, ${pack.id}, and is held against no other`;
}

async function projectIn(root: string): Promise<{ readonly found?: ReadProject; readonly findings: readonly Finding[] }> {
  if (lookAt(`${root}/${STATE_FILE}`) === undefined) return { findings: [] };
  try {
    const found = await readCheckedProject(root);
    return found === undefined ? { findings: [] } : { found, findings: [] };
  } catch (thrown) {
    const error = explainDiskError(thrown, `Cannot read ${root}`);
    if (!(error instanceof Refusal)) throw error;
    return { findings: [{ code: 'project-unreadable', severity: 'warning', path: STATE_FILE, values: { why: error.fact } }] };
  }
}

type ReadProject = Pick<Subject, 'loaded' | 'project'>;

async function readCheckedProject(root: string): Promise<ReadProject | undefined> {
  const { project: found, loaded } = await findWorkspace(root, root, { upgrades: false }, () => {});
  if (found === undefined) return undefined;
  const { state } = found;
  const plan = makePlan({ values: state.answers, asked: state.asked }, loaded.pack);
  const { tree: rendered } = render(plan, await templatesOf(loaded));
  return { loaded, project: { state, on: new Set(closeOverNeeds(state.asked, loaded.pack).on), plan, rendered } };
}

async function packFor(named: string | LoadedPack | undefined): Promise<LoadedPack> {
  if (typeof named === 'object') return named;
  return named === undefined ? newestPack() : findPack(named, process.cwd());
}

function verifyFolder(root: string): void {
  const stands = lookAt(resolve(root));
  if (stands === undefined) throw new Refusal(`There is no folder ${root}`, 'Name one that is there');
  if (!stands.isDirectory()) throw new Refusal(`${root} is a file, not a folder`, 'Name a folder');
}
