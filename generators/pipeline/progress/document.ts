import type { Finding } from '../finding/finding.js';
import { sentenceOf } from '../finding/sentence.js';
import { findHygiene } from '../hygiene/hygiene.js';
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
  /** What the group has looked at and set aside: none of it is among the findings. */
  readonly aside: readonly AsideFinding[];
}

/** A finding that is set aside, with the reason of the group. */
interface AsideFinding extends ToldFinding {
  readonly reason: string;
}

/** Looks at a repository, task by task. */
export async function checkSubject(subject: Subject): Promise<CheckDocument> {
  const { repository, loaded, project } = subject;
  const { id, title, revision, tasks } = loaded.pack;
  const listed = tasks.filter(isListed);
  const { words, findings: ofWords } = await readOwnWords(
    repository,
    listed.map(({ slug }) => slug),
  );
  const aside: PutAside[] = [];
  const rows: TaskRow[] = [];
  for (const task of listed) {
    const parted = partRow(await judgeTask(task, subject, words), words);
    rows.push(parted.kept);
    aside.push(...parted.aside);
  }
  const besides = [...subject.findings, ...ofWords, ...findHygiene(subject), ...repository.passedOver.map(passedOverFinding)];
  const parted = partFindings(besides, words);
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]));
  return {
    folder: repository.root,
    pack: { id, title, revision },
    isProject: project !== undefined,
    counts: { met: 0, missing: 0, broken: 0, yours: 0, declared: 0, ...counts },
    tasks: rows.map((row) => ({ ...row, findings: row.findings.map(told) })),
    findings: parted.kept.map(told),
    aside: distinctAside([...aside, ...parted.aside]).map(({ finding, reason }) => ({ ...told(finding), reason })),
  };
}

function told(finding: Finding): ToldFinding {
  return { ...finding, sentence: sentenceOf(finding) };
}

function passedOverFinding({ path, why }: PassedOver): Finding {
  return { code: why === 'unreadable' ? 'folder-unreadable' : 'too-many-files', severity: 'note', path, values: {} };
}
