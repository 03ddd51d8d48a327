import type { Problem } from '../../template/nodes.js';
import { type Pack, questionsOf } from '../pack.js';
import { MOST_FILES } from '../size.js';

/** How much a pack may have of everything whose parts are compared with each other: ours has a tenth of it. */
const MOST = { tasks: 500, stages: 200, questions: 500, records: 5000, files: MOST_FILES };

type Counts = Partial<Record<keyof typeof MOST, number>>;

/** Finds what a pack has too much of to be looked through in a moment. */
export function checkCounts(counts: Counts, file = 'pack.yml', line = 0): Problem[] {
  return Object.entries(MOST).flatMap(([kind, most]) => {
    const found = new Map(Object.entries(counts)).get(kind) ?? 0;
    return found <= most
      ? []
      : [{ file, line, fact: `The pack has ${found} ${kind}, and it may have ${most} at most`, remedy: 'Leave some out' }];
  });
}

/** How much a pack has of everything. */
export function countsOf(pack: Pack): Counts {
  const { tasks, stages } = pack;
  const sum = (count: (stage: Pack['stages'][number]) => number): number => stages.reduce((all, stage) => all + count(stage), 0);
  return {
    tasks: tasks.length,
    stages: stages.length,
    questions: questionsOf(pack).length,
    records: sum(({ contributes }) => Object.values(contributes).flat().length),
    files: sum(({ files, parts }) => files.length + parts.length),
  };
}
