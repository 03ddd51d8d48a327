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
    'mlops check --tick',
  ],
  words: 'folder',
  anywhere: true,
  options: ['full', 'strict', 'pack', 'run', 'trust', 'timeout', 'markdown', 'declare', 'aside', 'tick'],
  exitCodes: [
    ['0', 'looked'],
    [
      '1',
      'refused: no such folder, an unfinished write in the way, commands that are not trusted, or no such task or finding to write down',
    ],
    ['3', 'with --strict: a task is missing or broken'],
  ],
  async read(request, _, terminal) {
    const { declare, aside, tick } = request.options;
    if (tick || declare.length > 0 || aside.length > 0) await (await import('../words/write_down.js')).writeDown(request, terminal);
    return (await import('../progress/show.js')).showCheck(request, terminal);
  },
};
