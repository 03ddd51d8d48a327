import type { Sort } from '../options.js';
import { shippedPacks } from '../pack/library/shipped.js';
import { VERDICTS, type Verdict } from '../progress/task_row.js';
import type { Answer } from './answer.js';
import { type AuditDocument, type AuditPack, type AuditRow, type AuditTask, doneOf, isSeen } from './audit.js';

/** Takes answers as they come, and keeps no more of each than its row; the tasks of a pack are kept once. */
export class Gathering {
  readonly #rows: (AuditRow | undefined)[] = [];
  readonly #packs = new Map<string, { readonly pack: AuditPack; repositories: number; readonly tasks: readonly AuditTask[] }>();

  add(index: number, { name, folder }: { readonly name: string; readonly folder: string }, answer: Answer): void {
    if ('reason' in answer) {
      this.#rows[index] = { name, folder, reason: answer.reason };
      return;
    }
    const { sight, tasks } = answer;
    const { id, revision } = sight.pack;
    const key = JSON.stringify([id, revision]);
    const known = this.#packs.get(key);
    if (known === undefined) this.#packs.set(key, { pack: sight.pack, repositories: 1, tasks });
    else known.repositories += 1;
    this.#rows[index] = { name, ...sight };
  }

  /** All that was gathered, side by side. */
  document(sort: Sort = 'worst', at: Date = new Date()): Omit<AuditDocument, 'exitCode'> {
    const rows = this.#rows.filter((row) => row !== undefined).toSorted(sort === 'name' ? byName : byWorst);
    const packs = [...this.#packs.values()].sort((a, b) => ageOf(a.pack) - ageOf(b.pack) || b.pack.revision - a.pack.revision);
    const tasks = new Map(packs.flatMap((each) => each.tasks).map((task) => [task.slug, task]));
    // Of a task that several packs have, the words of the newest.
    for (const task of packs.toReversed().flatMap((each) => each.tasks)) tasks.set(task.slug, task);
    return {
      at: at.toISOString(),
      packs: packs.map(({ pack, repositories }) => ({ ...pack, repositories })),
      tasks: byParts([...tasks.values()]).map((task) => ({ ...task, counts: countsOf(task.slug, rows) })),
      repositories: rows,
    };
  }
}

/** What only an earlier pack has stands at the end of its part of the checklist. */
function byParts(tasks: readonly AuditTask[]): readonly AuditTask[] {
  const parts = [...new Set(tasks.map(({ group }) => group))];
  return tasks.toSorted((a, b) => parts.indexOf(a.group) - parts.indexOf(b.group));
}

/** The newest pack that came with the generator first, then the earlier ones, then others. */
function ageOf({ id }: AuditPack): number {
  const ids = shippedPacks().map((pack) => pack.id);
  const index = ids.indexOf(id);
  return index < 0 ? ids.length : ids.length - 1 - index;
}

function countsOf(slug: string, rows: readonly AuditRow[]): Readonly<Record<Verdict, number>> {
  const verdicts = rows.filter(isSeen).map((row) => row.verdicts[slug]);
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, verdicts.filter((each) => each === verdict).length]));
  return { met: 0, missing: 0, broken: 0, yours: 0, declared: 0, ...counts };
}

function byName(a: AuditRow, b: AuditRow): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true });
}

/** What could not be looked at first, then by how much is done. */
function byWorst(a: AuditRow, b: AuditRow): number {
  return shareOf(a) - shareOf(b) || byName(a, b);
}

function shareOf(row: AuditRow): number {
  if (!isSeen(row)) return -1;
  const { done, of } = doneOf(row);
  return of === 0 ? 0 : done / of;
}
