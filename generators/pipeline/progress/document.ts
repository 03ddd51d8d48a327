import { boxFindings } from '../exam_report/box_findings.js';
import { checkReport, type ReportCheck } from '../exam_report/check_report.js';
import type { Finding } from '../finding/finding.js';
import { sentenceOf } from '../finding/sentence.js';
import { findHygiene } from '../hygiene/hygiene.js';
import { type Measured, measure } from '../measures/measure.js';
import { isListed } from '../pack/needs.js';
import type { PassedOver } from '../repository/repository.js';
import { judgeTask } from './judge.js';
import { readOwnWords } from './own_words_file.js';
import { distinctAside, type PutAside, partFindings, partRow } from './set_aside.js';
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
  /** What the group has looked at and set aside: none of it is among the findings. */
  readonly aside: readonly AsideFinding[];
}

/** A finding that is set aside, with the reason of the group. */
interface AsideFinding extends ToldFinding {
  readonly reason: string;
}

/**
 * Looks at a repository, task by task.
 *
 * @param options.drafts whether drafts of answers for the report are wanted.
 */
export async function checkSubject(subject: Subject, { drafts = false }: { readonly drafts?: boolean } = {}): Promise<CheckDocument> {
  const { repository, loaded, project } = subject;
  const { id, title, revision, tasks } = loaded.pack;
  const listed = tasks.filter(isListed);
  const { words, findings: ofWords } = await readOwnWords(
    repository,
    listed.map(({ slug }) => slug),
  );
  const aside: PutAside[] = [];
  const rows: TaskRow[] = [];
  const report = await checkReport(repository, loaded, { isProject: project !== undefined, drafts });
  const measures = loaded.pack.measures && measure(loaded.pack.measures, repository, report);
  for (const task of listed) {
    const row = await judgeTask(task, subject, words);
    const parted = partRow({ ...row, findings: [...row.findings, ...boxFindings(row, report)] }, words);
    rows.push(parted.kept);
    aside.push(...parted.aside);
  }
  const part = (findings: readonly Finding[]): readonly ToldFinding[] => {
    const parted = partFindings(findings, words);
    aside.push(...parted.aside);
    return parted.kept.map(told);
  };
  const besides = [...subject.findings, ...ofWords, ...findHygiene(subject), ...repository.passedOver.map(passedOverFinding)];
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]));
  return {
    folder: repository.root,
    pack: { id, title, revision },
    isProject: project !== undefined,
    counts: { met: 0, missing: 0, broken: 0, yours: 0, declared: 0, ...counts },
    tasks: rows.map((row) => ({ ...row, findings: row.findings.map(told) })),
    findings: part(besides),
    ...(report === undefined ? {} : { report: { ...report, findings: part(report.findings) } }),
    ...(measures === undefined ? {} : { measures: { ...measures, findings: part(measures.findings) } }),
    aside: distinctAside(aside).map(({ finding, reason }) => ({ ...told(finding), reason })),
  };
}

function told(finding: Finding): ToldFinding {
  return { ...finding, sentence: sentenceOf(finding) };
}

function passedOverFinding({ path, why }: PassedOver): Finding {
  return { code: why === 'unreadable' ? 'folder-unreadable' : 'too-many-files', severity: 'note', path, values: {} };
}
