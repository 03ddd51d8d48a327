import { parse } from 'smol-toml';
import type { Problem } from '../../template/nodes.js';
import type { PackReport } from '../pack.js';
import type { Locate } from '../problem.js';
import { questions as shape } from '../report_fields.js';
import { faultsOf, fits } from '../shape.js';
import type { ReportSource, StageSource } from './documents.js';

/**
 * The report of a stage, with what the file of its questions says: people and the emitted checker read that file, so it stands there once.
 *
 * @param sources all stages: another one may have the files.
 * @returns nothing where it cannot be read, which is reported.
 */
export function assembleReport(
  { questions, ...report }: ReportSource,
  sources: readonly StageSource[],
  at: (field: string) => ReturnType<Locate>,
  tell: (problem: Problem) => void,
): PackReport | undefined {
  const contentOf = (path: string): string | undefined =>
    sources.map(({ files }) => files.get(path)?.content).find((each) => each !== undefined);
  for (const [field, path] of Object.entries({ form: report.form, questions })) {
    if (contentOf(path) === undefined) return void tell({ ...at(field), ...missing(path) });
  }
  const asks = readQuestions(contentOf(questions) ?? '');
  if ('fault' in asks) return void tell({ ...at('questions'), fact: `${questions} ${asks.fault}`, remedy: FORM });
  return { ...report, asks: asks.value };
}

const FORM = 'Write questions = 2, sections = [...], and the tables [words] and [figures] with lines such as 1 = [50, 100]';

function missing(path: string): Pick<Problem, 'fact' | 'remedy'> {
  return { fact: `No stage has the file ${path}`, remedy: 'Name a file below files/, or take the report away: report: null' };
}

function readQuestions(content: string): { readonly value: PackReport['asks'] } | { readonly fault: string } {
  try {
    const value: unknown = parse(content);
    if (fits(value, shape)) return { value };
    const [fault] = faultsOf(value, shape, 1);
    const path = fault?.kind === 'missing' ? [...fault.path, fault.key] : (fault?.path ?? []);
    return { fault: `has another form at "${path.join('.')}"` };
  } catch (error) {
    return { fault: `is no TOML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}` };
  }
}
