import type { Sign } from '../pack/pack.js';
import type { Repository } from '../repository/repository.js';
import { type Look, type Sighting, unseen } from './evidence.js';
import { lookForContent, lookForFiles } from './files.js';
import { lookInGit } from './git.js';
import { lookForImports } from './imports.js';
import { lookForSetting } from './settings.js';
import { lookForTests } from './tests.js';

/** What only people can tell, and what only a run can show, is not seen by looking. */
const cannotBeSeen: Look = () => unseen();

const LOOKS: Readonly<Record<Sign['kind'], Look>> = {
  file: lookForFiles,
  content: lookForContent,
  imports: lookForImports,
  tests: lookForTests,
  setting: lookForSetting,
  git: lookInGit,
  declared: cannotBeSeen,
  invoke: cannotBeSeen,
  pytest: cannotBeSeen,
};

/** Looks for a sign of a task in a repository. */
export function lookFor(sign: Sign, repository: Repository): Sighting | Promise<Sighting> {
  return LOOKS[sign.kind](sign, repository);
}
