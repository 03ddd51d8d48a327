// Loaded before the binary (node --import): something happens at the n-th change that it makes to the disk below a folder.
//   FAULTS = {"root": <folder>, "at": <n, 0 for never>, "fault": <what>, "tell": <file for the number of changes>, "deed": <command>}
import { execSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { root, at, fault, tell, deed } = JSON.parse(process.env.FAULTS);
const { appendFileSync } = fs;
let changes = 0;

for (const name of [
  'mkdirSync',
  'writeFileSync',
  'chmodSync',
  'renameSync',
  'rmdirSync',
  'unlinkSync',
  'rmSync',
  'symlinkSync',
  'linkSync',
]) {
  const change = fs[name];
  fs[name] = (...args) => {
    if (!String(args[name === 'symlinkSync' ? 1 : 0]).startsWith(root)) return change(...args);
    changes += 1;
    appendFileSync(tell, `${name} ${args[0]}\n`);
    if (changes === at) strike(name, change, args);
    return change(...args);
  };
}
syncBuiltinESMExports();

function strike(name, change, args) {
  if (fault.startsWith('SIG')) process.kill(process.pid, fault);
  else if (fault === 'deed') execSync(deed, { cwd: root, stdio: 'ignore' });
  else {
    // A disk that is full takes the beginning of a file.
    if (name === 'writeFileSync') change(args[0], args[1].slice(0, args[1].length / 2), args[2]);
    throw Object.assign(new Error(`${fault}: at change ${changes}`), { code: fault });
  }
}
