import type { ReadingCommand } from '../states.js';

export const whyCommand: ReadingCommand = {
  name: 'why',
  usage: 'why <file[:line], folder or code>',
  summary: 'explain a file or a line: which task brings it, and what you changed; of a folder each file; or a code that check prints',
  examples: ['mlops why tasks.py:12', 'mlops why Dockerfile', 'mlops why src', 'mlops why never-imported'],
  words: 'inside',
  places: ['a file, a folder or a code'],
  anywhere: true,
  options: ['full'],
  exitCodes: [
    ['0', 'explained'],
    ['1', 'refused: there is no such file, line or code, or an unfinished write is in the way'],
  ],
  async read(request, _, terminal) {
    return (await import('../origin/show.js')).showOrigin(request, terminal);
  },
};
