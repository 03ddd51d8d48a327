import type { Parts } from './parts.js';
import { REPORT_CODES } from './report_codes.js';

/**
 * Each code with its sentence, without a final period. What stands around it (severity, command, page) comes from whoever prints.
 * A page of the same name in docs/findings says what it means, why it matters and how it is mended.
 */
export const CODES = {
  'no-file': ({ value }) => `There is no file ${value('pattern')}`,
  'too-few-files': ({ value }) => `There are ${value('found')} files ${value('pattern')}, and ${value('least')} are needed`,
  'file-gone': ({ place }) => `${place} is not there any more`,
  'file-empty': ({ place }) => `${place} is empty`,
  'file-says-little': ({ place, value }) => `${place} has ${value('found')} lines besides comments, and needs ${value('least')}`,
  'file-unreadable': ({ place, value }) => `${place} cannot be read: ${value('why')}`,
  'syntax-fault': ({ place, value }) => `${place} has ${value('what')}`,
  'text-nowhere': ({ value }) => `No file ${value('pattern')} has "${value('text')}" outside comments`,
  'never-imported': ({ value }) => `Nothing in ${value('in')} imports ${value('module')}`,
  'only-declared': ({ place, value }) => `${value('module')} is a dependency in ${place}, and nothing in ${value('in')} imports it`,
  'import-unused': ({ place, value }) => `${place} imports ${value('module')} and does not use it`,
  'no-tests': ({ value }) =>
    `There are ${value('found')} tests in ${value('pattern')} that assert something, and ${value('least')} are needed`,
  'setting-missing': ({ value }) => `No file ${value('pattern')} has the setting ${value('key')}`,
  'project-unreadable': ({ place, value }) => `${place} is looked at as if it were not there: ${value('why')}`,
  'no-git': () => 'The folder is in no git repository',
  'no-commit': () => 'The git repository has no commit',
  'no-remote': () => 'The git repository has no remote',
  'folder-unreadable': ({ place }) => `${place} cannot be read, and was passed over`,
  'too-many-files': ({ place }) => `There are more files than are looked at: ${place} and what comes after it was passed over`,
  ...REPORT_CODES,
} as const satisfies Readonly<Record<string, (parts: Parts) => string>>;
