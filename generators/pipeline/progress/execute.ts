import { commandOf, runAll } from '../checkup/checkup.js';
import { launcherOf } from '../checkup/launcher.js';
import { Refusal } from '../errors.js';
import type { Options } from '../options.js';
import { LOCK_FILE } from '../paths.js';
import { shellWord } from '../shell.js';
import { note } from '../terminal/tell.js';
import type { Terminal } from '../terminal/terminal.js';
import type { CheckDocument } from './document.js';
import { type ExecutedDocument, withRuns } from './ran.js';
import { plannedRuns } from './runs.js';
import type { Subject } from './subject.js';

/** What a run may take where `--timeout` says nothing. */
const SECONDS = 300;

/**
 * Executes what can be executed of a repository, having said what that is.
 *
 * @throws Refusal where it is not known whose commands these are, and nobody has said that they are trusted.
 */
export async function execute(
  document: CheckDocument,
  subject: Subject,
  { trust, timeout: seconds = SECONDS }: Options,
  terminal: Terminal,
): Promise<ExecutedDocument> {
  const { root } = subject.repository;
  const launcher = launcherOf(root, usesUv(subject), process.env);
  const runs = plannedRuns(document, subject);
  const commands = runs.map((run) => `  ${commandOf(run, launcher)}\n`);
  if (runs.length === 0) note('There is nothing to run: no task whose signs are here names a command or a test.', terminal);
  else note(`Commands, each for at most ${seconds} seconds, in ${root}:`, terminal);
  terminal.err(commands.join(''));
  if (runs.length > 0 && !trust) verifyOrigin(subject);
  const tell = (text: string): void => (terminal.interactive ? terminal.err(`${text}\n`) : undefined);
  return withRuns(document, runs, await runAll(runs, { root, launcher, seconds, tell }), installOf(subject));
}

function verifyOrigin({ project, loaded }: Subject): void {
  if (project !== undefined && loaded.shipped) return;
  const fact = project === undefined ? 'This is no project of the generator' : 'The pack of this project did not come with the generator';
  throw new Refusal(`${fact}, so none of these commands was run`, 'Look at what they start, then run it with: mlops check --run --trust');
}

function usesUv({ repository, project }: Subject): boolean {
  return repository.files.has(LOCK_FILE) || project?.plan.answers.values['manager'] === 'uv';
}

/** The command that installs what the project needs. */
function installOf(subject: Subject): string | undefined {
  if (usesUv(subject)) return 'uv sync';
  const lists = subject.repository.find('requirements*.txt');
  return lists.length === 0 ? undefined : `python -m pip install ${lists.map((list) => `-r ${shellWord(list)}`).join(' ')}`;
}
