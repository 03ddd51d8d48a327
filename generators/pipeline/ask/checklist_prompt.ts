import type { KeypressEvent } from '@inquirer/core';
import type { Look } from '../terminal/columns.js';
import { takesColor } from '../terminal/terminal.js';
import { type Checklist, type ChecklistState, type Key, press, startState } from './checklist.js';
import { activeRow, doneText, footRows, footText, headText, rowsOf, rowText } from './checklist_view.js';

/** The type under which the prompt is known to inquirer and to Yeoman's adapter. */
export const CHECKLIST_TYPE = 'mlops-tasks';

/** A question that is asked with the checklist. */
interface ChecklistQuestion {
  readonly message: string;
  readonly list: Checklist;
  /** The slugs that are asked for at the start. */
  readonly default: readonly string[];
}

/** What inquirer hands to a prompt. */
interface PromptContext {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
  readonly signal?: AbortSignal;
}

/** The prompt: asks one question, gives the slugs that were asked for. */
export type ChecklistPrompt = (question: ChecklistQuestion, context?: PromptContext) => Promise<readonly string[]>;

/** Lines of the terminal that are neither the list nor its foot: the question, and one to breathe. */
const FRAME = 2;

/** Loads `@inquirer/core` and makes the prompt of it: a grouped list that is filtered by typing. */
export async function makeChecklistPrompt(): Promise<ChecklistPrompt> {
  const { createPrompt, isEnterKey, makeTheme, useKeypress, usePagination, usePrefix, useState } = await import('@inquirer/core');
  return createPrompt<readonly string[], ChecklistQuestion>(({ message, list, default: asked }, done) => {
    const [state, setState] = useState<ChecklistState>(startState(list, asked));
    const [status, setStatus] = useState<'idle' | 'done'>('idle');
    const prefix = usePrefix({ status, theme: makeTheme({}) });
    const look = lookOf(process.stdout);
    useKeypress((event, line) => {
      // The prompt keeps what is typed itself: readline's own line would move the cursor.
      line.clearLine(0);
      if (status === 'done') return;
      if (isEnterKey(event)) {
        setStatus('done');
        done([...state.asked]);
      } else setState(press(list, state, keyOf(event)));
    });
    const rows = rowsOf(list, state);
    const page = usePagination({
      items: rows,
      active: activeRow(list, state, rows),
      renderItem: ({ item, isActive }) => rowText(item, isActive, look),
      pageSize: pageSize(process.stdout, rows.length, footRows(list, state, look.columns)),
      loop: false,
    });
    if (status === 'done') return `${prefix} ${message} ${doneText(list, state)}`;
    const head = `${prefix} ${headText(message, list, state, look)}`;
    const foot = footText(list, state, look);
    return [head, rows.length === 0 ? foot : `${page}\n${foot}`];
  });
}

function lookOf(output: NodeJS.WriteStream): Look {
  return { columns: output.columns || 80, color: takesColor(output, process.env) };
}

/** As many lines as the terminal has room for. */
function pageSize({ rows }: NodeJS.WriteStream, lines: number, foot: number): number {
  return Math.max(Math.min((rows || 24) - FRAME - foot, lines), 3);
}

/** Readline tells more about a key than inquirer's type says. */
function keyOf(event: KeypressEvent): Key {
  const sequence = 'sequence' in event && typeof event.sequence === 'string' ? event.sequence : undefined;
  const meta = 'meta' in event && event.meta === true;
  return { name: event.name, ctrl: event.ctrl, meta, sequence };
}
