import { COMMANDS } from '../commands/table.js';
import { Refusal, repeated } from '../errors.js';
import { nearest } from '../nearest.js';
import { type CommandFamily, isFamily } from '../states.js';

/** What was called: the name of a command that can be run, and the words that are left for it. */
interface Called {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * Puts together the two words by which a command of a family is called (`pack new`). Every other name stays as it is.
 *
 * @param words what was typed after the name.
 * @throws Refusal where the family has no such command.
 */
export function calledCommand(name: string, words: readonly string[]): Called {
  const family = familyOf(name);
  if (family === undefined) return { name, words };
  const [word, ...rest] = words;
  const member = memberOf(family, word);
  if (member === undefined) throw unknownMember(family, word);
  return { name: member, words: rest };
}

/** What help is wanted on: a command, also one of a family; the family itself where none is named, or one that there is not. */
export function subjectOf(name: string, words: readonly string[]): string {
  const family = familyOf(name);
  return (family && memberOf(family, words[0])) ?? name;
}

/** The words that can stand after the name of a family. */
export function memberWords({ name, members }: CommandFamily): readonly string[] {
  return members.map((member) => member.name.slice(name.length + 1));
}

function familyOf(name: string): CommandFamily | undefined {
  return COMMANDS.filter(isFamily).find((family) => family.name === name);
}

function memberOf({ name, members }: CommandFamily, word: string | undefined): string | undefined {
  return members.find((member) => member.name === `${name} ${word}`)?.name;
}

function unknownMember(family: CommandFamily, word: string | undefined): Refusal {
  const { name } = family;
  const known = memberWords(family);
  const all = `Use one of ${known.map((each) => `mlops ${name} ${each}`).join(', ')}`;
  if (word === undefined) return new Refusal(`mlops ${name} needs one more word`, all);
  const near = nearest(word, known);
  return new Refusal(
    `There is no command mlops ${name} ${repeated(word)}`,
    near === undefined ? all : `Did you mean mlops ${name} ${near}?`,
  );
}
