import { boxFindings } from '../exam_report/box_findings.js';
import { checkReport, type ReportCheck } from '../exam_report/check_report.js';
import type { Finding } from '../finding/finding.js';
import { sentenceOf } from '../finding/sentence.js';
import { findHygiene } from '../hygiene/hygiene.js';
import { type Measured, measure } from '../measures/measure.js';
import type { LoadedPack } from '../pack/library/shipped.js';
import { isListed } from '../pack/needs.js';
import type { PassedOver } from '../repository/repository.js';
import { judgeTask } from './judge.js';
import type { OwnWords } from './own_words.js';
import { readOwnWords } from './own_words_file.js';
import { distinctAside, type PutAside, partFindings, partRow } from './set_aside.js';
import type { Subject } from './subject.js';
import type { TaskRow, Verdict } from './task_row.js';

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
  const listed = loaded.pack.tasks.filter(isListed);
  const slugs = listed.map(({ slug }) => slug);
  const said = await readOwnWords(repository, slugs);
  const telling = new Telling(said.words);
  const report = await checkReport(repository, loaded, { isProject: project !== undefined, drafts });
  const measures = loaded.pack.measures && measure(loaded.pack.measures, repository, report);
  const rows: TaskRow[] = [];
  for (const task of listed) {
    const row = await judgeTask(task, subject, said.words);
    rows.push(telling.row({ ...row, findings: [...row.findings, ...boxFindings(row, report)] }));
  }
  return {
    folder: repository.root,
    pack: identityOf(loaded),
    isProject: project !== undefined,
    counts: countsOf(rows),
    tasks: rows.map((row) => ({ ...row, findings: row.findings.map(told) })),
    findings: telling.findings([
      ...subject.findings,
      ...said.findings,
      ...findHygiene(subject),
      ...repository.passedOver.map(passedOverFinding),
    ]),
    ...(report === undefined ? {} : { report: { ...report, findings: telling.findings(report.findings) } }),
    ...(measures === undefined ? {} : { measures: { ...measures, findings: telling.findings(measures.findings) } }),
    aside: telling.aside(),
  };
}

/** Parts what is told from what the group has set aside, and keeps both. */
class Telling {
  readonly #aside: PutAside[] = [];

  constructor(readonly words: OwnWords) {}

  row(row: TaskRow): TaskRow {
    const { kept, aside } = partRow(row, this.words);
    this.#aside.push(...aside);
    return kept;
  }

  findings(findings: readonly Finding[]): readonly ToldFinding[] {
    const { kept, aside } = partFindings(findings, this.words);
    this.#aside.push(...aside);
    return kept.map(told);
  }

  aside(): readonly AsideFinding[] {
    return distinctAside(this.#aside).map(({ finding, reason }) => ({ ...told(finding), reason }));
  }
}

function identityOf({ pack: { id, title, revision } }: LoadedPack): CheckDocument['pack'] {
  return { id, title, revision };
}

function countsOf(rows: readonly TaskRow[]): CheckDocument['counts'] {
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  return { met: count('met'), missing: count('missing'), broken: count('broken'), yours: count('yours'), declared: count('declared') };
}

function told(finding: Finding): ToldFinding {
  return { ...finding, sentence: sentenceOf(finding) };
}

function passedOverFinding({ path, why }: PassedOver): Finding {
  return { code: why === 'unreadable' ? 'folder-unreadable' : 'too-many-files', severity: 'note', path, values: {} };
}
