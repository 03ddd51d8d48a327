import { dirname, join } from 'node:path';
import { lookAt } from '../commit/disk.js';
import { listPaths } from '../errors.js';
import type { Finding } from '../finding/finding.js';
import type { Measure } from '../pack/pack.js';
import { globForm } from '../repository/glob.js';
import type { Repository } from '../repository/repository.js';
import { nameOf } from '../tree.js';
import { wordsShown } from './words.js';

/** What the course measures of a repository, worked out here. */
export interface Measured {
  /** Of which files: those that git tracks, or all of them where it tracks none. */
  readonly of: 'tracked' | 'all';
  readonly values: readonly MeasuredValue[];
  /** Where a rule counts other files than its name makes people think. */
  readonly findings: readonly Finding[];
}

interface MeasuredValue {
  readonly name: string;
  /** Nothing where the course measures nothing, such as warnings of a report that is not there. */
  readonly value?: number | boolean;
  readonly rule: string;
}

/** What the checker of the course says of a report: it stops with an error where it cannot read it, and then warns of nothing. */
interface CheckedReport {
  readonly isRead?: boolean;
  readonly warnings?: number;
}

/** Works out what the course measures. */
export function measure(measures: readonly Measure[], repository: Repository, report: CheckedReport | undefined): Measured {
  const warnings = report?.isRead === false ? 0 : report?.warnings;
  const tracked = repository.git?.tracked;
  const isTracked = tracked !== undefined && tracked.size > 0;
  const paths = isTracked ? [...tracked] : [...repository.files.keys()];
  const rows = measures.map((each) => {
    const counted = paths.filter((path) => isCounted(path, each));
    return {
      each,
      value: measuredValue(each, counted, repository, warnings),
      findings: [...surprises(each, counted, paths), ...blindness(each, report)],
    };
  });
  return {
    of: isTracked ? 'tracked' : 'all',
    values: rows.map(({ each: { name, rule }, value }) => ({ name, ...(value === undefined ? {} : { value }), rule })),
    findings: rows.flatMap(({ findings }) => findings),
  };
}

function measuredValue(
  { kind, file }: Measure,
  counted: readonly string[],
  repository: Repository,
  warnings: number | undefined,
): MeasuredValue['value'] {
  if (kind === 'count') return counted.length;
  if (kind === 'exists') return counted.length > 0;
  if (kind === 'warnings') return warnings;
  if (kind === 'size') return Math.round((counted.reduce((sum, path) => sum + sizeOf(path, repository), 0) / 2 ** 20) * 100) / 100;
  const text = repository.text(file ?? '');
  return text === undefined ? undefined : wordsShown(text);
}

/** Whether a path counts: each condition that a measure has holds. */
function isCounted(path: string, { contains, starts, ends, named }: Measure): boolean {
  return (
    (contains?.some((part) => path.includes(part)) ?? true) &&
    (starts?.some((start) => path.startsWith(start)) ?? true) &&
    (ends?.some((end) => path.endsWith(end)) ?? true) &&
    (named?.includes(nameOf(path)) ?? true)
  );
}

function surprises(each: Measure, counted: readonly string[], paths: readonly string[]): Finding[] {
  const { name, rule, kind, means = [] } = each;
  if (means.length === 0) return [];
  const forms = means.map(globForm);
  const meant = new Set(paths.filter((path) => forms.some((form) => form.test(path))));
  const own = new Set(counted);
  // One path is as good as many for what is only there or not.
  if (kind === 'exists' && own.size > 0 === meant.size > 0) return [];
  const told = (code: 'measure-more' | 'measure-less', those: readonly string[]): Finding[] =>
    those.length === 0 ? [] : [{ code, severity: 'note', values: { measure: name, paths: listPaths(those), rule } }];
  return [
    ...told(
      'measure-more',
      counted.filter((path) => !meant.has(path)),
    ),
    ...told(
      'measure-less',
      [...meant].filter((path) => !own.has(path)),
    ),
  ];
}

/** A figure that is low because nothing could be counted. */
function blindness({ kind, name, rule }: Measure, report: CheckedReport | undefined): Finding[] {
  if (kind !== 'warnings' || report?.isRead !== false) return [];
  return [{ code: 'measure-blind', severity: 'warning', values: { measure: name, rule } }];
}

/** The size of a file, of one that git tracks too where no other look is taken at it. Nothing is followed. */
function sizeOf(path: string, { root, files }: Repository): number {
  const known = files.get(path);
  if (known !== undefined) return known;
  try {
    return sizeOnDisk(root, path);
  } catch {
    // Its folder may not be looked into: it is among what was passed over, and that is told.
    return 0;
  }
}

function sizeOnDisk(root: string, path: string): number {
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
    if (lookAt(join(root, folder))?.isDirectory() !== true) return 0;
  const stands = lookAt(join(root, path));
  return stands?.isFile() === true ? stands.size : 0;
}
