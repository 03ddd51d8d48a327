import type { AskRequest } from '../../../generators/pipeline/ask/conversation.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import type { Asker, PromptQuestion } from '../../../generators/pipeline/terminal/terminal.js';
import { PACK } from '../pack/fixture.js';

type Loaded = { readonly pack: Pack };
type Reply = unknown;

/**
 * A person with answers ready: each by the name of its question, else the default. A text that is refused is followed
 * by the next one.
 */
export class Person {
  readonly heard: PromptQuestion[] = [];
  readonly refused: string[] = [];
  readonly #replies: Map<string, Reply[]>;

  constructor(replies: Record<string, Reply> = {}) {
    this.#replies = new Map(
      Object.entries(replies).map(([name, reply]) => [name, Array.isArray(reply) && name !== 'tasks' ? [...reply] : [reply]]),
    );
  }

  asker(checklist = true): () => Promise<Asker> {
    const prompt = async (questions: readonly PromptQuestion[]): Promise<Record<string, unknown>> =>
      Promise.resolve(Object.fromEntries(questions.map((asked) => [asked.name, this.#answer(asked)])));
    return () => Promise.resolve(Object.assign(prompt, { checklist }));
  }

  #answer(asked: PromptQuestion): Reply {
    this.heard.push(asked);
    for (;;) {
      const reply = this.#replies.get(asked.name)?.shift() ?? asked.default;
      if (reply instanceof Error) throw reply;
      const verdict = typeof reply === 'string' ? (asked.validate?.(reply) ?? true) : true;
      if (verdict === true) return reply;
      this.refused.push(verdict);
    }
  }

  get names(): string[] {
    return this.heard.map(({ name }) => name);
  }
}

/** What is asked of a person who begins a project of the small course. */
export function request(person: Person, changes: Partial<AskRequest<Loaded>> = {}): AskRequest<Loaded> {
  return {
    loaded: { pack: PACK },
    sources: { flags: {}, folder: 'demo' },
    asked: PACK.tasks.map(({ slug }) => slug),
    tasks: 'open',
    interactive: true,
    asker: person.asker(),
    look: { columns: 80, color: false },
    say: () => {},
    ...changes,
  };
}
