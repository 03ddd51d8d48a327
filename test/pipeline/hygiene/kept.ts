import { execFileSync } from 'node:child_process';
import type { Finding } from '../../../generators/pipeline/finding/finding.js';
import { sentenceOf } from '../../../generators/pipeline/finding/sentence.js';
import type { Kept } from '../../../generators/pipeline/hygiene/kept.js';
import type { Pack } from '../../../generators/pipeline/pack/pack.js';
import { Repository } from '../../../generators/pipeline/repository/repository.js';
import { fill, inScratch } from '../commit/scene.js';
import { PACK, stage } from '../pack/fixture.js';

/** What the pack of these tests keeps out of git. */
const RULES = [
  '__pycache__/',
  '/wandb/',
  '/outputs/',
  '.env',
  '.env.*',
  '*.pem',
  '/models/*',
  '!/models/.gitkeep',
  '*.ckpt',
  '/data/raw/**',
  '',
];
const IGNORE_FILE = { path: '.gitignore', origin: 'project/files/dot.gitignore', content: RULES.join('\n') };
const KEPT_PACK: Pack = { ...PACK, stages: [stage('project', { files: [IGNORE_FILE] })] };

/** Looks at a folder with these files, all of them in git unless said otherwise. */
export async function looking(
  files: Readonly<Record<string, string>>,
  look: (kept: Kept) => readonly Finding[],
  {
    tracked = Object.keys(files),
    afterwards,
  }: { tracked?: readonly string[]; afterwards?: (root: string, findings: readonly Finding[]) => unknown } = {},
): Promise<readonly Finding[]> {
  let findings: readonly Finding[] = [];
  await inScratch(async (root) => {
    fill(root, files);
    const git = (...args: readonly string[]) => execFileSync('git', ['-c', 'core.fileMode=false', ...args], { cwd: root });
    git('init', '--quiet');
    if (tracked.length > 0) git('add', '--force', '--', ...tracked);
    findings = look({ repository: new Repository(root), loaded: { pack: KEPT_PACK } });
    await afterwards?.(root, findings);
  });
  return findings;
}

/** Findings as people see them: how bad, the sentence, the command. */
export function shown(findings: readonly Finding[]): string[] {
  return findings.map(
    (finding) => `${finding.severity}: ${sentenceOf(finding)}${finding.command === undefined ? '' : ` | ${finding.command}`}`,
  );
}
