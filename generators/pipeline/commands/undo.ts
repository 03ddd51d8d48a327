import { CHANGE_OPTIONS } from '../options.js';
import type { ChangingCommand } from '../states.js';

export const undoCommand: ChangingCommand = {
  name: 'undo',
  usage: 'undo [folder]',
  summary: 'undo the last command; run again, the one before it',
  examples: ['mlops undo', 'mlops undo --plan', 'mlops undo --redo                           brings it back'],
  words: 'folder',
  options: [...CHANGE_OPTIONS, 'redo', 'command', 'yes'],
  begins: true,
  takesAnswers: false,
  async decide(request, workspace, terminal) {
    const { prepareUndo } = await import('../run/undo.js');
    return prepareUndo(request, workspace, terminal);
  },
};
