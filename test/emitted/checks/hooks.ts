import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { has, type Project } from '../emission.js';
import { CheckFailure, refuse, succeed } from '../process.js';

const changeNothing: Check = {
  name: 'its hooks change nothing in a fresh repository, and stop a commit that they have to fix',
  applies: (project) => has(project, '.pre-commit-config.yaml'),
  run: async (project) => {
    const clone: Project = { ...project, folder: join(project.aside, 'hooks') };
    rmSync(clone.folder, { recursive: true, force: true });
    await succeed(project, 'git', ['clone', '--quiet', project.folder, clone.folder]);
    const home = { PRE_COMMIT_HOME: join(project.aside, 'pre-commit') };
    await succeed(clone, 'pre-commit', ['validate-config']);
    await succeed(clone, 'pre-commit', ['run', '--all-files'], { env: home });
    const status = await succeed(clone, 'git', ['status', '--porcelain']);
    if (status.stdout !== '') throw new CheckFailure('The hooks have changed something', status);
    appendFileSync(join(clone.folder, 'src', project.row.package, 'model.py'), 'import os   \n');
    await refuse(clone, /ruff check\.*Failed/, 'pre-commit', ['run', '--all-files'], { env: home });
  },
};

export const HOOK_CHECKS: readonly Check[] = [changeNothing];
