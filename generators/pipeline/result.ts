import type { Change, Merged, Outcome } from './change.js';
import { CONFLICTS, DONE } from './errors.js';
import type { Warning } from './git.js';
import type { Prepared } from './prepare.js';

/** A command to run next, and what it is for. */
export interface NextStep {
  readonly command: string;
  readonly note: string;
}

/** What a run did, or with `planned` would do. The document that `--json` prints; its schema is schemas/result.schema.json. */
export interface Result {
  readonly command: string;
  readonly folder: string;
  readonly planned: boolean;
  readonly pack: { readonly id: string; readonly title: string; readonly revision: number };
  readonly counts: Readonly<Partial<Record<Outcome, number>>>;
  readonly changes: readonly { path: string; outcome: Outcome; from?: string; note?: string }[];
  readonly tasks: { readonly on: readonly string[]; readonly added: readonly { slug: string; because?: string }[] };
  readonly warnings: readonly Warning[];
  readonly next: readonly NextStep[];
  readonly exitCode: number;
}

/** Puts together what happened, from what was prepared and what went wrong after the writing. */
export function describe(prepared: Prepared, warnings: readonly Warning[], merged: Merged = prepared.merged): Result {
  const changes = merged.changes.filter(({ outcome, note }) => outcome !== 'unchanged' || note !== undefined);
  return {
    command: prepared.request.stage ?? prepared.request.command,
    folder: prepared.root,
    planned: prepared.request.options.plan,
    pack: { id: prepared.loaded.pack.id, title: prepared.loaded.pack.title, revision: prepared.loaded.pack.revision },
    counts: count(merged.changes),
    changes: changes.map(summarise),
    tasks: { on: [...prepared.plan.on], added: addedTasks(prepared) },
    warnings,
    next: nextSteps(prepared),
    exitCode: changes.some(({ outcome }) => outcome === 'conflict') ? CONFLICTS : DONE,
  };
}

function count(changes: readonly Change[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of changes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

function summarise({ path, outcome, from, note }: Change): Result['changes'][number] {
  return { path, outcome, ...(from === undefined ? {} : { from }), ...(note === undefined ? {} : { note }) };
}

/** The tasks that this run turned on, and for those that nobody named, which task needs them. */
function addedTasks({ plan, before }: Prepared): { slug: string; because?: string }[] {
  return [...plan.on]
    .filter((slug) => before?.on.has(slug) !== true)
    .map((slug) => {
      const because = plan.because.get(slug);
      return because === undefined ? { slug } : { slug, because };
    });
}

/** The steps that stages contribute as `next`: all of them for a new project, those of the stages that came now for an older one. */
function nextSteps({ plan, before }: Prepared): NextStep[] {
  const known = new Set(before?.stages.map(({ id }) => id));
  return (plan.collections['next'] ?? [])
    .filter(({ stage }) => !known.has(stage))
    .flatMap(({ entries }) => entries)
    .map(({ command, note }) => ({ command: String(command), note: String(note ?? '') }));
}
