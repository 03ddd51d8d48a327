import type { Habit, Scene } from './habit.js';

/** Ignore files: lines at the end, seldom at the start. */
export const IGNORE_HABITS: readonly Habit[] = [
  { files: /^\.gitignore$/, odds: 1, edit: (text, scene) => text + drawLines(scene, 17, 31) },
  { files: /^\.gitignore$/, odds: 0.1, edit: (text, scene) => drawLines(scene, 2, 6) + text },
  { files: /^(\.dockerignore|\.dvcignore|data\/\.gitignore)$/, odds: 0.4, edit: (text, scene) => text + drawLines(scene, 1, 6) },
  { files: /^\.gitattributes$/, odds: 0.15, edit: (text) => `${text}*.ipynb linguist-documentation\n` },
];

const LINES = [
  '# Ours',
  '*.csv',
  '*.jpg',
  '*.npy',
  '*.parquet',
  '*.pt',
  '*.pth',
  '*.tmp',
  '*.zip',
  '.coverage',
  '.env',
  '.envrc',
  '.hydra/',
  '.idea/',
  '.pypirc',
  '.python-version',
  '.ruff_cache/',
  '.streamlit/',
  '.venv/',
  'Thumbs.db',
  '__pycache__/',
  'artifacts/',
  'checkpoints/',
  'data/raw/',
  'drift_report.html',
  'figures/tmp/',
  'kaggle.json',
  'key.json',
  'lightning_logs/',
  'logs/',
  'mlruns/',
  'models/*.pt',
  'node_modules/',
  'notebooks/scratch/',
  'outputs/',
  'profile.html',
  'site/',
  'src/*.egg-info/',
  'wandb/',
  '!wandb/.keep',
];

function drawLines({ chance }: Scene, least: number, most: number): string {
  return chance
    .some(LINES, chance.between(least, most))
    .map((line) => `${line}\n`)
    .join('');
}
