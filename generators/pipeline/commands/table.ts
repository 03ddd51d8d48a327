/** A command of both doors. */
export interface CommandSpec {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
}

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'new',
    usage: 'new [folder]',
    summary: 'a new project; in an existing one: change any answer',
    examples: [
      'mlops new demo                              ask a few questions, make the project in demo',
      'mlops new demo --defaults                   ask nothing: everything, with uv',
      'mlops new demo --tasks week1,api            week one and the API',
      'mlops new demo --answers answers.yaml --plan   see first, write nothing',
    ],
  },
  {
    name: 'add',
    usage: 'add <what...>',
    summary: 'add stages, tasks by slug or number, to the project as it is now',
    examples: ['mlops add api tests', 'mlops add hydra 35 --plan', 'mlops add 21-23 --into ../demo'],
  },
  {
    name: 'remove',
    usage: 'remove <what...>',
    summary: 'the way back: what you did not change goes, what you changed stays and is listed',
    examples: ['mlops remove docker --plan', 'mlops remove 33 --with-dependents', 'mlops remove hydra lightning'],
  },
  {
    name: 'upgrade',
    usage: 'upgrade [folder]',
    summary: "the newest revision of the project's pack, or another one (--pack)",
    examples: ['mlops upgrade --plan', 'mlops upgrade --pack 2026', 'mlops upgrade --pack ../corrected-pack'],
  },
  {
    name: 'undo',
    usage: 'undo [folder]',
    summary: 'takes back the last command; again, the one before it',
    examples: ['mlops undo', 'mlops undo --plan', 'mlops undo --redo                           brings it back'],
  },
];

/** How a stage of its own is called: `mlops docker` is `mlops add docker` with the stage's own questions. */
export const STAGE_COMMAND: CommandSpec = {
  name: '<stage>',
  usage: '<stage> [folder]',
  summary: 'add or re-configure that stage',
  examples: ['mlops api                                   in the project, or anywhere below it', 'mlops tests ../demo'],
};
