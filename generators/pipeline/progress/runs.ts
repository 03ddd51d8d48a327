import type { Run } from '../checkup/checkup.js';
import type { Sign, Task } from '../pack/pack.js';
import { PACKAGE_PLACEHOLDER } from '../template/run.js';
import type { CheckDocument } from './document.js';
import type { Subject } from './subject.js';

/** A run, and the tasks that it shows. */
export interface PlannedRun extends Run {
  /** Their slugs. */
  readonly tasks: readonly string[];
}

/**
 * What can be executed of a repository: what its pack names for the tasks whose signs are there, each command once though several
 * tasks share it. Of a task that is missing or broken already nothing is run.
 */
export function plannedRuns({ tasks }: CheckDocument, subject: Subject): readonly PlannedRun[] {
  const open = new Set(tasks.filter(({ verdict }) => verdict === 'met' || verdict === 'yours').map(({ slug }) => slug));
  const planned = new Map<string, PlannedRun>();
  for (const task of subject.loaded.pack.tasks.filter(({ slug }) => open.has(slug))) {
    for (const run of runsOf(task, subject)) {
      const key = JSON.stringify(run);
      planned.set(key, { ...run, tasks: [...(planned.get(key)?.tasks ?? []), task.slug] });
    }
  }
  return [...planned.values()];
}

/** Of a list of signs one is enough: where one of them can be looked for, that decides. */
function runsOf({ kind, evidence }: Task, subject: Subject): Run[] {
  if (kind === 'practice') return [];
  return evidence.flatMap((item) => {
    const signs = [item].flat();
    if (!signs.every(isRun)) return [];
    return signs.flatMap((sign) => runOf(sign, subject)).slice(0, 1);
  });
}

function isRun({ kind }: Sign): boolean {
  return kind === 'invoke' || kind === 'pytest';
}

function runOf({ kind, task = '', path = '' }: Sign, { repository, project }: Subject): Run[] {
  // What begins with a dash would be an option of the program.
  if (kind === 'invoke') return /^\w[\w.-]*$/.test(task) ? [{ module: 'invoke', args: [task] }] : [];
  const files = repository.find(path.replaceAll(PACKAGE_PLACEHOLDER, project?.plan.packageName ?? '*'));
  return files.length === 0
    ? []
    : [{ module: 'pytest', args: ['-q', ...files.map((file) => (file.startsWith('-') ? `./${file}` : file))] }];
}
