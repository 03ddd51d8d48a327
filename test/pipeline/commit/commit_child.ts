import { commit } from '../../../generators/pipeline/commit/commit.js';
import { recover } from '../../../generators/pipeline/commit/recover.js';
import { CHANGES, create } from './scene.js';

/**
 * A process that kills itself before a step of a write or a repair: `<root> change|new|recover <number, or how the path
 * ends>`.
 */
const [root = '', work = '', when = '0'] = process.argv.slice(2);
let steps = 0;

function step(_: string, path: string): void {
  steps += 1;
  if (String(steps) === when || path.endsWith(when)) process.kill(process.pid, 'SIGKILL');
}

if (work === 'recover') recover(root, step);
else await commit(root, work === 'new' ? [create('.mlops/pack', 'p'), create('src/a/b.py', 'b'), create('c.txt', 'c')] : CHANGES, { step });
