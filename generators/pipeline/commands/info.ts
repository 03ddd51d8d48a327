import { defaultAnswer } from '../answers/answers.js';
import { parseSelection, presetNames } from '../answers/selection.js';
import { DONE } from '../errors.js';
import { closeOverNeeds } from '../pack/needs.js';
import { type Pack, type Question, questionsOf } from '../pack/pack.js';
import { PACK_FILE } from '../paths.js';
import type { State } from '../project/state.js';
import { projectIn } from '../run/workspace.js';
import type { ReadingCommand, Workspace } from '../states.js';
import { fold } from '../terminal/columns.js';
import { paint, type Terminal } from '../terminal/terminal.js';

export const infoCommand: ReadingCommand = {
  name: 'info',
  usage: 'info [folder]',
  summary: 'show the pack, the answers, the tasks, and a command that creates the same project',
  examples: ['mlops info', 'mlops info ../demo --json'],
  words: 'folder',
  options: [],
  read(request, workspace, terminal) {
    const info = infoOf(workspace);
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
  };
  readonly answers: State['answers'];
  readonly tasks: { readonly asked: readonly string[]; readonly on: readonly string[] };
  /** A line for a POSIX shell that makes the same project in another folder. */
  readonly again: string;
}

function infoOf(workspace: Workspace): Info {
  const { root, state } = projectIn(workspace);
  const { pack, digest, shipped } = workspace.loaded;
  const { version, answers, asked } = state;
  const tasks = { asked, on: closeOverNeeds(asked, pack).on };
  const { id, title, revision } = pack;
  return { folder: root, version, pack: { id, title, revision, digest, shipped }, answers, tasks, again: lineAgain(workspace) };
}

/** The command that makes the same project: the pack, the tasks, and every answer that is not what the question gets by itself. */
function lineAgain(workspace: Workspace): string {
  const { root, state } = projectIn(workspace);
  const { pack, shipped } = workspace.loaded;
  const flags = questionsOf(pack).flatMap((question) => {
    const answer = state.answers[question.name];
    // A title comes from the folder's name, which is another one there.
    const isDefault = question.type !== 'title' && isSame(answer, defaultAnswer(question, pack, state.answers, ''));
    return answer === undefined || isDefault ? [] : flagsOf(question, answer);
  });
  const source = `--pack=${quoted(shipped ? pack.id : `${root}/${PACK_FILE}`)}`;
  return ['mlops new demo --defaults', source, ...flags, `--tasks=${quoted(tasksAgain(state.asked, pack))}`].join(' ');
}

/** The preset that comes to the same tasks, else their slugs. */
function tasksAgain(asked: readonly string[], pack: Pack): string {
  const preset = presetNames(pack).find((name) => isSame(parseSelection(name, pack), parseSelection(asked, pack)));
  return preset ?? asked.join(',');
}

function flagsOf({ flag }: Question, answer: string | readonly string[]): readonly string[] {
  const values = typeof answer === 'string' ? [answer] : answer.length === 0 ? [''] : answer;
  return values.map((value) => `--${flag}=${quoted(value)}`);
}

/** A text as one word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w.,@:/-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function infoText({ pack, answers, tasks, version, again }: Info, { loaded }: Workspace, terminal: Terminal): string {
  const questions = questionsOf(loaded.pack).filter(({ name }) => answers[name] !== undefined);
  const width = Math.max(0, ...questions.map(({ flag }) => flag.length));
  const source = pack.shipped ? '' : ', a pack that did not come with the generator';
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
  ].join('\n');
}
