import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../../generators/pipeline/pack/check/report.js';
import { findPack } from '../../../../generators/pipeline/pack/library/shipped.js';

describe('the report of a packed pack', () => {
  it('has its form among the files of the pack', async () => {
    const { pack } = await findPack('2026', '');
    const locate = () => ({ file: 'stage.yml', line: 0 });
    expect(checkReport(pack, locate)).toEqual([]);
    const stages = pack.stages.map((stage) => ({ ...stage, files: stage.files.filter(({ path }) => path !== 'reports/README.md') }));
    expect(checkReport({ ...pack, stages }, locate).map(({ fact }) => fact)).toEqual(['No stage emits the file reports/README.md']);
  });
});
