import { alike } from '../../generators/pipeline/merge/lines/text.js';
import { gitMerge } from '../pipeline/merge/lines/git.js';
import { type Addition, conflictsOf, lostLines, meetings, textOf, unsoundFiles } from './additions.js';
import { KINDS, type Kind, kindsOf, NEVER } from './kinds.js';

/** What is counted for one kind of file, or for one stage. */
export interface Count {
  /** Files that both sides changed; of a stage, its additions. */
  met: number;
  /** Conflicts of a plain line merge, and of ours; of a stage, additions with one. */
  lines: number;
  ours: number;
}

/** What came of many additions. */
export class Figures {
  readonly kinds = new Map<Kind, Count>(KINDS.map((kind) => [kind, { met: 0, lines: 0, ours: 0 }]));
  readonly stages = new Map<string, Count>();
  readonly trees = new Set<number>();
  /** Additions in which lines have a conflict in some file that is not the README. */
  beyondReadme = 0;
  /** Where our merge has a conflict, and how often. */
  readonly places = new Map<string, number>();
  /** Merged files that do not parse, and lines that are lost. */
  readonly faults: string[] = [];

  add(addition: Addition): void {
    const conflicts = conflictsOf(addition);
    this.trees.add(addition.seed);
    for (const { path } of conflicts) {
      count(this.kinds, kindsOf(path, textOf(addition.after.get(path))), 'ours');
      const place = `${addition.stage}: ${path.replace(`src/${addition.tree.packageName}/`, 'src/…/')}`;
      this.places.set(place, (this.places.get(place) ?? 0) + 1);
    }
    const inLines = this.#mergeByLines(addition);
    this.beyondReadme += Number(inLines.some((path) => path !== 'README.md'));
    const stage = this.stages.get(addition.stage) ?? { met: 0, lines: 0, ours: 0 };
    const { met, lines, ours } = stage;
    this.stages.set(addition.stage, { met: met + 1, lines: lines + Number(inLines.length > 0), ours: ours + Number(conflicts.length > 0) });
    this.faults.push(...unsoundFiles(addition), ...lostLines(addition));
  }

  /** All stages together. */
  get total(): Count {
    const sum = (key: keyof Count): number => [...this.stages.values()].reduce((before, each) => before + each[key], 0);
    return { met: sum('met'), lines: sum('lines'), ours: sum('ours') };
  }

  /** What is asked of the merge and does not hold. */
  get problems(): string[] {
    const { met, ours } = this.total;
    const never = NEVER.filter((kind) => (this.kinds.get(kind)?.ours ?? 0) > 0);
    return [
      ...(this.trees.size < 200 ? [`There are ${this.trees.size} trees, and 200 are asked for`] : []),
      ...(ours * 20 > met ? [`${ours} of ${met} additions end in a conflict, more than one of twenty`] : []),
      ...never.map((kind) => `A conflict stands in: ${kind}`),
      ...this.faults,
    ];
  }

  /** Conflicts of `git merge-file` in the files that both sides changed; line ends alone are no conflict, as git converts them. */
  #mergeByLines(addition: Addition): readonly string[] {
    const { tree, next } = addition;
    return meetings(addition).filter((path) => {
      const [base, yours, ours] = [tree.base.get(path), tree.yours.get(path), next.get(path)].map((entry) => Buffer.from(textOf(entry)));
      const versions = alike(base ?? EMPTY, yours ?? EMPTY, ours ?? EMPTY);
      const { bytes, conflicts } = gitMerge(versions.base, versions.yours, versions.next);
      const kinds = kindsOf(path, bytes.toString());
      count(this.kinds, kindsOf(path, ''), 'met');
      if (conflicts > 0) count(this.kinds, kinds, 'lines');
      return conflicts > 0;
    });
  }
}

const EMPTY = Buffer.alloc(0);

function count(kinds: Map<Kind, Count>, of: readonly Kind[], what: keyof Count): void {
  for (const kind of of) {
    const counted = kinds.get(kind);
    if (counted !== undefined) counted[what]++;
  }
}
