import { describe, expect, it } from 'vitest';
import { ID, isTaken, refusalOf } from './try_pack.js';

const LONG = `${'long/'.repeat(40)}x`;

/** A pack whose only file is emitted under another path. */
function emitting(path: string) {
  return { 'pack.yml': ID, 's/stage.yml': `files:\n  a.txt: { as: ${JSON.stringify(path)} }\n`, 's/files/a.txt': 'a' };
}

describe('a file that a pack emits', () => {
  it.each([
    ['../x', 'leaves its folder'],
    ['a/../../x', 'leaves its folder'],
    ['./x', 'leaves its folder'],
    ['/etc/passwd', 'is absolute'],
    ['//host/share/x', 'is absolute'],
    ['C:/Windows/x', 'is absolute'],
    ['c:x', 'is absolute'],
    ['\\\\host\\share\\x', 'holds "\\", which some systems refuse'],
    ['a\\..\\..\\x', 'holds "\\", which some systems refuse'],
    ['a.txt:stream', 'holds ":", which some systems refuse'],
    ['con', 'which Windows keeps for a device'],
    ['src/AUX.py', 'which Windows keeps for a device'],
    ['nul.tar.gz', 'which Windows keeps for a device'],
    ['docs/COM¹.md', 'which Windows keeps for a device'],
    ['lpt9', 'which Windows keeps for a device'],
    ['CONIN$', 'which Windows keeps for a device'],
    ['com1 .txt', 'which Windows keeps for a device'],
    ['.git/hooks/post-checkout', 'belongs to git'],
    ['src/.GIT/config', 'belongs to git'],
    ['GIT~1/config', 'belongs to git'],
    ['.git./config', 'ends with a space or a dot'],
    ['.g\u200cit/config', 'contains an invisible character'],
    ['.mlops/pack', 'belongs to the generator'],
    ['.MLOPS/history', 'belongs to the generator'],
    ['.yo-rc.json', 'belongs to the generator'],
    ['.mlop\u017f/pack', 'belongs to the generator'],
    ['MLOPS~1/pack', 'belongs to the generator'],
    ['YO-RC~1.JSO', 'belongs to the generator'],
    ['a/', 'has an empty part'],
    ['a//b', 'has an empty part'],
    ['', 'is empty'],
    ['a ', 'ends with a space or a dot'],
    ['a\u202etxt.exe', 'contains an invisible character'],
    [LONG, 'is longer than 200 characters'],
  ])('cannot go to %j', async (path, why) => {
    const said = await refusalOf(emitting(path));
    expect(said).toContain(`s/stage.yml:2: The path ${JSON.stringify(path)}`);
    expect(said).toContain(why);
  });

  it('goes anywhere else in the project', async () => {
    expect(await isTaken(emitting('docs/.github/git/config.mlops'))).toBe(true);
  });

  it.each([
    ['the same place', 'x', 'x'],
    ['the same place on a disk that does not know cases', 'README.md', 'readme.md'],
    ['the same place on a disk that knows one form of a letter', 'caf\u00e9', 'cafe\u0301'],
    ['a file and a folder', 'x', 'x/y'],
  ])('cannot be two at once: %s', async (_, one, other) => {
    const settings = `files:\n  a: { as: ${JSON.stringify(one)} }\n  b: { as: ${JSON.stringify(other)} }\n`;
    const said = await refusalOf({ 'pack.yml': ID, 's/stage.yml': settings, 's/files/a': '', 's/files/b': '' });
    expect(said).toMatch(/s\/files\/[ab]:1: .*(is emitted as|is a file here and a folder elsewhere)/);
  });

  it('has parts at its own place only', async () => {
    const parts = { 's/stage.yml': 'parts:\n  a: { as: ../../a }\n', 's/parts/a': 'a' };
    expect(await refusalOf({ 'pack.yml': ID, ...parts })).toContain('s/stage.yml:2: The path "../../a" leaves its folder');
  });

  it('is none outside of the pack, whatever is taken away or said of it', async () => {
    const removing = { 'pack.yml': `${ID}remove: [../../demo]\n`, 's/files/a': 'a' };
    expect(await refusalOf(removing)).toContain('pack.yml:2: There is no "../../demo" to remove');
    const said = await refusalOf({ 'pack.yml': ID, 's/files/a': 'a', 's/stage.yml': 'files:\n  ../../pack.yml: { template: true }\n' });
    expect(said).toContain('s/stage.yml:2: There is no file s/files/../../pack.yml');
  });
});
