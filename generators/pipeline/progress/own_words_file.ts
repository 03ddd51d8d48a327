import { CODES } from '../finding/codes.js';
import type { Finding } from '../finding/finding.js';
import { nearest } from '../nearest.js';
import type { YamlFile } from '../pack/source/yaml.js';
import { WORDS_FILE } from '../paths.js';
import type { Repository } from '../repository/repository.js';
import { DECLARATIONS, type Declaration, isAddress, LONGEST_TEXT, NO_WORDS, type OwnWords, type SetAside } from './own_words.js';

/** A longer file is no list that people keep by hand. */
const LARGEST = 64_000;

/** What the file of a group says, and what in it is passed over. */
interface ReadWords {
  readonly words: OwnWords;
  readonly findings: readonly Finding[];
}

/**
 * Reads what a group says of its own repository. Whatever stands in the file, nothing is refused: what cannot be understood is a
 * finding, and the rest counts.
 *
 * @param slugs the tasks that there are.
 */
export async function readOwnWords(repository: Repository, slugs: readonly string[]): Promise<ReadWords> {
  if (!repository.files.has(WORDS_FILE)) return { words: NO_WORDS, findings: [] };
  const text = repository.text(WORDS_FILE);
  if (text === undefined || text.length > LARGEST) {
    return { words: NO_WORDS, findings: [unread('it is no text of at most 64 kB')] };
  }
  // Loaded only where there is such a file.
  const { readYaml } = await import('../pack/source/yaml.js');
  const file = readYaml(text, WORDS_FILE, 'such a file');
  const [problem] = file.problems;
  if (problem !== undefined) return { words: NO_WORDS, findings: [unread(problem.fact, problem.line)] };
  return new WordsReader(file, repository, slugs).read();
}

type Keys = readonly (string | number)[];

class WordsReader {
  readonly #findings: Finding[] = [];

  constructor(
    readonly file: YamlFile,
    readonly repository: Repository,
    readonly slugs: readonly string[],
  ) {}

  read(): ReadWords {
    const top = entriesOf(this.file.value);
    if (top === undefined) return { words: NO_WORDS, findings: [unread('it has to say declared and aside', 1)] };
    const declared = new Map<string, Declaration>();
    const aside: SetAside[] = [];
    for (const [key, value] of top) {
      if (value === null) continue;
      if (key === 'declared') this.#readDeclared(value, declared);
      else if (key === 'aside') aside.push(...this.#readAside(value));
      else this.#pass(`${key} is neither declared nor aside`, [key]);
    }
    return { words: { declared, aside }, findings: this.#findings };
  }

  #readDeclared(value: unknown, declared: Map<string, Declaration>): void {
    const tasks = entriesOf(value);
    if (tasks === undefined) this.#pass('declared has to name tasks, each with address, figure or reason', ['declared']);
    for (const [slug, said] of tasks ?? []) {
      const keys = ['declared', slug];
      const [[kind, text] = [], ...others] = entriesOf(said) ?? [];
      const form = DECLARATIONS.find((each) => each === kind);
      if (!this.slugs.includes(slug)) this.#add('words-unknown-task', keys, { slug, near: nearest(slug, this.slugs) ?? '' });
      else if (form === undefined || others.length > 0 || !isText(text))
        this.#pass(`${slug} needs one text: address, figure or reason`, keys);
      else if (this.#isFit(form, text, keys)) declared.set(slug, { [form]: text });
    }
  }

  /** Whether an address is one, and a figure is there. */
  #isFit(form: keyof Declaration, text: string, keys: Keys): boolean {
    if (form === 'address' && !isAddress(text)) return this.#pass('the address has to begin with https:// or http://', keys);
    if (form !== 'figure' || this.repository.files.has(text)) return true;
    return this.#add('words-no-figure', keys, { figure: text });
  }

  #readAside(value: unknown): SetAside[] {
    if (!Array.isArray(value)) {
      this.#pass('aside has to be a list, of code, path and reason', ['aside']);
      return [];
    }
    return value.flatMap((item: unknown, index) => this.#readSetAside(item, ['aside', index]) ?? []);
  }

  #readSetAside(item: unknown, keys: Keys): SetAside | undefined {
    const { code, path, reason, ...others } = Object.fromEntries(entriesOf(item) ?? []);
    const [other] = Object.keys(others);
    if (!isText(code)) this.#pass('it needs the code of a finding', keys);
    else if (!Object.hasOwn(CODES, code)) this.#add('words-unknown-code', keys, { code, near: nearest(code, Object.keys(CODES)) ?? '' });
    else if (!isText(reason)) this.#pass(`${code} needs a reason`, keys);
    else if (other !== undefined) this.#pass(`${code} has ${other}, and takes only path and reason`, keys);
    else if (path === undefined) return { code, reason };
    else if (isText(path)) return { code, path, reason };
    else this.#pass(`the path of ${code} has to be a text`, keys);
    return undefined;
  }

  #pass(why: string, keys: Keys): false {
    return this.#add('words-unread', keys, { why });
  }

  #add(code: Finding['code'], keys: Keys, values: Finding['values']): false {
    const line = this.file.lineOf(keys);
    this.#findings.push({ code, severity: 'warning', path: WORDS_FILE, ...(line === undefined ? {} : { line }), values });
    return false;
  }
}

function unread(why: string, line?: number): Finding {
  return { code: 'words-unread', severity: 'warning', path: WORDS_FILE, ...(line === undefined ? {} : { line }), values: { why } };
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT;
}
