import type { Finding } from '../finding/finding.js';
import { HOME, STATE_FILE } from '../paths.js';
import { shellPath } from '../shell.js';
import { nameOf, parentOf } from '../tree.js';
import type { Kept } from './kept.js';
import { groupBy, removeCommand } from './places.js';

/** Files that do what they are for by being there. */
const EMPTY_ON_PURPOSE = /^(?:__init__\.pyi?|py\.typed|\.(?:git)?keep|\.nojekyll|\.gitignore|\.dvcignore|conftest\.py)$/;
/** So many files of one folder are told one by one. */
const SINGLY = 3;

/** Files with nothing in them: some began so in a template, and were forgotten. */
export function emptyFiles({ repository, project }: Kept): Finding[] {
  const { files, git } = repository;
  const empty = [...files].flatMap(([path, size]) => {
    const isMeant = size > 0 || EMPTY_ON_PURPOSE.test(nameOf(path)) || project?.rendered.get(path)?.bytes.length === 0;
    // A record of ours that is empty is brought back, never removed: that its project cannot be read is told elsewhere.
    const isRecord = path === STATE_FILE || path.startsWith(`${HOME}/`);
    return isMeant || isRecord ? [] : [path];
  });
  return [...groupBy(empty, parentOf)].flatMap(([folder, paths]): Finding[] => {
    if (folder === '' || paths.length <= SINGLY)
      return paths.map((path) => ({
        code: 'empty-file',
        severity: 'warning',
        path,
        values: {},
        command: removeCommand(path, git?.tracked),
      }));
    const command = `find ${shellPath(folder)} -maxdepth 1 -type f -empty`;
    return [{ code: 'empty-files', severity: 'warning', path: `${folder}/`, values: { count: paths.length }, command }];
  });
}
