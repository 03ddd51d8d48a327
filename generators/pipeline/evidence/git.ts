import { type Look, seen, unseen } from './evidence.js';

/** What git keeps: a commit on the branch that is checked out, or the address of a remote. */
export const lookInGit: Look = ({ what = 'commit' }, { git }) => {
  if (git === undefined) return unseen({ code: 'no-git', values: {} });
  if (what === 'remote') return git.remotes.length > 0 ? seen([], 'a remote') : unseen({ code: 'no-remote', values: {} });
  return git.hasCommit ? seen([], 'a commit') : unseen({ code: 'no-commit', values: {} });
};
