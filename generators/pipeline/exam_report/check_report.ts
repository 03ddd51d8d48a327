import type { Finding } from '../finding/finding.js';
import { findPack, type LoadedPack, shippedPacks } from '../pack/library/shipped.js';
import type { Repository } from '../repository/repository.js';
import { type AnswerRow, answerFaults, rowOf } from './answers.js';
import { answersByHeading, blocksOf, type Fault, formFaults } from './blocks.js';
import { type Box, type BoxLabels, boxLabels, readBoxes } from './boxes.js';
import { type Draft, draftsFor } from './drafts.js';
import { type ReportForm, readForm } from './form.js';
import { formOfAnother } from './other_forms.js';
import { type Answer, readAsCourse } from './reading.js';
import { targetFaults } from './targets.js';
import { lineFinder, readable } from './text.js';

/** How far the report of a group is. */
export interface ReportCheck {
  readonly path: string;
  /** Whether the checker of the course can read it; absent where there is no such file, or where it is no text. */
  readonly isRead?: boolean;
  /** How often that warns; nothing where it cannot read the report, and stops with an error. */
  readonly warnings?: number;
  readonly questions: readonly AnswerRow[];
  /** The boxes of its checklist that are of a task. */
  readonly boxes: readonly { readonly slug: string; readonly line: number; readonly isTicked: boolean }[];
  /** The pack whose form it is, where that is not the one that it is held against. */
  readonly formOf?: string;
  /** What the repository knows for answers that are not there yet; absent where nobody asked for it. */
  readonly drafts?: readonly Draft[];
  readonly findings: readonly Finding[];
}

/** So many findings are enough for anybody. */
const MOST_FINDINGS = 200;

/**
 * Looks at the report of a group as the course does, and for what the course does not see.
 *
 * @param options.isProject whether the pack is that of a project: then it is known which form is the right one.
 * @param options.drafts whether drafts of answers are wanted, which takes a while.
 * @returns nothing where the pack asks for no report.
 */
export async function checkReport(
  repository: Repository,
  loaded: LoadedPack,
  { isProject, drafts }: { readonly isProject: boolean; readonly drafts: boolean },
): Promise<ReportCheck | undefined> {
  const form = readForm(loaded.pack);
  if (form === undefined) return undefined;
  const path = form.form;
  const own = repository.text(path);
  if (own === undefined) return { path, questions: [], boxes: [], findings: [notThere(path, repository)] };
  const text = readable(own);
  const lineAt = lineFinder(text);
  const { isRead, rows, faults } = readReport(text, form, repository);
  const another = await formOfAnother(text, form, loaded);
  const unanswered = rows.filter(({ row }) => !row.isAnswered).map(({ row }) => row.question);
  const boxes = await readKnownBoxes(text, loaded, form);
  return {
    path,
    isRead,
    ...(isRead ? { warnings: rows.reduce((sum, { row }) => sum + row.warnings, 0) } : {}),
    questions: rows.map(({ row, answer }) => ({ ...row, ...(answer === undefined ? {} : { line: lineAt(answer.at) }) })),
    boxes: boxes.flatMap(({ slug, at, isTicked }) => (slug === undefined ? [] : [{ slug, line: lineAt(at), isTicked }])),
    ...(another === undefined ? {} : { formOf: another.id }),
    ...(drafts ? { drafts: await draftsFor(unanswered, form, repository) } : {}),
    findings: [
      ...(another === undefined ? [] : [otherForm(path, another, loaded, isProject)]),
      ...faults.slice(0, MOST_FINDINGS).map(({ at, severity, ...fault }) => ({ ...fault, severity, path, line: lineAt(at) })),
    ],
  };
}

interface Read {
  readonly isRead: boolean;
  readonly rows: readonly { readonly row: Omit<AnswerRow, 'line'>; readonly answer: Answer | undefined }[];
  readonly faults: readonly (Fault & Pick<Finding, 'severity'>)[];
}

/** The answers as the course takes them; where it takes none, by their headings. */
function readReport(text: string, form: ReportForm, repository: Repository): Read {
  const blocks = blocksOf(text, form);
  const asCourse = readAsCourse(text, form);
  const byHeading = asCourse === undefined ? answersByHeading(text, blocks, form) : undefined;
  const broken = formFaults(text, blocks, form);
  const cut = new Set(broken.filter(({ code }) => code === 'answer-cut').map(({ values }) => values['question']));
  const rows = Array.from({ length: form.asks.questions }, (_, index) => {
    const answer = asCourse?.[index] ?? byHeading?.get(index + 1);
    const row = rowOf(index + 1, answer, form);
    // Of an answer that is cut where it begins the course has nothing, and yet somebody wrote it.
    return { row: row.words === 0 && cut.has(row.question) ? { ...row, isAnswered: true } : row, answer };
  });
  const inAnswers = rows.flatMap(({ row, answer }) =>
    answer === undefined ? [] : [...answerFaults(row, answer), ...targetFaults(row.question, answer, form, repository)],
  );
  const unread: Fault[] = asCourse === undefined ? [{ code: 'report-unread', at: broken[0]?.at ?? 0, values: {} }] : [];
  return {
    isRead: asCourse !== undefined,
    rows,
    faults: [
      ...[...unread, ...broken].map((fault) => ({
        ...fault,
        severity: asCourse === undefined ? ('error' as const) : ('warning' as const),
      })),
      ...inAnswers.map((fault) => ({ ...fault, severity: 'warning' as const })),
    ],
  };
}

function notThere(path: string, { files }: Repository): Finding {
  if (!files.has(path)) return { code: 'no-file', severity: 'warning', values: { pattern: path } };
  return { code: 'file-unreadable', severity: 'error', path, values: { why: 'it is no text, or a very long one' } };
}

function otherForm(path: string, { id, title }: LoadedPack['pack'], { pack }: LoadedPack, isProject: boolean): Finding {
  const finding: Finding = { code: 'report-of-another', severity: 'warning', path, values: { title, own: pack.title } };
  return isProject ? finding : { ...finding, command: `mlops check --pack ${id}` };
}

/** The boxes of a report; where some say nothing that the pack knows, other packs may know the words. */
async function readKnownBoxes(text: string, { pack }: LoadedPack, { blank }: ReportForm): Promise<readonly Box[]> {
  const own = boxLabels(pack, blank);
  const boxes = readBoxes(text, own);
  if (boxes.every(({ slug }) => slug !== undefined)) return boxes;
  const slugs = new Set(own.values());
  let known: BoxLabels = own;
  for (const { id } of shippedPacks()) {
    const other = boxLabels((await findPack(id, process.cwd())).pack);
    // The words of the own pack stay first: their order is that of its tasks.
    known = new Map([...known, ...[...other].filter(([label, slug]) => slugs.has(slug) && !own.has(label))]);
  }
  return readBoxes(text, known);
}
