import { literal } from '../literal.js';
import type { Pack, PackReport } from '../pack/pack.js';

/** The report that a pack brings. */
export interface ReportForm extends PackReport {
  /** What a group is given, as the pack has it: a template, perhaps. */
  readonly blank: string;
}

/** At least and at most. */
export type Bounds = readonly [least: number, most: number];

/** The report of a pack; nothing where it brings none. */
export function readForm({ stages }: Pack): ReportForm | undefined {
  const report = stages.find((stage) => stage.report !== undefined)?.report;
  const form = stages.flatMap(({ files }) => files).find(({ path }) => path === report?.form);
  return report === undefined || form === undefined ? undefined : { ...report, blank: form.content };
}

/** What a question asks of its words or figures; nothing where it asks nothing. */
export function boundsOf({ asks }: ReportForm, what: 'words' | 'figures', question: number): Bounds | undefined {
  const bounds = asks[what][String(question)];
  return bounds === undefined ? undefined : [bounds[0] ?? 0, bounds[1] ?? Number.POSITIVE_INFINITY];
}

/** The form of a text in which `{number}` stands for the number of a question: blanks may be more or fewer. */
export function numberedForm(text: string): string {
  const spaced = (part: string): string => literal(part).replaceAll(/\s+/g, '[ \\t]+');
  return text.split('{number}').map(spaced).join('(\\d{1,4})');
}
