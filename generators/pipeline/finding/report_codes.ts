import { boundsIn, count, type Parts } from './parts.js';

/** The codes of what is found in a report, and of what the course measures. */
export const REPORT_CODES = {
  'report-unread': ({ place }) => `The checker of the course stops with an error at ${place}, and reads no answer`,
  'report-of-another': ({ place, value }) => `${place} is the form of ${value('title')}, and not that of ${value('own')}`,
  'answer-word-outside': ({ place, value }) => `${place}: "${value('word')}" stands above the first question`,
  'preamble-unread': ({ place, value }) =>
    `${place}: no "${value('mark')}" stands above the first answer, so the course takes that answer for the preamble`,
  'question-gone': ({ place, value }) => `${place}: the heading "${value('heading')}" is missing`,
  'question-twice': ({ place, value }) => `${place}: question ${value('question')} is there twice`,
  'question-misplaced': ({ place, value }) => `${place}: question ${value('question')} is not in its order`,
  'question-unknown': ({ place, value }) =>
    `${place}: there is no question ${value('question')}, the report has ${value('questions')} questions`,
  'answer-word': ({ place, value }) =>
    `${place}: question ${value('question')} has "${value('word')}" ${count(value('found'), 'time')}, and needs it once`,
  'answer-cut': ({ place, value }) => `${place}: "${value('mark')}" cuts the answer to question ${value('question')} short`,
  'answer-empty': ({ place, value }) =>
    `${place}: question ${value('question')} has no answer yet${value('most') === '' ? '' : `, ${boundsIn(value('least'), value('most'))} words are asked`}`,
  'answer-length': ({ place, value }) =>
    `${place}: the answer to question ${value('question')} has ${count(value('found'), 'word')} of ${boundsIn(value('least'), value('most'))}: ${value('distance')}`,
  'answer-images': ({ place, value }) =>
    `${place}: the answer to question ${value('question')} has ${count(value('found'), 'image')} of ${boundsIn(value('least'), value('most'))}: ${value('distance')}`,
  'image-unshown': ({ place, value }) =>
    `${place}: question ${value('question')} has ${count(value('found'), 'image')} in comments or code, which the course counts and no reader sees`,
  'image-html': ({ place, value }) => `${place}: question ${value('question')} has an image as <img>, which is shown and does not count`,
  'image-elsewhere': ({ place, value }) => `${place}: the image ${value('target')} is not in the repository`,
  'image-kind': ({ place, value }) => `${place}: the image ${value('target')} is none of ${value('kinds')}`,
  'image-missing': ({ place, value }) => `${place}: the image ${value('target')} is not there`,
  'image-content': ({ place, value }) => `${place}: the image ${value('target')} does not hold ${value('kind')}`,
  'link-broken': ({ place, value }) => `${place}: the link leads to ${value('target')}, which is not there`,
  'box-unticked': ({ place, value }) => `${place}: the box of ${value('task')} is not ticked, and the task is met`,
  'box-unproven': ({ place, value }) => `${place}: the box of ${value('task')} is ticked, and the repository does not show the task`,
  'measure-more': ({ value }) => `${value('measure')} counts ${value('paths')} too. Its rule: ${value('rule')}`,
  'measure-less': ({ value }) => `${value('measure')} does not count ${value('paths')}. Its rule: ${value('rule')}`,
  'measure-blind': ({ value }) =>
    `${value('measure')} is 0 only because the checker of the course stops with an error. Its rule: ${value('rule')}`,
} as const satisfies Readonly<Record<string, (parts: Parts) => string>>;
