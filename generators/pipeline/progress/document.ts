import { boxFindings } from '../exam_report/box_findings.js';
import { checkReport, type ReportCheck } from '../exam_report/check_report.js';
import type { Finding } from '../finding/finding.js';
import { sentenceOf } from '../finding/sentence.js';
import { type Measured, measure } from '../measures/measure.js';
import { isListed } from '../pack/needs.js';
import type { PassedOver } from '../repository/repository.js';
import { judgeTask } from './judge.js';
import { NO_WORDS } from './own_words.js';
import type { Subject } from './subject.js';
import { type TaskRow, VERDICTS, type Verdict } from './task_row.js';

/** A finding as a document has it: with its sentence. */
export interface ToldFinding extends Finding {
  readonly sentence: string;
}

/** How far a repository is. The document that `mlops check --json` prints; its schema is schemas/check.schema.json. */
export interface CheckDocument {
  readonly folder: string;
  readonly pack: { readonly id: string; readonly title: string; readonly revision: number };
  /** Whether it is a project of the generator. */
  readonly isProject: boolean;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly tasks: readonly (Omit<TaskRow, 'findings'> & { readonly findings: readonly ToldFinding[] })[];
  /** What concerns no task. */
  readonly findings: readonly ToldFinding[];
  /** The report that the course asks for; absent where the pack has none. */
  readonly report?: Omit<ReportCheck, 'findings'> & { readonly findings: readonly ToldFinding[] };
  /** What the course measures; absent where the pack says nothing of it. */
  readonly measures?: Omit<Measured, 'findings'> & { readonly findings: readonly ToldFinding[] };
}

/**
 * Looks at a repository, task by task.
 *
 * @param options.drafts whether drafts of answers for the report are wanted.
 */
export async function checkSubject(subject: Subject, { drafts = false }: { readonly drafts?: boolean } = {}): Promise<CheckDocument> {
  const { repository, loaded, project } = subject;
  const { id, title, revision, tasks } = loaded.pack;
  const rows: TaskRow[] = [];
  for (const task of tasks.filter(isListed)) rows.push(await judgeTask(task, subject, NO_WORDS));
  const report = await checkReport(repository, loaded, { isProject: project !== undefined, drafts });
  const measures = loaded.pack.measures && measure(loaded.pack.measures, repository, report);
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]));
  return {
    folder: repository.root,
    pack: { id, title, revision },
    isProject: project !== undefined,
    counts: { met: 0, missing: 0, broken: 0, yours: 0, declared: 0, ...counts },
    tasks: rows.map((row) => ({ ...row, findings: [...row.findings, ...boxFindings(row, report)].map(told) })),
    findings: [...subject.findings, ...repository.passedOver.map(passedOverFinding)].map(told),
    ...(report === undefined ? {} : { report: { ...report, findings: report.findings.map(told) } }),
    ...(measures === undefined ? {} : { measures: { ...measures, findings: measures.findings.map(told) } }),
  };
}

function told(finding: Finding): ToldFinding {
  return { ...finding, sentence: sentenceOf(finding) };
}

function passedOverFinding({ path, why }: PassedOver): Finding {
  return { code: why === 'unreadable' ? 'folder-unreadable' : 'too-many-files', severity: 'note', path, values: {} };
}
