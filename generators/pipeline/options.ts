/** An option, as both doors declare it and as help shows it. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What stands after it in help; an option without it is a switch. */
  readonly value?: string;
  readonly multiple?: boolean;
  readonly group: 'Answers' | 'Preview' | 'Writing' | 'General';
  readonly description: string;
}

const TABLE = [
  { name: 'defaults', group: 'Answers', description: 'ask nothing; use what is given or recorded, else the default' },
  {
    name: 'answers',
    value: 'file',
    group: 'Answers',
    description: 'answers from a JSON or YAML file (-: standard input), or a code that mlops info prints',
  },
  {
    name: 'tasks',
    value: 'list',
    multiple: true,
    group: 'Answers',
    description: 'what to include: presets, stages, slugs, numbers, ranges (week1,api,21-23)',
  },
  {
    name: 'pack',
    value: 'what',
    group: 'Answers',
    description:
      'the course year: its name, a folder, a packed file, the https address of one with its digest (#sha256-…), or npm:<package>; these two are fetched, also for a plan',
  },
  {
    name: 'from',
    value: 'what',
    group: 'General',
    description: 'with pack new: the pack that the new one extends (the newest); with diff: the tasks that are on before (minimal)',
  },
  { name: 'into', value: 'folder', group: 'General', description: 'the folder of the project, if it is not the current one' },
  { name: 'plan', group: 'Preview', description: 'show what would change, write nothing' },
  { name: 'dry-run', group: 'Preview', description: 'the same as --plan' },
  {
    name: 'full',
    group: 'Preview',
    description: 'show all: complete diffs, each task, every file',
  },
  { name: 'csv', group: 'Preview', description: 'print a table for a spreadsheet: a line for each repository, a column for each task' },
  {
    name: 'html',
    value: 'file',
    group: 'Preview',
    description: 'also write one page that needs nothing else, to sort and filter in a browser',
  },
  { name: 'sort', value: 'how', group: 'Preview', description: 'the order of the repositories: worst (first), or name' },
  { name: 'strict', group: 'General', description: 'exit with 3 if a task is missing or broken' },
  {
    name: 'save',
    value: 'file',
    group: 'Preview',
    description: 'write only the plan, to a file for --apply (-: standard output)',
  },
  {
    name: 'apply',
    value: 'file',
    group: 'Writing',
    description: 'apply a plan from --save (-: standard input), exactly; refused if the project has changed since',
  },
  { name: 'json', group: 'Preview', description: 'print one JSON document on standard output, and nothing else' },
  {
    name: 'on-conflict',
    value: 'how',
    group: 'Writing',
    description: 'where you and the generator changed the same lines: markers, mine, generated or stop',
  },
  { name: 'with-dependents', group: 'Writing', description: 'also remove the tasks that need the removed ones' },
  { name: 'redo', group: 'Writing', description: 'redo what the last undo took back' },
  {
    name: 'command',
    value: 'words',
    group: 'Writing',
    description: 'undo this command ("add api"), where a newer one is on another branch or was reverted',
  },
  { name: 'yes', group: 'Writing', description: 'undo mlops new without a question' },
  { name: 'skip-install', group: 'Writing', description: 'write no lock file' },
  { name: 'skip-git', group: 'Writing', description: 'no git init, no first commit' },
  {
    name: 'declare',
    value: 'task=words',
    multiple: true,
    group: 'Writing',
    description:
      'write to mlops-check.yaml that a task is done elsewhere: an address, a figure in the repository, or a reason (repeatable)',
  },
  {
    name: 'aside',
    value: 'code[:path]=reason',
    multiple: true,
    group: 'Writing',
    description: 'write to mlops-check.yaml that a finding is set aside, everywhere or at a path or pattern (repeatable)',
  },
  {
    name: 'tick',
    group: 'Writing',
    description: 'tick the boxes in the report of the tasks that are met. What is written down is no step for undo: git takes it back',
  },
  { name: 'run', group: 'General', description: 'with check: also run the commands and tests that show a task, having listed them' },
  { name: 'trust', group: 'General', description: 'with check --run: run them although the pack did not come with the generator' },
  { name: 'timeout', value: 'seconds', group: 'General', description: 'with check --run: how long each command may take (300)' },
  { name: 'markdown', group: 'Preview', description: 'with check: a summary in Markdown, for a comment on a pull request' },
  { name: 'help', short: 'h', group: 'General', description: 'show this help' },
  { name: 'version', group: 'General', description: 'show the version of the generator' },
] as const satisfies readonly OptionSpec[];

export type OptionName = (typeof TABLE)[number]['name'];

/** Every option of every command, in the order of help. Which command takes which stands with the command. */
export const OPTIONS: readonly (OptionSpec & { readonly name: OptionName })[] = TABLE;

/** What every command takes. */
export const COMMON_OPTIONS: readonly OptionName[] = ['into', 'json', 'help', 'version'];

/** What every command that changes a project takes besides. */
export const CHANGE_OPTIONS: readonly OptionName[] = [
  'defaults',
  'plan',
  'dry-run',
  'full',
  'save',
  'apply',
  'on-conflict',
  'skip-install',
  'skip-git',
];

/** What to do where a person and the pack changed the same lines. */
export type OnConflict = 'markers' | 'mine' | 'generated' | 'stop';

export const ON_CONFLICT: readonly OnConflict[] = ['markers', 'mine', 'generated', 'stop'];

/** How an audit orders the repositories. */
export type Sort = 'worst' | 'name';

export const SORTS: readonly Sort[] = ['worst', 'name'];

/** The options of what looks at repositories: check and audit. */
export interface LookOptions {
  readonly strict: boolean;
  /** Whether what can be executed is executed, and whether also what somebody else's pack names. */
  readonly run: boolean;
  readonly trust: boolean;
  /** The seconds that a command may take. */
  readonly timeout?: number;
  readonly markdown: boolean;
  readonly csv: boolean;
  /** Where the page of an audit is written to. */
  readonly html?: string;
  /** How the repositories of an audit are ordered. */
  readonly sort?: Sort;
  /** What is written down of tasks that are done elsewhere, as `task=words`. */
  readonly declare: readonly string[];
  /** What is written down of findings, as `code:path=reason`. */
  readonly aside: readonly string[];
  /** Whether the boxes of the report are ticked. */
  readonly tick: boolean;
}

/** The options of one run, read and checked. */
export interface Options extends LookOptions {
  readonly defaults: boolean;
  readonly answers?: string;
  readonly tasks?: string;
  readonly pack?: string;
  /** The pack that a new pack extends. */
  readonly from?: string;
  readonly plan: boolean;
  readonly full: boolean;
  readonly json: boolean;
  readonly onConflict?: OnConflict;
  readonly skipInstall: boolean;
  readonly skipGit: boolean;
  readonly withDependents: boolean;
  readonly redo: boolean;
  readonly yes: boolean;
  /** The command that is taken back, in the words of a person. */
  readonly command?: string;
  /** Where the plan is written to. */
  readonly save?: string;
  /** The saved plan that is carried out. */
  readonly apply?: string;
}
