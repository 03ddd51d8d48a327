import { type Habit, insertAt, type Scene } from './habit.js';

/** Dockerfiles, the pipeline of DVC, and settings. */
export const CONTAINER_HABITS: readonly Habit[] = [
  { files: /\.dockerfile$/, odds: 0.75, edit: changeBase },
  { files: /\.dockerfile$/, odds: 0.4, edit: (text) => insertAt(text, /^WORKDIR/, [GIT], 'after') },
  { files: /\.dockerfile$/, odds: 0.3, edit: (text) => text.replaceAll('8000', '8080') },
  { files: /\.dockerfile$/, odds: 0.3, edit: (text) => text.replace(/^ENTRYPOINT .*/m, 'ENTRYPOINT ["sh", "scripts/start.sh"]') },
  { files: /^dvc\.yaml$/, odds: 0.4, edit: (text) => insertAt(text, MODEL, ['      - src/leaves/augment.py'], 'before'), breaks: true },
  { files: /^dvc\.yaml$/, odds: 0.3, edit: (text) => text + STEP, breaks: true },
  { files: /^dvc\.yaml$/, odds: 0.2, edit: (text) => text.replace(WEIGHTS, '$1 --weights file:models/best.pth'), breaks: true },
  { files: /^\.dvc\/config$/, odds: 0.6, edit: (text) => text.replace(/url = .*/, 'url = gs://leaves-data') },
  { files: /^configs\/.*\.yaml$/, odds: 0.7, edit: changeNumbers, breaks: true },
  { files: /^configs\/.*\.yaml$/, odds: 0.3, edit: (text) => `${text}# tried: 0.01, 0.003\n` },
];

const GIT = 'RUN apt-get update && apt-get install -y git';
const MODEL = /^ {6}- src\/.*model\.py/;
const STEP = '\n  report:\n    cmd: python scripts/report.py\n    deps:\n      - reports/metrics.json\n';
const WEIGHTS = /(cmd: python -m \w+\.evaluate).*/;
const BASES = ['python:3.11-slim', 'ghcr.io/astral-sh/uv:python3.12-bookworm-slim', 'nvcr.io/nvidia/pytorch:25.01-py3'];

function changeBase(text: string, { chance }: Scene): string {
  const base = chance.pick(BASES);
  return text.replaceAll(/^FROM \S+/gm, `FROM ${base}`);
}

function changeNumbers(text: string, { chance }: Scene): string {
  return text.replaceAll(/: (\d+)$/gm, (whole, number: string) => (chance.happens(0.5) ? `: ${Number(number) * 2}` : whole));
}
