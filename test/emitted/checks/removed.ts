import { join } from 'node:path';
import { newestPack } from '../../../generators/pipeline/pack/library/shipped.js';
import type { Check } from '../check.js';
import { emit, type Project } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';
import { keptAfter } from '../removals.js';

const leavesNothing: Check = {
  name: 'it has the same files as a repository in which what was removed was never chosen',
  applies: ({ row }) => row.removed !== undefined,
  run: async (project) => {
    const { removed = [], ...row } = project.row;
    const never = join(project.aside, 'never');
    await emit({ ...row, tasks: keptAfter(removed, newestPack().pack).join(',') }, never);
    const [before, after] = [await filesOf(project, never), await filesOf(project, project.folder)];
    const differences = [
      ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
      ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ];
    if (differences.length > 0) throw new CheckFailure(differences.join('\n'));
  },
};

/** Each committed file with its mode and the digest of its bytes. */
async function filesOf({ env }: Project, folder: string): Promise<string[]> {
  const { stdout } = await succeed({ folder, env }, 'git', ['ls-tree', '-r', 'HEAD']);
  return stdout.split('\n');
}

export const REMOVAL_CHECKS: readonly Check[] = [leavesNothing];
