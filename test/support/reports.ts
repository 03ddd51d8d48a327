import { parse } from 'smol-toml';
import { type ReportForm, readForm } from '../../generators/pipeline/exam_report/form.js';
import { findPack, type LoadedPack } from '../../generators/pipeline/pack/library/shipped.js';
import { answersFor, claimedTasks, renderChoice } from './emitted.js';

/** The report of a year, blank and with answers that are as long as they have to be. */
export interface YearReport {
  readonly year: string;
  readonly loaded: LoadedPack;
  readonly form: ReportForm;
  readonly blank: string;
  readonly filled: string;
  readonly rules: Rules;
}

interface Rules {
  readonly questions: number;
  readonly words: Readonly<Record<string, readonly [number, number]>>;
  readonly figures: Readonly<Record<string, readonly [number, number]>>;
}

export async function yearReport(year: string): Promise<YearReport> {
  const loaded = await findPack(year, '');
  const form = readForm(loaded.pack);
  if (form === undefined) throw new Error(`The pack ${year} has no report`);
  const tree = renderChoice(loaded.pack, { name: year, answers: answersFor(loaded.pack, claimedTasks(loaded.pack)) });
  const textOf = (path: string): string => tree.get(path)?.bytes.toString('utf8') ?? '';
  const blank = withPlaceholders(textOf('reports/README.md'));
  const rules = parse(textOf('reports/questions.toml')) as unknown as Rules;
  return { year, loaded, form, blank, filled: fill(blank, rules), rules };
}

/** The first answer is the number of the group, where somebody gave one: here nobody did. */
function withPlaceholders(report: string): string {
  return report.replace(/(### Question 1\n[\s\S]*?Answer:\n\n)[^\n]*\n/, '$1--- question 1 fill here ---\n');
}

/** A report with answers that are as long as they have to be, with figures that may be there. */
function fill(blank: string, { words, figures }: Rules): string {
  return blank.replaceAll(/--- question (\d+) fill here ---/g, (_, number: string) => {
    const [least] = words[number] ?? [0];
    const [images] = figures[number] ?? [0];
    return ['![ours](figures/ours.png)'.repeat(images), ...Array.from({ length: Math.max(least, 3) }, () => 'word')].join('\n');
  });
}

/**
 * How often the checker of the course warns of a report; nothing where it stops with an error. Written down from its rules: it divides
 * at each `Answer:`, keeps what holds `###` up to the first one and then up to `##`, and keeps the last part as it is. That of 2024
 * drops the first 43 characters and then what comes first of what it kept; the later ones drop what stands above the first `Answer:`.
 */
export function courseWarnings(report: string, { year, rules }: Pick<YearReport, 'year' | 'rules'>): number | undefined {
  // Python reads a file with line feeds only.
  const text = report.replaceAll('\r\n', '\n');
  const isByPosition = year === '2024';
  const parts = isByPosition ? [...text].slice(43).join('').split('Answer:') : text.split('Answer:').slice(1);
  const kept = parts.filter((part) => part.includes('###')).map((part) => part.split('###')[0]?.split('##')[0] ?? '');
  const answers = [...kept, ...parts.slice(-1)].slice(isByPosition ? 1 : 0);
  if (answers.length !== rules.questions) return undefined;
  return answers.flatMap((answer, index) => {
    const words = answer.split(/\s+/).filter((word) => word !== '').length;
    const figures = (answer.match(/!\[.*?\]\(.*?\)/g) ?? []).length;
    return [isOutside(words, rules.words[index + 1]), isOutside(figures, rules.figures[index + 1])].filter(Boolean);
  }).length;
}

function isOutside(count: number, bounds: readonly [number, number] | undefined): boolean {
  return bounds !== undefined && (count < bounds[0] || count > bounds[1]);
}
