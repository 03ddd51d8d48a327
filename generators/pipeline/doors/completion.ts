import { presetNames } from '../answers/selection.js';
import { COMMANDS, findCommand, takesOption } from '../commands/table.js';
import { DONE, Refusal, repeated } from '../errors.js';
import { nearest } from '../nearest.js';
import { ON_CONFLICT, OPTIONS, SORTS } from '../options.js';
import { shippedPacks } from '../pack/library/shipped.js';
import { isOffered } from '../pack/needs.js';
import { type Pack, questionsOf } from '../pack/pack.js';
import { type Command, type CommandFamily, changes, isFamily } from '../states.js';
import type { Terminal } from '../terminal/terminal.js';
import { type CompletedCommand, type Completions, completeBash, completeFish, completeZsh } from './completion_scripts.js';
import { memberWords } from './members.js';

/** The shells that can be told what to complete. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Prints the script for a shell; gives the exit status. */
export function printCompletion(words: readonly string[], pack: Pack, terminal: Terminal): number {
  const [shell = '', surplus] = words;
  const scripts = { bash: completeBash, zsh: completeZsh, fish: completeFish };
  const known = SHELLS.find((each) => each === shell);
  if (known === undefined || surplus !== undefined) throw unknownShell(shell, surplus);
  terminal.out(scripts[known](completionsOf(pack)));
  return DONE;
}

function unknownShell(shell: string, surplus: string | undefined): Refusal {
  const near = nearest(shell, SHELLS);
  const remedy =
    near === undefined || surplus !== undefined ? `Run: mlops completion ${SHELLS.join('|')}` : `Did you mean mlops completion ${near}?`;
  if (shell === '') return new Refusal('mlops completion needs the name of a shell', remedy);
  return new Refusal(
    `mlops completion takes one of ${SHELLS.join(', ')}, not "${repeated([shell, surplus ?? ''].join(' ').trim())}"`,
    remedy,
  );
}

/** What a shell completes for a pack. */
function completionsOf(pack: Pack): Completions {
  const stages = pack.stages.flatMap(({ id }) => findCommand(id, pack) ?? []);
  const slugs = pack.tasks.filter(isOffered).map(({ slug }) => slug);
  const selectors = [...new Set([...pack.stages.map(({ id }) => id), ...slugs])];
  const questions = questionsOf(pack);
  const choices = questions.flatMap((question) =>
    question.choices === undefined ? [] : [[`--${question.flag}`, question.choices.map(({ value }) => value)]],
  );
  const open = questions.filter((question) => question.choices === undefined).map(({ flag }) => `--${flag}`);
  return {
    commands: [
      ...[...COMMANDS, ...stages].map((command) => completed(command, pack, selectors)),
      { name: 'completion', summary: 'print a script for a shell', options: [], words: SHELLS },
      { name: 'help', summary: 'show the help of a command', options: [], words: [...COMMANDS, ...stages].map(({ name }) => name) },
    ],
    choices: { ...Object.fromEntries(choices), '--on-conflict': ON_CONFLICT, '--sort': SORTS },
    tasks: [...new Set([...presetNames(pack), ...selectors])],
    packs: { option: '--pack', words: [...shippedPacks().map(({ id }) => id), 'https://', 'npm:'] },
    files: ['--answers', '--save', '--apply', '--html'],
    folders: ['--into', '--from'],
    texts: ['--command', ...open],
  };
}

function completed(command: Command | CommandFamily, pack: Pack, selectors: readonly string[]): CompletedCommand {
  const { name, summary, words } = command;
  if (isFamily(command)) {
    const members = command.members.map((member) => completed(member, pack, selectors));
    return { name, summary, options: ['--help'], words: memberWords(command), members };
  }
  const flags = changes(command) && command.takesAnswers ? questionsOf(pack).map(({ flag }) => `--${flag}`) : [];
  const options = [...OPTIONS.filter((option) => takesOption(command, option.name)).map((option) => `--${option.name}`), ...flags];
  return { name, summary, options, ...(words === 'selectors' ? { words: selectors } : {}), ...(words === 'inside' ? { files: true } : {}) };
}
