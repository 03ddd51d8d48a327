import { editLines, type Habit, insertAt, type Scene } from './habit.js';

const WORKFLOWS = /^\.github\/workflows\/.*\.yaml$/;

/** Workflows, hooks and the bot: steps and repositories added, versions and matrices changed. */
export const WORKFLOW_HABITS: readonly Habit[] = [
  { files: WORKFLOWS, odds: 0.6, edit: appendStep },
  { files: WORKFLOWS, odds: 0.3, edit: (text) => insertAt(text, /^ +persist-credentials/, STEP, 'after') },
  { files: WORKFLOWS, odds: 0.5, edit: bumpActions },
  { files: WORKFLOWS, odds: 0.4, edit: changeMatrix },
  { files: WORKFLOWS, odds: 0.4, edit: (text) => text.replace(/run: uv run --no-sync (\w+)/, 'run: uv run $1 --verbose') },
  { files: /^\.pre-commit-config\.yaml$/, odds: 0.6, edit: appendRepository },
  { files: /^\.pre-commit-config\.yaml$/, odds: 0.4, edit: bumpRevisions },
  { files: /^\.pre-commit-config\.yaml$/, odds: 0.3, edit: (text) => insertAt(text, /^ +hooks:/, HOOK, 'after') },
  { files: /^\.github\/dependabot\.yaml$/, odds: 0.3, edit: appendEcosystem },
  { files: /^\.github\/dependabot\.yaml$/, odds: 0.3, edit: (text) => text.replaceAll('interval: weekly', 'interval: monthly') },
];

const STEP = ['      - name: Free the disk', '        run: sudo rm -rf /usr/share/dotnet'];
const HOOK = ['      - id: our-notebooks', '        name: no output in notebooks', '        entry: nbstripout', '        language: system'];

function appendStep(text: string, { chance }: Scene): string {
  const name = chance.pick(['Upload the coverage', 'Tell the chat', 'Show the packages']);
  const step = [`      - name: ${name}`, `        run: echo "${name.toLowerCase()}"`];
  return editLines(text, (lines) => {
    const steps = lines.lastIndexOf('    steps:');
    // A job behind it may call another workflow, and have no steps. An empty line ends no list.
    const end = lines.findIndex((line, index) => index > steps && line !== '' && !line.startsWith('      '));
    return lines.toSpliced(end < 0 ? lines.length : end, 0, ...step);
  });
}

/** The next version of an action, as a bot writes it. */
function bumpActions(text: string, { chance }: Scene): string {
  return text.replaceAll(/@([0-9a-f]{40}) # v(\d+)[\d.]*/g, (whole, commit: string, major: string) =>
    chance.happens(0.5) ? `@${commit.slice(20)}${commit.slice(0, 20)} # v${Number(major) + 1}.0.0` : whole,
  );
}

function changeMatrix(text: string): string {
  return text.replace(/os: \[.*\]/, 'os: [ubuntu-latest, macos-latest]').replace(/python: \[.*\]/, 'python: ["3.11", "3.12"]');
}

const REPOSITORIES = ['crate-ci/typos', 'kynan/nbstripout', 'codespell-project/codespell', 'pre-commit/pygrep-hooks'];

function appendRepository(text: string, { chance }: Scene): string {
  const name = chance.pick(REPOSITORIES);
  if (text.includes(name)) return text;
  const [, id] = name.split('/');
  return `${text}  - repo: https://github.com/${name}\n    rev: v1.${chance.between(0, 30)}.0\n    hooks:\n      - id: ${id}\n`;
}

function bumpRevisions(text: string, { chance }: Scene): string {
  return text.replaceAll(/rev: v(\d+)\..*/g, (_, major: string) => `rev: v${Number(major) + chance.between(0, 1)}.9.0`);
}

function appendEcosystem(text: string): string {
  if (text.includes('ecosystem: npm')) return text;
  return editLines(text, (lines) => [
    ...lines,
    '  - package-ecosystem: npm',
    '    directory: /frontend',
    '    schedule:',
    '      interval: weekly',
  ]);
}
