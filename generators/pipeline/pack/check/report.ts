import { parse } from 'smol-toml';
import type { Problem } from '../../template/nodes.js';
import type { Pack, PackReport } from '../pack.js';
import type { Locate } from '../problem.js';
import { questions } from '../report_fields.js';
import { faultsOf } from '../shape.js';

/** Checks what a pack says of its report: that its files are there, and that the bounds can be read. */
export function checkReport(pack: Pack, locate: Locate): Problem[] {
  return pack.stages.flatMap(({ id, report }) => {
    if (report === undefined) return [];
    const files = pack.stages.flatMap((stage) => stage.files);
    return (['form', 'questions'] as const).flatMap((field) => {
      const file = files.find(({ path }) => path === report[field]);
      const fault = file === undefined ? missing(report[field]) : field === 'questions' ? questionsFault(file.content, report) : undefined;
      return fault === undefined ? [] : [{ ...locate([`${id}/stage.yml`], ['report', field]), ...fault }];
    });
  });
}

type Fault = Pick<Problem, 'fact' | 'remedy'>;

function missing(path: string): Fault {
  return {
    fact: `No stage has the file ${path}`,
    remedy: 'Name a file by the path under which it is emitted, or take the report away: report: null',
  };
}

function questionsFault(content: string, { questions: path }: PackReport): Fault | undefined {
  const remedy = 'Write questions = 2, sections = [...], and the tables [words] and [figures] with 1 = [50, 100]';
  try {
    const [fault] = faultsOf(parse(content), questions, 1);
    if (fault === undefined) return undefined;
    const at = (fault.kind === 'missing' ? [...fault.path, fault.key] : fault.path).join('.');
    return { fact: `${path} has another form at "${at}"`, remedy };
  } catch (error) {
    return { fact: `${path} is no TOML: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}`, remedy };
  }
}
