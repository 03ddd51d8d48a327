import type { Finding } from '../finding/finding.js';
import { fitsPattern } from '../repository/path_pattern.js';
import type { OwnWords } from './own_words.js';
import type { TaskRow } from './task_row.js';

/** A finding that is not told, and why the group says so. */
export interface PutAside {
  readonly finding: Finding;
  readonly reason: string;
}

interface Parted<T> {
  readonly kept: T;
  readonly aside: readonly PutAside[];
}

/** Parts the findings that are told from those that the group has set aside. */
export function partFindings(findings: readonly Finding[], { aside }: OwnWords): Parted<readonly Finding[]> {
  if (aside.length === 0) return { kept: findings, aside: [] };
  const kept: Finding[] = [];
  const gone: PutAside[] = [];
  for (const finding of findings) {
    const words = aside.find(({ code, path }) => code === finding.code && (path === undefined || fitsPattern(aboutOf(finding), path)));
    if (words === undefined) kept.push(finding);
    else gone.push({ finding, reason: words.reason });
  }
  return { kept, aside: gone };
}

/**
 * The same for a task. One that was broken by nothing else is met, if something shows it; where nothing does, what is wrong stays
 * told. What is missing stays missing, whatever is set aside.
 */
export function partRow(row: TaskRow, words: OwnWords): Parted<TaskRow> {
  const { kept: findings, aside } = partFindings(row.findings, words);
  if (aside.length === 0) return { kept: row, aside };
  if (row.verdict !== 'broken' || findings.length > 0) return { kept: { ...row, findings }, aside };
  return row.evidence.length === 0 ? { kept: row, aside: [] } : { kept: { ...row, findings, verdict: 'met' }, aside };
}

/** The same finding in several tasks is one. */
export function distinctAside(aside: readonly PutAside[]): readonly PutAside[] {
  return [...new Map(aside.map((each) => [JSON.stringify(each), each])).values()];
}

/** What a finding is about: a path, or the pattern of files that are not there. */
function aboutOf({ path, values }: Finding): string {
  return path ?? String(values['pattern'] ?? values['in'] ?? '');
}
