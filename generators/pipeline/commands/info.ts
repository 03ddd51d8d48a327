import { codeOf } from '../answers/code.js';
import { answersAsOptions } from '../answers/command_line.js';
import { DONE } from '../errors.js';
import { sourceWords } from '../pack/library/source.js';
import { closeOverNeeds, listedOnly } from '../pack/needs.js';
import { questionsOf } from '../pack/pack.js';
import { PACK_FILE, STATE_FILE } from '../paths.js';
import type { State } from '../project/state.js';
import { projectIn } from '../run/workspace.js';
import { shellWord } from '../shell.js';
import type { ReadingCommand, Workspace } from '../states.js';
import { fold } from '../terminal/columns.js';
import { note } from '../terminal/tell.js';
import { paint, type Terminal } from '../terminal/terminal.js';

export const infoCommand: ReadingCommand = {
  name: 'info',
  usage: 'info [folder]',
  summary: 'show the pack, the answers, the tasks, and a command that creates the same project',
  examples: ['mlops info', 'mlops info ../demo --json'],
  words: 'folder',
  options: [],
  exitCodes: [
    ['0', 'done'],
    ['1', 'refused: there is no project'],
  ],
  read(request, workspace, terminal) {
    const info = infoOf(workspace);
    tellDispute(workspace, terminal);
    terminal.out(request.options.json ? `${JSON.stringify(info, undefined, 2)}\n` : infoText(info, workspace, terminal));
    return Promise.resolve(DONE);
  },
};

/** What a project records. The document that `mlops info --json` prints; its schema is schemas/info.schema.json. */
export interface Info {
  readonly folder: string;
  /** The version of the generator that wrote last. */
  readonly version: string;
  readonly pack: {
    readonly id: string;
    readonly title: string;
    readonly revision: number;
    readonly digest: string;
    readonly shipped: boolean;
    /** Where it came from: an address with its digest, a package with its version, a relative path. */
    readonly source?: string;
  };
  readonly answers: State['answers'];
  readonly tasks: { readonly asked: readonly string[]; readonly on: readonly string[] };
  /** A line for a POSIX shell that makes the same project in another folder. */
  readonly again: string;
  /** The pack, the tasks and the choices as one word, for --answers; nothing that a person has written is in it. */
  readonly code: string;
}

function infoOf(workspace: Workspace): Info {
  const { root, state } = projectIn(workspace);
  const { pack, digest, shipped, source } = workspace.loaded;
  const { version, answers, asked } = state;
  const tasks = { asked, on: listedOnly(closeOverNeeds(asked, pack).on, pack) };
  const { id, title, revision } = pack;
  return {
    folder: root,
    version,
    pack: { id, title, revision, digest, shipped, ...(source === undefined ? {} : { source }) },
    answers,
    tasks,
    again: lineAgain(workspace),
    code: codeOf({ values: answers, asked }, pack),
  };
}

/** What only reads never repairs: both sides are shown, and how they are settled. */
function tellDispute(workspace: Workspace, terminal: Terminal): void {
  const { dispute } = projectIn(workspace).state;
  if (dispute === undefined) return;
  const open = dispute.answers.map(({ name }) => name).join(', ');
  const shown =
    open === '' ? 'what is shown are both sides' : `what is shown are both sides, and of ${open} the answer of ${dispute.yours}`;
  note(
    `Warning: ${STATE_FILE} contains git conflict markers; ${shown}. Any command that writes settles it: mlops new --defaults`,
    terminal,
  );
}

/** The command that makes the same project. */
function lineAgain(workspace: Workspace): string {
  const { root, state } = projectIn(workspace);
  const { pack, shipped } = workspace.loaded;
  const source = `--pack=${shellWord(shipped ? pack.id : `${root}/${PACK_FILE}`)}`;
  return ['mlops new demo --defaults', source, ...answersAsOptions({ values: state.answers, asked: state.asked }, pack)].join(' ');
}

function infoText({ pack, answers, tasks, version, again, code }: Info, { loaded }: Workspace, terminal: Terminal): string {
  const questions = questionsOf(loaded.pack).filter(({ name }) => answers[name] !== undefined);
  const width = Math.max(0, ...questions.map(({ flag }) => flag.length));
  const source = pack.shipped ? '' : `, a pack that did not come with the generator${sourceWords(pack.source)}`;
  return [
    ...fold(`${pack.title} (${pack.id}, revision ${pack.revision})${source}; written by generator-mlops ${version}.`, terminal),
    '',
    paint(terminal, 'bold', 'Answers'),
    ...questions.map(({ name, flag }) => `  ${flag.padEnd(width)}  ${[answers[name] ?? ''].flat().join(', ')}`.trimEnd()),
    '',
    paint(terminal, 'bold', `Tasks: ${tasks.on.length} on`),
    ...fold(tasks.on.join(', '), terminal, 2),
    '',
    paint(terminal, 'bold', 'Create the same project'),
    `  ${again}`,
    '',
    paint(terminal, 'bold', 'Share the choice, without names and addresses'),
    `  mlops new demo --answers ${code}`,
    '',
  ].join('\n');
}
