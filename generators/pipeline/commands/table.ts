import { COMMON_OPTIONS, type OptionName } from '../options.js';
import type { Pack } from '../pack/pack.js';
import { type Command, type CommandFamily, isFamily } from '../states.js';
import { addCommand, stageCommand } from './add.js';
import { auditCommand } from './audit.js';
import { checkCommand } from './check.js';
import { diffCommand } from './diff.js';
import { infoCommand } from './info.js';
import { newCommand } from './new.js';
import { packCommand } from './pack.js';
import { removeCommand } from './remove.js';
import { undoCommand } from './undo.js';
import { upgradeCommand } from './upgrade.js';
import { whyCommand } from './why.js';

/** The commands of both doors, in the order of help. Each stage of a pack is one too. */
export const COMMANDS: readonly (Command | CommandFamily)[] = [
  newCommand,
  addCommand,
  removeCommand,
  upgradeCommand,
  undoCommand,
  checkCommand,
  auditCommand,
  infoCommand,
  diffCommand,
  whyCommand,
  packCommand,
];

/** The commands that can be run: in place of a family those that it has. */
export const RUNNABLE: readonly Command[] = COMMANDS.flatMap((command): readonly Command[] =>
  isFamily(command) ? command.members : [command],
);

/** Whether a command takes an option. */
export function takesOption({ options, words }: Pick<Command, 'options' | 'words'>, name: OptionName): boolean {
  const hasProject = words === 'folder' || words === 'selectors' || words === 'inside';
  return options.includes(name) || (COMMON_OPTIONS.includes(name) && (hasProject || name !== 'into'));
}

/** The command of a name that can be run: one of the generator's (of a family by both words), or a stage of the pack. */
export function findRunnable(name: string, pack: Pack): Command | undefined {
  const stage = pack.stages.find(({ id }) => id === name);
  return RUNNABLE.find((command) => command.name === name) ?? (stage && stageCommand(stage));
}

/** The same, or a family. */
export function findCommand(name: string, pack: Pack): Command | CommandFamily | undefined {
  return COMMANDS.find((command) => command.name === name) ?? findRunnable(name, pack);
}
