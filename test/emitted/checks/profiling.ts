import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.js';
import { at, has } from '../emission.js';
import { CheckFailure, succeed } from '../process.js';

/** As many as the smallest data set of a row has in an epoch, after those that set things up. */
const STEPS = 3;

const profiles: Check = {
  name: 'the profile counts the calls of the training, and the trace has its steps',
  applies: (project) => has(project, 'scripts/profile_training.py'),
  run: async (project) => {
    const ran = await succeed(project, 'python', ['scripts/profile_training.py', '--steps', String(STEPS)]);
    const code = "import pstats; stats = pstats.Stats('profiles/training.prof'); print(stats.total_calls)";
    const calls = await succeed(project, 'python', ['-c', code]);
    if (!(Number(calls.stdout) > 1000)) throw new CheckFailure('The profile has hardly a call', calls);
    const file = join(project.folder, 'profiles/training.pt.trace.json');
    if (!existsSync(file)) throw new CheckFailure('There is no trace', ran);
    const events: unknown = at(JSON.parse(readFileSync(file, 'utf8')), 'traceEvents');
    const names = Array.isArray(events) ? events.map((event) => String(at(event, 'name'))) : [];
    const steps = new Set(names.filter((name) => name.startsWith('ProfilerStep#'))).size;
    if (steps !== STEPS) throw new CheckFailure(`The trace has ${names.length} events and ${steps} steps`, ran);
    return `${Number(calls.stdout)} calls, ${steps} steps`;
  },
};

export const PROFILING_CHECKS: readonly Check[] = [profiles];
