import type { Problem } from '../../template/nodes.js';
import type { Pack } from '../pack.js';
import type { Locate } from '../problem.js';

/** Checks that the form of a report is one of the pack's files: a packed pack may say anything. */
export function checkReport(pack: Pack, locate: Locate): Problem[] {
  const paths = new Set(pack.stages.flatMap(({ files }) => files.map(({ path }) => path)));
  return pack.stages.flatMap(({ id, report }) =>
    report === undefined || paths.has(report.form)
      ? []
      : [
          {
            ...locate([`${id}/stage.yml`], ['report', 'form']),
            fact: `No stage emits the file ${report.form}`,
            remedy: 'Name a file by the path under which it is emitted',
          },
        ],
  );
}
