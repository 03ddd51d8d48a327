import type { Pack } from '../pack/pack.js';
import type { Plan } from '../plan/plan.js';
import type { Repository } from '../repository/repository.js';
import type { FileTree } from '../tree.js';

/** What is looked at. */
export interface Kept {
  readonly repository: Repository;
  readonly loaded: { readonly pack: Pack };
  /** Where the repository is a project of the generator: how it would be if nobody had touched it. */
  readonly project?: { readonly plan: Plan; readonly rendered: FileTree };
}
