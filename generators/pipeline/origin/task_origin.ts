import type { Pack, Task } from '../pack/pack.js';
import type { Ground } from './ground.js';

/** Where something is taught. */
interface TaughtIn {
  readonly module: string;
  readonly title?: string;
  readonly page?: string;
}

/** A task that brings something. */
export interface TaskOrigin {
  readonly slug: string;
  readonly id?: number;
  readonly wording: string;
  readonly stage?: string;
  readonly modules: readonly TaughtIn[];
}

/** The pack that something was generated from. */
export interface PackOrigin {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
}

export function taskOrigin({ slug, id, wording, stage, modules }: Task, pack: Pack): TaskOrigin {
  return {
    slug,
    ...(id === undefined ? {} : { id }),
    wording,
    ...(stage === undefined ? {} : { stage }),
    modules: modules.map((module) => taughtIn(module, pack)),
  };
}

function taughtIn(module: string, { modules }: Pack): TaughtIn {
  const { title, page } = (Object.hasOwn(modules, module) ? modules[module] : undefined) ?? {};
  return { module, ...(title === undefined ? {} : { title }), ...(page === undefined ? {} : { page }) };
}

export function packOrigin({ loaded: { pack } }: Pick<Ground, 'loaded'>): PackOrigin {
  const { id, title, revision } = pack;
  return { id, title, revision };
}
