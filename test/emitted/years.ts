import { shippedPacks } from '../../generators/pipeline/pack/library/shipped.js';
import type { Row } from './rows.js';

/** A row of another year than the newest, which is asked what holds for every year. */
export interface YearRow extends Row {
  readonly year: string;
}

export function isYearRow(row: Row): row is YearRow {
  return 'year' in row;
}

/** Of each year but the newest, everything and the least. */
export function yearRows(): readonly YearRow[] {
  const earlier = shippedPacks().slice(0, -1);
  return earlier.flatMap(({ id: year }) =>
    ['everything', 'minimal'].map(
      (tasks): YearRow => ({ name: `${tasks} of ${year}`, tasks, flags: ['--pack', year], kind: 'drawn', package: 'digits_demo', year }),
    ),
  );
}
