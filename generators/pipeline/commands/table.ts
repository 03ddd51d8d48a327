import { COMMON_OPTIONS, type OptionName } from '../options.js';
import type { Pack } from '../pack/pack.js';
import type { Command } from '../states.js';
import { addCommand, stageCommand } from './add.js';
import { infoCommand } from './info.js';
import { newCommand } from './new.js';
import { removeCommand } from './remove.js';
import { undoCommand } from './undo.js';
import { upgradeCommand } from './upgrade.js';

/** The commands of both doors, in the order of help. Each stage of a pack is one too. */
export const COMMANDS: readonly Command[] = [newCommand, addCommand, removeCommand, upgradeCommand, undoCommand, infoCommand];

/** Whether a command takes an option. */
export function takesOption({ options }: Command, name: OptionName): boolean {
  return COMMON_OPTIONS.includes(name) || options.includes(name);
}

/** The command of a name: one of the generator's, or a stage of the pack. */
export function findCommand(name: string, pack: Pack): Command | undefined {
  const stage = pack.stages.find(({ id }) => id === name);
  return COMMANDS.find((command) => command.name === name) ?? (stage && stageCommand(stage));
}
