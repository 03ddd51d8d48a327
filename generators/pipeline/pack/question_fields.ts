import { optional, record } from './record_shape.js';
// What a question is made of, field by field; fields.ts says who reads this.
import { about, filled, listOf, oneOf, orList, text, yesOrNo } from './shape.js';

export const any = text('a string (in quotes if it looks like a number)');
export const line = text('one line of text (in quotes if it looks like a number)', /^[^\n\r]*$/);
export const name = text('a lower-case letter, then letters, digits and underscores', /^[a-z][A-Za-z0-9_]*$/);
export const condition = filled('a condition in quotes');

const choice = record({
  value: about('The answer', text('letters, digits and ._- (in quotes if it looks like a number)', /^[A-Za-z0-9._-]+$/)),
  label: about('What people read', any),
  help: optional(about('What stands below it while it is pointed at', line)),
});

const asked = {
  name: about('The name of the answer in templates and conditions', name),
  type: about('What may be answered', oneOf('title', 'text', 'texts', 'package', 'token', 'tokens', 'choice', 'choices', 'email', 'url')),
  flag: about(
    'The flag that gives the answer',
    text('lower-case letters, digits and dashes, without the two dashes in front', /^[a-z][a-z0-9-]*$/),
  ),
  message: about('The question', filled('what the person is asked')),
  help: optional(about('What stands below the question', any)),
  choices: optional(about('What is chosen from', listOf(choice, 1))),
  default: optional(
    about(
      'The answer where nobody gives one; it may be made of earlier answers: <%- kebab(name) %>',
      orList(any, any, 'a string, or a list of strings (in quotes if they look like numbers)'),
    ),
  ),
  pattern: optional(
    about(
      'The form of the answer',
      record({
        form: about(
          'Signs, classes such as [A-Z0-9], \\d and \\w, each with ?, *, + or {2,4} behind it where it repeats',
          filled('a pattern'),
        ),
        message: about('What people read whose answer has another form', filled('a sentence')),
      }),
    ),
  ),
  when: optional(about('Asked only where this holds; it may name earlier questions', condition)),
  required: optional(about('Whether there has to be an answer', yesOrNo)),
  quiet: optional(about('Answered by its flag or an answers file only, never asked', yesOrNo)),
  was: optional(
    about('Names that it had in earlier revisions: an answer that is recorded under one of them is taken over', listOf(name, 1)),
  ),
};

/** A question of a pack. */
export const question = record(asked);

/** A question as it is written: without a flag it has the one of its name. */
export const questionYaml = record({ ...asked, flag: optional(asked.flag) });
