import { editLines, type Habit, type Scene } from './habit.js';

/** README and pages: the one is rewritten by everybody, the others are touched by few. */
export const PAGE_HABITS: readonly Habit[] = [
  { files: /^README\.md$/, odds: 1, edit: rewriteReadme },
  { files: /^docs\/.*\.md$/, odds: 0.1, edit: (text, scene) => `${text}\n${section(scene)}` },
  { files: /^docs\/.*\.md$/, odds: 0.1, edit: rewordSentence, breaks: true },
  { files: /^(CONTRIBUTING|AGENTS)\.md$/, odds: 0.15, edit: (text, scene) => `${text}\n${section(scene)}` },
  { files: /^\.github\/members\.txt$/, odds: 0.3, edit: (text) => `${text}ada-l\ngrace-h\n` },
];

const HEADINGS = ['Our data', 'Results so far', 'Who does what', 'How to run it on the cluster', 'Known problems', 'Checklist'];
const SENTENCES = [
  'We classify pictures of leaves as healthy or sick.',
  'Training takes about ten minutes on a laptop.',
  'The best run so far reached 91 % on the validation set.',
  'Ask Ada before you touch the bucket.',
  'The report is written in week three.',
];

function section({ chance }: Scene): string {
  const sentences = chance.some(SENTENCES, chance.between(1, 3));
  return `## ${chance.pick(HEADINGS)}\n\n${sentences.join('\n')}\n`;
}

/** About 30 % of the lines stay, between sections of their own. */
function rewriteReadme(text: string, scene: Scene): string {
  return editLines(text, (lines) => {
    const kept = lines.filter(() => scene.chance.happens(0.3));
    const own = Array.from({ length: 6 }, () => section(scene).split('\n')).flat();
    const at = scene.chance.between(0, kept.length);
    return ['# Leaves', '', ...own.slice(0, 20), ...kept.slice(0, at), ...own.slice(20), ...kept.slice(at)];
  });
}

function rewordSentence(text: string, { chance }: Scene): string {
  return editLines(text, (lines) => {
    const prose = lines.flatMap((line, index) => (/^[A-Z][a-z]+ .*[a-z.]$/.test(line) ? [index] : []));
    if (prose.length === 0) return lines;
    const at = chance.pick(prose);
    return lines.with(at, `${lines[at] ?? ''} ${chance.pick(SENTENCES)}`);
  });
}
