import { count, type Parts } from './parts.js';
import { REPORT_CODES } from './report_codes.js';

/**
 * Each code with its sentence, without a final period. What stands around it (severity, command, page) comes from whoever prints.
 * A page of the same name in docs/findings says what it means, why it matters and how it is mended.
 */
export const CODES = {
  'no-file': ({ value }) => `There is no file ${value('pattern')}`,
  'too-few-files': ({ value }) => `${areThere(value('found'), 'file')} ${value('pattern')}, and ${areNeeded(value('least'))}`,
  'file-gone': ({ place }) => `${place} is not there any more`,
  'file-empty': ({ place }) => `${place} is empty`,
  'file-says-little': ({ place, value }) => `${place} has ${count(value('found'), 'line')} besides comments, and needs ${value('least')}`,
  'file-unreadable': ({ place, value }) => `${place} cannot be read: ${value('why')}`,
  'syntax-fault': ({ place, value }) => `${place} has ${value('what')}`,
  'text-nowhere': ({ value }) => `No file ${value('pattern')} has "${value('text')}" outside comments`,
  'never-imported': ({ value }) => `Nothing in ${value('in')} imports ${value('module')}`,
  'only-declared': ({ place, value }) => `${value('module')} is a dependency in ${place}, and nothing in ${value('in')} imports it`,
  'import-unused': ({ place, value }) =>
    `${place} imports ${value('module')} and ${value('names') === '' ? 'does not use it' : `uses none of these: ${value('names')}`}`,
  'no-tests': ({ value }) =>
    `${areThere(value('found'), 'test')} in ${value('pattern')} that ${value('found') === '1' ? 'asserts' : 'assert'} something, and ${areNeeded(value('least'))}`,
  'setting-missing': ({ value }) => `No file ${value('pattern')} has the setting ${value('key')}`,
  'project-unreadable': ({ place, value }) => `${place} is looked at as if it were not there: ${value('why')}`,
  'no-git': () => 'The folder is in no git repository',
  'no-commit': () => 'The git repository has no commit',
  'no-remote': () => 'The git repository has no remote',
  'folder-unreadable': ({ place }) => `${place} cannot be read, and was passed over`,
  'too-many-files': ({ place }) => `There are more files than are looked at: ${place} and what comes after it was passed over`,
  'secret-tracked': ({ place }) => `git tracks ${place}, which holds a secret, and everybody who has the repository has it too`,
  'file-tracked': ({ place, value }) => `git tracks ${place}, and the rule ${value('rule')} keeps such files out`,
  'folder-tracked': ({ place, value }) =>
    `git tracks ${count(value('count'), 'file')} in ${place || 'the top folder'}, and the rule ${value('rule')} keeps such files out`,
  'large-tracked': ({ place, value }) => `git tracks ${place}, which has ${value('megabytes')} MB`,
  'large-file': ({ place, value }) => `${place} has ${value('megabytes')} MB, and git would take it`,
  'conflict-left': ({ place }) => `${place} still has the markers of a conflict: keep one side, or what both say`,
  'generated-beside': ({ place, value }) => `${place} was left from a conflict with ${value('beside')}`,
  'empty-file': ({ place }) => `${place} has nothing in it`,
  'empty-files': ({ place, value }) => `${count(value('count'), 'file')} in ${place} have nothing in them`,
  'never-filled-in': ({ value }) => `Waiting to be filled in, as on the day they were generated: ${value('files')}`,
  'words-unread': ({ place, value }) => `${place} is passed over: ${value('why')}`,
  'words-unknown-task': ({ place, value }) => `${place} declares ${value('slug')}, which is no task${near(value('near'))}`,
  'words-unknown-code': ({ place, value }) => `${place} sets aside ${value('code')}, which no finding is called${near(value('near'))}`,
  'words-no-figure': ({ place, value }) => `${place} names the figure ${value('figure')}, which is not in the repository`,
  'run-failed': ({ value }) => `${value('run')} failed (${value('status')}): ${value('why')}`,
  'run-too-long': ({ value }) => `${value('run')} was ended after ${value('seconds')} seconds`,
  'run-missing-tool': ({ value }) => `${value('tool')} is not installed, so ${value('run')} could not run`,
  ...REPORT_CODES,
} as const satisfies Readonly<Record<string, (parts: Parts) => string>>;

function areThere(found: string, what: string): string {
  return `There ${found === '1' ? 'is' : 'are'} ${count(found, what)}`;
}

function areNeeded(least: string): string {
  return `${least} ${least === '1' ? 'is' : 'are'} needed`;
}

/** A name that may have been meant. */
function near(name: string): string {
  return name === '' ? '' : ` (the nearest is ${name})`;
}
