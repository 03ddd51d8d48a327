import type { Finding } from '../finding/finding.js';
import { shellPath, shellWord } from '../shell.js';
import { IgnoreRules } from '../uses/ignore_rules.js';
import type { Kept } from './kept.js';
import { gitPath, ignoreLine, printLines } from './places.js';

const MEGABYTE = 1_000_000;
/** Above this a file makes every clone slow. */
const LARGE = 10 * MEGABYTE;
/** Above this GitHub takes no file, and the push fails. */
const TOO_LARGE = 100 * 1024 * 1024;

/** Large files that git has or would take with the next `git add`: every clone would have them for ever. */
export function largeFiles({ repository }: Kept): Finding[] {
  const { files, git } = repository;
  const large = [...files].filter(([, size]) => size > LARGE);
  if (large.length === 0) return [];
  const start = printLines([''], repository.text('.gitignore') ?? '');
  const inLfs = keptByLfs(repository.text('.gitattributes') ?? '');
  return large.flatMap(([path, size]): Finding[] => {
    if (inLfs.ignores(path, false)) return [];
    const isTracked = git?.tracked?.has(path) === true;
    const mend = files.has('.dvc/config') ? `dvc add ${shellPath(path)}` : `${start} ${shellWord(ignoreLine(path))} >> .gitignore`;
    return [
      {
        code: isTracked ? 'large-tracked' : 'large-file',
        severity: size > TOO_LARGE ? 'error' : 'warning',
        path,
        values: { megabytes: Math.round(size / MEGABYTE) },
        command: isTracked ? `git rm --cached ${gitPath(path)} && ${mend}` : mend,
      },
    ];
  });
}

/** What goes to git's store for large files is in no clone. */
function keptByLfs(attributes: string): IgnoreRules {
  const patterns = attributes.split('\n').flatMap((line) => /^(\S+).*\sfilter=lfs\b/.exec(line)?.[1] ?? []);
  return new IgnoreRules((folder) => (folder === '' ? patterns.join('\n') : undefined));
}
