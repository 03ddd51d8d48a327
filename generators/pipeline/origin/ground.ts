import { refusePendingWrite } from '../commit/recover.js';
import type { LoadedPack } from '../pack/library/shipped.js';
import { templatesOf } from '../pack/library/templates.js';
import type { PackFile } from '../pack/pack.js';
import type { Plan } from '../plan/plan.js';
import { emittedPath } from '../plan/render.js';
import { renderedBase } from '../project/rendered_base.js';
import { findWorkspace, projectIn } from '../run/workspace.js';
import type { Templates } from '../template/run.js';
import type { FileTree } from '../tree.js';
import { findMoves } from './moves.js';

/** A project, and what it would be if nobody had touched it. */
export interface Ground {
  readonly root: string;
  readonly loaded: LoadedPack;
  /** What is recorded, as a plan. */
  readonly plan: Plan;
  readonly templates: Templates;
  /** What was rendered last, by its path. */
  readonly rendered: FileTree;
  /** Where rendered files are now that the person moved, by the path where they were rendered. */
  readonly moves: ReadonlyMap<string, string>;
}

/**
 * Reads what a project was generated from. Nothing is repaired and nothing is written.
 *
 * @param root the folder, absolute.
 * @throws Refusal where it holds no project, or what is recorded cannot be read.
 */
export async function readGround(root: string): Promise<Ground> {
  const workspace = await findWorkspace(root, root, { upgrades: false }, refusePendingWrite);
  const { state } = projectIn(workspace);
  const { loaded } = workspace;
  const templates = await templatesOf(loaded);
  const { tree, recorded } = await renderedBase(root, { values: state.answers, asked: state.asked }, { loaded, templates });
  return { root, loaded, plan: recorded.plan, templates, rendered: tree, moves: findMoves(root, tree) };
}

/** The file of the pack that is rendered to a path. */
export function packFileAt(path: string, plan: Plan): PackFile | undefined {
  return plan.files.find((file) => emittedPath(file, plan) === path);
}

/** The path where something was rendered that stands at a path now; nothing where it was not rendered. */
export function renderedPathOf(path: string, { rendered, moves }: Pick<Ground, 'rendered' | 'moves'>): string | undefined {
  const moved = [...moves].find(([, to]) => to === path)?.[0];
  return moved ?? (rendered.has(path) ? path : undefined);
}
