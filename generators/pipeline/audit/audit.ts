import type { Severity } from '../finding/finding.js';
import type { Verdict } from '../progress/task_row.js';

/** A task of the checklist, as the head of a column. */
export interface AuditTask {
  readonly slug: string;
  readonly id?: number;
  readonly wording: string;
  /** The part of the checklist, as it is headed. */
  readonly group: string;
}

/** The pack that a repository is held against. */
export interface AuditPack {
  readonly id: string;
  readonly title: string;
  readonly revision: number;
}

/** What a look at one repository gives: small, whatever its size. */
export interface Sight {
  readonly folder: string;
  readonly pack: AuditPack;
  /** The later revision of its pack that this generator brings. */
  readonly later?: number;
  /** Whether it is a project of the generator; of anything else, the pack is only what it is held against. */
  readonly isProject: boolean;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** By the slugs of the tasks of its pack. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** What is wrong with each task that is broken, in a sentence, by its slug. */
  readonly broken: Readonly<Record<string, string>>;
  /** How many findings there are, of tasks and of the repository. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** What was seen that concerns no task, in sentences. */
  readonly seen: readonly string[];
  readonly state: LastState;
}

/** Which state of a repository was looked at. */
export interface LastState {
  /** The version of the generator that wrote last. */
  readonly version?: string;
  readonly branch?: string;
  readonly commit?: string;
}

/** A repository that was looked at. */
export interface SeenRow extends Sight {
  readonly name: string;
}

/** A repository that could not be looked at, and why. */
interface UnreadRow {
  readonly name: string;
  readonly folder: string;
  readonly reason: string;
}

export type AuditRow = SeenRow | UnreadRow;

/** Many repositories side by side. The document that `mlops audit --json` prints; its schema is schemas/audit.schema.json. */
export interface AuditDocument {
  /** When it was made, as an ISO date. */
  readonly at: string;
  /** The packs that repositories are held against, newest first, and how many each. */
  readonly packs: readonly (AuditPack & { readonly repositories: number })[];
  /** The tasks of all these packs, in the order of the newest and each in its part of the checklist, and how many repositories have each verdict. */
  readonly tasks: readonly (AuditTask & { readonly counts: Readonly<Record<Verdict, number>> })[];
  readonly repositories: readonly AuditRow[];
  /** The page that was written, as an absolute path. */
  readonly page?: string;
  readonly exitCode: number;
}

/** Whether a repository was looked at. */
export function isSeen(row: AuditRow): row is SeenRow {
  return 'counts' in row;
}

/** How many tasks are done in a repository, and of how many. */
export function doneOf({ counts }: Pick<Sight, 'counts'>): { readonly done: number; readonly of: number } {
  const { met, declared, missing, broken, yours } = counts;
  return { done: met + declared, of: met + declared + missing + broken + yours };
}
