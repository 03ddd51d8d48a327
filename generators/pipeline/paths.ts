// The names of all our files in a project.

/** What a project was generated from, beside the settings of other generators: the one file of ours at the top. */
export const STATE_FILE = '.yo-rc.json';

/** The folder of our own files. */
export const HOME = '.mlops';

/** The pack that a project carries. */
export const PACK_FILE = `${HOME}/pack`;

/**
 * The folder that says what was rendered together, in one file of the name of its choice. Where git merged two branches,
 * there are the files of both: so a command knows that nobody has rendered their common choice yet.
 */
export const RENDERED = `${HOME}/rendered`;

/** What `undo` needs, where the project has no git folder of its own (a worktree has none): git ignores it. */
export const HISTORY = `${HOME}/history`;

/** And where it has one: no clone brings it along, and no cleaning takes it away. */
export const HISTORY_IN_GIT = '.git/mlops';

/** What uv locks: the one file of a project that a program writes for us. */
export const LOCK_FILE = 'uv.lock';

/** Wherever the history may be. */
export const HISTORY_HOMES: readonly string[] = [HISTORY_IN_GIT, HISTORY];

/** The lock, which is also where new files are staged: it stands only while a command writes. What follows is in it. */
export const LOCK = `${HOME}/lock`;

/** Who holds the lock. */
export const HOLDER = 'holder.json';

/** The folder of the new files, each with its own path below it. */
export const NEW = 'new';

/** The folder of what was taken away, by number. */
export const OLD = 'old';

/** How to take back a write that is unfinished as long as this stands here. */
export const JOURNAL = 'journal.json';

/** The journal of a write that is done: what comes after is cleaning up. */
export const DONE = 'done.json';

/** The name that stands for standard output, and for standard input. */
export const STREAM = '-';

/** What a group says of its own repository, for `check`: the one file of ours that people write. */
export const WORDS_FILE = 'mlops-check.yaml';
