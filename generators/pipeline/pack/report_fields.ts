import { any, line } from './question_fields.js';
import { mapOf, optional, record } from './record_shape.js';
import { about, filled, listOf, oneOf, text, whole, yesOrNo } from './shape.js';

const NUMBERED = text('a text with {number} in it', /\{number\}/);
const strings = listOf(filled('a string that is not empty'), 1);

/** Something that the repository knows about a question of the report: a draft is made of it. */
const fact = record({
  kind: about(
    'What is told: how many tests there are, links to files, images to show, the first values of a settings file, what a project depends on, or the tools that it has settings for',
    oneOf('tests', 'links', 'images', 'settings', 'dependencies', 'tools'),
  ),
  path: about('The files, as in evidence', any),
});

const described = {
  form: about('The file that people fill in, by the path under which it is emitted', any),
  heading: about('The heading of a question', NUMBERED),
  answer: about('The word above each answer', filled('a string that is not empty')),
  placeholder: about('What stands where there is no answer yet', NUMBERED),
  images: about('The endings that an image may have', strings),
  reading: about(
    'How the checker of the course takes the answers from the text, which it divides at each "answer"',
    record({
      keeps: about('A part without this is no answer, unless it is the last; an answer ends at it', filled('a string that is not empty')),
      ends: about('An answer ends at this, too', filled('a string that is not empty')),
      skips: optional(about('How many characters at the beginning of the file it drops (0)', whole(0))),
      dropsFirstKept: optional(
        about('Whether it takes the first part that it keeps for the preamble; else that is what stands above the first "answer"', yesOrNo),
      ),
    }),
  ),
  facts: optional(
    about('What the repository knows for an answer, by the number of the question', mapOf(listOf(fact), text('a number', /^\d+$/))),
  ),
};

const bounds = about('At least and at most', listOf(whole(0), 2));

/** What the questions of a report ask for: the TOML file that `questions` names. */
export const questions = record({
  questions: whole(1),
  sections: listOf(any),
  words: mapOf(bounds),
  figures: mapOf(bounds),
});

/** The report that a course asks for, and how its own checker reads it, as a stage has it. */
export const reportYaml = record({
  ...described,
  questions: about('The TOML file of the pack with the number of questions, the sections, and the bounds of words and figures', any),
});

/** The same with what that file says. */
export const report = record({ ...described, asks: questions });

/** Something that a course measures in the repositories of its groups. */
export const measure = record({
  name: about('What it is called', any),
  rule: about('How it is counted, as one sentence', line),
  kind: about(
    'Number of paths, whether there is such a path, sum of sizes in MiB, words of a file, or warnings of the report',
    oneOf('count', 'exists', 'size', 'words', 'warnings'),
  ),
  contains: optional(about('Paths with one of these in them', strings)),
  starts: optional(about('Paths that start with one of these', strings)),
  ends: optional(about('Paths that end with one of these', strings)),
  named: optional(about('Files of one of these names, in any folder', strings)),
  file: optional(about('Of words: the file', any)),
  means: optional(about('What its name makes people think of, as patterns: where that differs from the rule, check says so', strings)),
});
