import type { Finding } from '../finding/finding.js';
import type { ReportCheck } from './check_report.js';

/** How a task is, as far as its box is concerned. */
export interface JudgedTask {
  readonly slug: string;
  readonly verdict: string;
}

/** Where the box of a task says something else than its verdict. A task that only people can tell is theirs to tick. */
export function boxFindings({ slug, verdict }: JudgedTask, report: Pick<ReportCheck, 'boxes' | 'path'> | undefined): Finding[] {
  const box = report?.boxes.find((each) => each.slug === slug);
  if (report === undefined || box === undefined) return [];
  const at = { path: report.path, line: box.line, values: { task: slug } };
  if (verdict === 'met' && !box.isTicked) return [{ code: 'box-unticked', severity: 'note', ...at }];
  if ((verdict === 'missing' || verdict === 'broken') && box.isTicked) return [{ code: 'box-unproven', severity: 'warning', ...at }];
  return [];
}
