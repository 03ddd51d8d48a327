import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ID, isTaken, refusalOf, write } from './try_pack.js';

const TWO_GIGABYTES = 2 ** 31;
const FILE = { 'pack.yml': ID, 's/files/a': 'a' };

/** A file that says it is large, and takes no place. */
function claim(path: string, size: number): void {
  const file = openSync(path, 'w');
  ftruncateSync(file, size);
  closeSync(file);
}

function putFile(folder: string): void {
  for (const [path, content] of Object.entries(FILE)) write(folder, path, content);
}

describe('what is no plain file in a pack', () => {
  it.each([
    ['a link to a file of the person', 's/files/b', '/etc/passwd'],
    ['a link to the folder of the person', 's/files/b', '/etc'],
    ['a link to nothing', 's/files/b', 'nowhere'],
    ['a link inside of the pack', 's/files/b', 'a'],
    ['a link to a folder above it', 's/files/b', '../..'],
    ['a stage that is elsewhere', 't', '/etc'],
    ['files that are elsewhere', 't/files', '/etc'],
    ['parts that are elsewhere', 's/parts', '/etc'],
    ['a stage.yml that is elsewhere', 's/stage.yml', '/etc/passwd'],
    ['a stage.yml without an end', 's/stage.yml', '/dev/zero'],
    ['versions without an end', 'versions.txt', '/dev/zero'],
    ['names without an end', 'import_names.txt', '/dev/zero'],
    ['versions that are elsewhere', 'versions.txt', '/etc/passwd'],
  ])('is refused: %s', async (_, path, target) => {
    const said = await refusalOf((folder) => {
      putFile(folder);
      mkdirSync(join(folder, path, '..'), { recursive: true });
      symlinkSync(target, join(folder, path));
    });
    expect(said).toContain(`${path}:1: This is not a plain file: a link in a pack could lead out of it`);
    expect(said).not.toMatch(/root:|There is no file/);
  });

  it.each(['/etc/passwd', '/dev/zero', 'other.yml'])('is refused as pack.yml, and not read: %s', async (target) => {
    const said = await refusalOf((folder) => {
      write(folder, 'other.yml', ID);
      write(folder, 's/files/a', 'a');
      symlinkSync(target, join(folder, 'pack.yml'));
    });
    expect(said).toContain('pack.yml:1: This is not a plain file');
    expect(said).not.toContain('root:');
  });

  it.each(['pack.yml', 'versions.txt', 's/stage.yml', 's/files/b'])('is not waited for: a pipe in the place of %s', async (path) => {
    const said = await refusalOf((folder) => {
      if (path !== 'pack.yml') write(folder, 'pack.yml', ID);
      write(folder, 's/files/a', 'a');
      execFileSync('mkfifo', [join(folder, path)]);
    });
    expect(said).toContain(`${path}:1: This is not a plain file`);
  });

  it('is not waited for where it is named as the pack itself', async () => {
    expect(await refusalOf((folder) => void execFileSync('mkfifo', [join(folder, 'pipe')]), 'pipe')).toBe(
      '<pack>/pipe is no packed pack. Name the folder of a pack, or a file like .mlops/pack of a project.',
    );
    expect(await refusalOf({}, '/dev/zero')).toMatch(/^\/dev\/zero is no packed pack\./);
  });
});

describe('a pack that is larger than any pack', () => {
  it.each([
    [
      's/files/big.bin',
      'The pack takes 2048 MB when it is unpacked, and a pack may take 64 MB at most. Leave out its largest file, s/files/big.bin',
    ],
    ['s/parts/a', 'Leave out its largest file, s/parts/a (2048 MB)'],
    ['pack.yml', 'pack.yml:1: What a pack says of itself takes 2048 MB here, and it may take 256 kB at most'],
    ['s/stage.yml', 's/stage.yml:1: What a pack says of itself takes 2048 MB here, and it may take 256 kB at most'],
    ['versions.txt', 'versions.txt:1: What a pack says of itself takes 2048 MB here, and it may take 256 kB at most'],
    ['import_names.txt', 'import_names.txt:1: What a pack says of itself takes 2048 MB here, and it may take 256 kB at most'],
  ])('is refused where %s says that it has two gigabytes', async (path, says) => {
    const said = await refusalOf((folder) => {
      putFile(folder);
      claim(write(folder, path), TWO_GIGABYTES);
    });
    expect(said).toContain(says);
  });

  it('is refused where it has ten thousand files', async () => {
    const said = await refusalOf((folder) => {
      putFile(folder);
      for (let index = 0; index < 10_000; index += 1) claim(join(folder, 's/files', `f${index}`), 0);
    });
    expect(said).toMatch(/s\/files\/f\d+:1: The pack has more than 5000 files and folders\. Leave some out/);
  });

  it('is taken with a thousand files', async () => {
    expect(
      await isTaken((folder) => {
        putFile(folder);
        for (let index = 0; index < 1000; index += 1) claim(join(folder, 's/files', `f${index}`), 0);
      }),
    ).toBe(true);
  });
});
