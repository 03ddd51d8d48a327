import type { ReadingCommand } from '../states.js';

export const checkCommand: ReadingCommand = {
  name: 'check',
  usage: 'check [folder]',
  summary: 'show how far a repository is: each task of the checklist with what shows it, and what is missing',
  examples: [
    'mlops check',
    'mlops check --full',
    'mlops check ../other --json',
    'mlops check --strict',
    'mlops check --run',
    'mlops check --markdown',
  ],
  words: 'folder',
  anywhere: true,
  options: ['full', 'strict', 'pack', 'run', 'trust', 'timeout', 'markdown'],
  exitCodes: [
    ['0', 'looked'],
    ['1', 'refused: there is no such folder, an unfinished write is in the way, or with --run the commands are not trusted'],
    ['3', 'with --strict: a task is missing or broken'],
  ],
  async read(request, _, terminal) {
    return (await import('../progress/show.js')).showCheck(request, terminal);
  },
};
