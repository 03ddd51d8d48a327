import type { ReadingCommand } from '../states.js';

export const diffCommand: ReadingCommand = {
  name: 'diff',
  usage: 'diff <task or stage...>',
  summary: 'show what tasks and stages change, as a patch: in this project, or beside a choice of other tasks (--from); write nothing',
  examples: ['mlops diff hydra', 'mlops diff api --from week1', 'mlops diff 15 --from minimal --pack ../my-pack'],
  words: 'selectors',
  about: { from: 'the tasks that are on before (minimal)' },
  options: ['from', 'pack'],
  exitCodes: [
    ['0', 'done'],
    ['1', 'refused: there is no such task or stage, or nothing would change'],
  ],
  async read(request, workspace, terminal) {
    return (await import('../run/task_difference.js')).showDifference(request, workspace, terminal);
  },
};
