import { type AuditRow, doneOf, isSeen, type SeenRow } from './audit.js';

/** What one column says of a repository, besides its tasks. */
export interface Fact {
  readonly key: string;
  readonly value: (row: SeenRow) => string | number;
}

/**
 * The columns between the name of a repository and its tasks, in tables for programs. What else an audit is to show of each repository
 * (the measures of the course, the state of its report) is a line here.
 */
export const FACTS: readonly Fact[] = [
  { key: 'pack', value: ({ pack }) => pack.id },
  { key: 'revision', value: ({ pack }) => pack.revision },
  { key: 'later_revision', value: ({ later }) => later ?? '' },
  { key: 'project', value: ({ isProject }) => (isProject ? 'yes' : 'no') },
  { key: 'done', value: (row) => doneOf(row).done },
  { key: 'tasks', value: (row) => doneOf(row).of },
  { key: 'met', value: ({ counts }) => counts.met },
  { key: 'declared', value: ({ counts }) => counts.declared },
  { key: 'yours', value: ({ counts }) => counts.yours },
  { key: 'broken', value: ({ counts }) => counts.broken },
  { key: 'missing', value: ({ counts }) => counts.missing },
  { key: 'errors', value: ({ findings }) => findings.error },
  { key: 'warnings', value: ({ findings }) => findings.warning },
  { key: 'notes', value: ({ findings }) => findings.note },
  { key: 'generator', value: ({ state }) => state.version ?? '' },
  { key: 'branch', value: ({ state }) => state.branch ?? '' },
  { key: 'commit', value: ({ state }) => state.commit ?? '' },
];

/** What a fact says of a row; nothing of a repository that could not be looked at. */
export function factOf({ value }: Fact, row: AuditRow): string | number {
  return isSeen(row) ? value(row) : '';
}
