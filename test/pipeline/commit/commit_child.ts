import { join } from 'node:path';
import { commit } from '../../../generators/pipeline/commit/commit.js';
import { recover } from '../../../generators/pipeline/commit/recover.js';
import { copyFolder } from './copy_folder.js';
import { CHANGES, create } from './scene.js';

/**
 * A process that does a write or a repair: `<root> change|new|recover`. It kills itself before a step, with `kill <number, or how
 * the path ends>`; or it copies a folder as it stands before each step, with `copy <folder> <where to>`, to `1`, `2` and so on.
 */
const [root = '', work = '', how = '', what = '', copies = ''] = process.argv.slice(2);
let steps = 0;

function step(_: string, path: string): void {
  steps += 1;
  if (how === 'copy') copyFolder(what, join(copies, String(steps)));
  else if (String(steps) === what || path.endsWith(what)) process.kill(process.pid, 'SIGKILL');
}

if (work === 'recover') recover(root, step);
else await commit(root, work === 'new' ? [create('.mlops/pack', 'p'), create('src/a/b.py', 'b'), create('c.txt', 'c')] : CHANGES, { step });
process.stdout.write(String(steps));
