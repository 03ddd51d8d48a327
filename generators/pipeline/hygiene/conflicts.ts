import type { Finding } from '../finding/finding.js';
import type { Kept } from './kept.js';
import { gitPath, removeCommand } from './places.js';

/** So much text is searched for markers: a repository with more of it keeps data in its files. */
const MOST_TEXT = 32_000_000;
/** Larger files are not written by people. */
const LARGEST = 500_000;
const MARKERS = [/^<{7}(?![^\s])/, /^={7}\s*$/, /^>{7}(?![^\s])/];

/** What a merge left that nobody has settled: markers in a file, and the other version beside one. */
export function conflictsLeft({ repository, project }: Kept): Finding[] {
  const { files, git } = repository;
  let read = 0;
  const marked = [...files].flatMap(([path, size]): Finding[] => {
    // A file that is as long as it was rendered has no lines more.
    const isAsRendered = project?.rendered.get(path)?.bytes.length === size;
    const isAsked =
      !isAsRendered && size <= LARGEST && (read += size) <= MOST_TEXT && (git?.tracked === undefined || git.tracked.has(path));
    const line = isAsked ? lineOfConflict(repository.text(path) ?? '') : undefined;
    if (line === undefined) return [];
    const command = `git grep -n -e '^<<<<<<<' -e '^>>>>>>>' -- ${gitPath(path)}`;
    return [{ code: 'conflict-left', severity: 'error', path, line, values: {}, command }];
  });
  return [...marked, ...besideOthers(files, git?.tracked)];
}

/** The line of the first conflict in a text: the three markers in their order, each on a line of its own. */
function lineOfConflict(text: string): number | undefined {
  if (!text.includes('<<<<<<<')) return undefined;
  let first = 0;
  let awaited = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (MARKERS[0]?.test(line)) [first, awaited] = [index + 1, 1];
    else if (awaited > 0 && MARKERS[awaited]?.test(line)) awaited++;
    if (awaited === MARKERS.length) return first;
  }
  return undefined;
}

/** What the generator writes beside a file where markers cannot stand in it. */
function besideOthers(files: ReadonlyMap<string, number>, tracked: ReadonlySet<string> | undefined): Finding[] {
  return [...files.keys()].flatMap((path): Finding[] => {
    const [, beside] = /^(.+)\.generated(?:\.\d+)?$/.exec(path) ?? [];
    if (beside === undefined || !files.has(beside)) return [];
    return [{ code: 'generated-beside', severity: 'warning', path, values: { beside }, command: removeCommand(path, tracked) }];
  });
}
