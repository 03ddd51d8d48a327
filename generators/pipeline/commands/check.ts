import type { ReadingCommand } from '../states.js';

export const checkCommand: ReadingCommand = {
  name: 'check',
  usage: 'check [folder]',
  summary: 'show how far a repository is: each task of the checklist with what shows it, or what is missing',
  examples: [
    'mlops check   a line a week, what is broken, and what to add next',
    'mlops check --full   each task with the file and line that show it, and the report',
    'mlops check ../other --pack ./my-pack   any repository, beside the checklist of another year',
    'mlops check --run   also run its commands and tests',
    'mlops check --strict   for a script: exit with 3 where something is missing or broken',
    'mlops check --declare cloud-deploy=https://birds.a.run.app',
  ],
  words: 'folder',
  anywhere: true,
  options: ['full', 'strict', 'pack', 'run', 'trust', 'timeout', 'markdown', 'declare', 'aside', 'tick'],
  about: {
    full: 'show each task with what was found, each question of the report, and what the course measures',
    pack: 'the course year whose checklist counts; without it that of the project, else the newest. A name, a folder, a packed file, the https address of one with its digest (#sha256-…), or npm:<package>; these two are fetched',
    markdown: 'print a summary in Markdown, for a comment on a pull request',
    into: 'the folder of the repository, if it is not the current one',
    run: 'also run the commands and tests that show a task, having listed them; nothing is installed',
    trust: 'with --run: run them also in a repository that the generator has not made, or of a pack that did not come with it',
    timeout: 'with --run: how long each command may take (300)',
  },
  exitCodes: [
    ['0', 'done, whatever was found'],
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
