import type { LoadedPack } from '../pack/library/shipped.js';
import type { PackReport, ReportQuestions } from '../pack/pack.js';
import { questions as shape } from '../pack/report_fields.js';
import { fits } from '../pack/shape.js';

/** The report that a pack brings, with what its questions ask for. */
export interface ReportForm extends Omit<PackReport, 'questions'> {
  /** What a group is given, as the pack has it: a template, perhaps. */
  readonly blank: string;
  readonly asks: ReportQuestions;
}

/** At least and at most. */
export type Bounds = readonly [least: number, most: number];

/** Reads the report of a pack; nothing where it brings none. */
export async function readForm({ pack }: LoadedPack): Promise<ReportForm | undefined> {
  const report = pack.stages.find((stage) => stage.report !== undefined)?.report;
  if (report === undefined) return undefined;
  const files = pack.stages.flatMap((stage) => stage.files);
  const contentOf = (wanted: string): string | undefined => files.find(({ path }) => path === wanted)?.content;
  const [blank, bounds] = [contentOf(report.form), contentOf(report.questions)];
  if (blank === undefined || bounds === undefined) return undefined;
  const asks: unknown = (await import('smol-toml')).parse(bounds);
  return fits(asks, shape) ? { ...report, blank, asks } : undefined;
}

/** What a question asks of its words or figures; nothing where it asks nothing. */
export function boundsOf({ asks }: ReportForm, what: 'words' | 'figures', question: number): Bounds | undefined {
  const bounds = asks[what][String(question)];
  return bounds === undefined ? undefined : [bounds[0] ?? 0, bounds[1] ?? Number.POSITIVE_INFINITY];
}

/** The form of a text in which `{number}` stands for the number of a question: blanks may be more or fewer. */
export function numberedForm(text: string): string {
  const literal = (part: string): string => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(/\s+/g, '[ \\t]+');
  return text.split('{number}').map(literal).join('(\\d{1,4})');
}
